import subprocess
import sys
import threading
from pathlib import Path

import pytest

from remissnlp.document import Source
from remissnlp.pdf import Limits, read_all
from remissnlp.pdf.workers import Worker, WorkerDiedError
from tests.pdf.making import show, stream, write_pdf

TIGHT = Limits(page_seconds=1, file_seconds=20, megabytes=300)
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F %d 0 R >> >>"


def _forms_in_forms(path: Path, *, depth: int = 12) -> Path:
    """Draw a form ten times that draws a form ten times, and so on."""
    forms = [stream(b"/F Do " * 10, entries=FORM % (10 + n + 1)) for n in range(depth)]
    last = stream(show("djupt"), entries=FORM % 10)
    return write_pdf(path, [b"/F Do"], resources=b"/XObject << /F 10 0 R >>", more=[*forms, last])


def _million_characters(path: Path) -> Path:
    return write_pdf(path, [show("x" * 100) * 10_000])


def _spaces(path: Path) -> Path:
    return write_pdf(path, [b" " * 400_000_000 + show("slut")])


BOMBS = {"forms": _forms_in_forms, "characters": _million_characters, "spaces": _spaces}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_listed_with_its_reason_and_the_run_goes_on(kind: str, tmp_path: Path) -> None:
    sources = [
        Source("fore", write_pdf(tmp_path / "före.pdf")),
        Source("bomb", BOMBS[kind](tmp_path / "bomb.pdf")),
        Source("efter", write_pdf(tmp_path / "efter.pdf", [show("Ett annat svar.")])),
    ]
    before, bomb, after = read_all(sources, workers=1, cache=False, limits=TIGHT)
    assert before.document is not None
    assert after.document is not None
    assert bomb.document is None
    assert bomb.reason.startswith("bomb.pdf: ")


def test_a_heavy_page_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [show("Första sidan."), show("x" * 100) * 10_000, show("Tredje sidan.")])
    outcome = read_all([Source("a", path)], cache=False, limits=TIGHT)[0]
    assert outcome.document is not None
    assert "Första sidan." in outcome.document.text
    assert "Tredje sidan." in outcome.document.text


def _ask(code: str, limits: Limits, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Have a worker do `code` in place of reading."""
    hook = f"import remissnlp.pdf.worker as w\ndef read(source, **_):\n    {code}\nw.read_pdf = read\nw.main()"
    monkeypatch.setattr("remissnlp.pdf.workers._CODE", hook)
    worker = Worker(limits)
    try:
        return worker.ask({"path": "x.pdf", "password": None, "from_picture": []})
    finally:
        worker.close()


@pytest.mark.parametrize(
    ("code", "too_slow"),
    [
        ("import os; os._exit(3)", False),
        ("import os; os.abort()", False),
        ("import ctypes; ctypes.string_at(0)", False),
        ("import time; time.sleep(60)", True),
    ],
)
def test_a_worker_that_dies_is_told_apart_from_one_that_is_too_slow(
    code: str, too_slow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkerDiedError) as death:
        _ask(code, Limits(page_seconds=0.3), monkeypatch)
    assert death.value.too_slow is too_slow


@pytest.mark.parametrize(
    "code",
    [
        "open('spår.txt', 'w')",
        "open('spår.txt', 'ab')",
        "import os; os.open('spår.txt', os.O_CREAT | os.O_WRONLY)",
        "from pathlib import Path; Path('spår').mkdir()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import shutil; shutil.rmtree('spår')",
    ],
)
def test_reading_can_not_write_start_programs_or_reach_the_network(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = _ask(code, Limits(), monkeypatch)
    assert answer["document"] is None
    assert "PermissionError" in str(answer["reason"])
    assert not list(tmp_path.iterdir())


def test_memory_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = _ask("bytearray(400_000_000)", Limits(megabytes=200), monkeypatch)
    assert "minne" in str(answer["reason"])
    assert not answer["lasting"]


def test_what_nobody_foresaw_is_told_and_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = _ask("raise ZeroDivisionError('oj')", Limits(), monkeypatch)
    assert "ZeroDivisionError" in str(answer["reason"])
    assert not answer["lasting"]


def test_what_a_library_prints_does_not_reach_the_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = _ask("print('{}'); import os; os.write(1, b'{}'); raise MemoryError", Limits(), monkeypatch)
    assert answer["document"] is None


def test_a_module_lying_beside_the_answers_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert read_all([Source("a", write_pdf(tmp_path / "a.pdf"))], cache=False)[0].document is not None


def test_a_script_without_a_main_guard_can_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf")
    script = tmp_path / "skript.py"
    script.write_text(
        "from pathlib import Path\nfrom remissnlp.document import Source\nfrom remissnlp.pdf import read_all\n"
        f"print(read_all([Source('a', Path({str(path)!r}))], cache=False)[0].document.text)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Kommunen avstyrker att avgiften tas ut."


def test_files_come_back_in_their_own_order_whatever_their_size(tmp_path: Path) -> None:
    sizes = [3, 1, 4, 1, 5, 9, 2, 6]
    sources = [
        Source(f"s{n}", write_pdf(tmp_path / f"{n}.pdf", [show(f"Sida i svar {n}.")] * size))
        for n, size in enumerate(sizes)
    ]
    done: list[str] = []
    outcomes = read_all(sources, workers=2, cache=False, on_done=lambda source: done.append(source.source_id))
    assert [len(outcome.document.pages) for outcome in outcomes if outcome.document] == sizes
    assert [outcome.source for outcome in outcomes] == sources
    assert sorted(done) == sorted(source.source_id for source in sources)
    assert done[0] in ("s5", "s7")


def test_a_missing_file_and_a_folder_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "mapp.pdf").mkdir()
    outcomes = read_all([Source("a", tmp_path / "borta.pdf"), Source("b", tmp_path / "mapp.pdf")])
    assert [outcome.reason.partition(": ")[0] for outcome in outcomes] == ["borta.pdf", "mapp.pdf"]
    assert not any(outcome.document for outcome in outcomes)


def test_reading_works_in_a_thread(tmp_path: Path) -> None:
    found: list[bool] = []
    source = Source("a", write_pdf(tmp_path / "a.pdf"))
    thread = threading.Thread(target=lambda: found.append(read_all([source], cache=False)[0].document is not None))
    thread.start()
    thread.join()
    assert found == [True]
