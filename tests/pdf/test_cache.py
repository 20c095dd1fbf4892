import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from remissnlp.document import Block, Document, Furniture, Line, Page, Source
from remissnlp.pdf import cache, empty_cache, measure_cache, read_all
from remissnlp.pdf.plain import from_plain, write_plain
from remissnlp.terms import BlockKind
from tests.pdf.making import show, write_pdf


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REMISSNLP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _source(path: Path, source_id: str = "svar") -> Source:
    return Source(source_id, path)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json.gz"))


def test_what_comes_from_the_cache_is_what_was_read(tmp_path: Path) -> None:
    source = _source(write_pdf(tmp_path / "a.pdf"))
    first, second = read_all([source])[0], read_all([source])[0]
    assert (first.cached, second.cached) == (False, True)
    assert first.document == second.document
    assert (first.sha256, first.reason, first.status) == (second.sha256, second.reason, second.status)


def test_one_new_answer_among_many_costs_one_reading(tmp_path: Path) -> None:
    sources = [_source(write_pdf(tmp_path / f"{n}.pdf", [show(f"Svar {n}.")]), f"s{n}") for n in range(6)]
    read_all(sources[:5])
    assert [outcome.cached for outcome in read_all(sources)] == [True] * 5 + [False]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf")
    read_all([_source(path)])
    write_pdf(path, [show("Kommunen tillstyrker.")])
    outcome = read_all([_source(path)])[0]
    assert not outcome.cached
    assert outcome.document is not None
    assert outcome.document.text == "Kommunen tillstyrker."


def test_a_renamed_file_is_known_again_and_gets_its_own_id(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf")
    read_all([_source(path)])
    outcome = read_all([_source(path.rename(tmp_path / "b.pdf"), "b")])[0]
    assert outcome.cached
    assert outcome.document is not None
    assert outcome.document.source_id == "b"


def test_what_could_not_be_read_is_remembered_under_the_name_it_has_now(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [b""])
    read_all([_source(path)])
    outcome = read_all([_source(path.rename(tmp_path / "b.pdf"))])[0]
    assert outcome.cached
    assert outcome.document is None
    assert outcome.reason.startswith("b.pdf: ")


def test_other_settings_and_another_password_find_other_entries() -> None:
    keys = [cache.make_key("abc", ocr=ocr, password=word) for ocr in (True, False) for word in (None, "a", "b")]
    assert len(set(keys)) == 6


def test_the_cache_can_be_turned_off(tmp_path: Path, folder: Path) -> None:
    source = _source(write_pdf(tmp_path / "a.pdf"))
    read_all([source], cache=False)
    assert not _entries(folder)
    read_all([source])
    assert not read_all([source], cache=False)[0].cached


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"not a gzip file",
        gzip.compress(b"not json"),
        gzip.compress(b"[1, 2]"),
        gzip.compress(json.dumps({"key": "another", "document": None, "reason": "nej"}).encode()),
    ],
    ids=[
        "empty",
        "not gzip",
        "not json",
        "a list",
        "of another file",
    ],  # the bytes tell the time, and workers must agree
)
def test_a_damaged_entry_is_read_anew_and_mended(tmp_path: Path, folder: Path, damage: bytes) -> None:
    source = _source(write_pdf(tmp_path / "a.pdf"))
    read_all([source])
    _entries(folder)[0].write_bytes(damage)
    outcome = read_all([source])[0]
    assert not outcome.cached
    assert outcome.document is not None
    assert read_all([source])[0].cached


def test_an_entry_with_a_flipped_bit_or_cut_short_is_not_believed(tmp_path: Path, folder: Path) -> None:
    source = _source(write_pdf(tmp_path / "a.pdf"))
    truth = read_all([source])[0].document
    whole = _entries(folder)[0].read_bytes()
    for data in (whole[: len(whole) // 2], whole[:-1], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]):
        _entries(folder)[0].write_bytes(data)
        outcome = read_all([source])[0]
        assert not outcome.cached
        assert outcome.document == truth


def test_an_entry_with_a_line_outside_the_text_is_read_anew(tmp_path: Path, folder: Path) -> None:
    source = _source(write_pdf(tmp_path / "a.pdf"))
    read_all([source])
    entry = json.loads(gzip.decompress(_entries(folder)[0].read_bytes()))
    entry["document"]["lines"][0][1] = 9999
    _entries(folder)[0].write_bytes(gzip.compress(json.dumps(entry).encode()))
    assert not read_all([source])[0].cached


def test_the_version_changes_with_the_code_without_anyone_remembering_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cache.reader_version()
    package = tmp_path / "remissnlp"
    for name in ("pdf/cache.py", "pdf/lines.py", "lexicon/words.txt", "document.py", "terms.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("a")
    monkeypatch.setattr(cache, "__file__", str(package / "pdf" / "cache.py"))
    versions = [before]
    for name in ("pdf/lines.py", "lexicon/words.txt", "document.py"):
        (package / name).write_text("b")
        cache.reader_version.cache_clear()
        versions.append(cache.reader_version())
    monkeypatch.undo()
    cache.reader_version.cache_clear()
    assert len(set(versions)) == 4
    assert cache.reader_version() == before


def test_an_entry_of_another_version_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = _source(write_pdf(tmp_path / "a.pdf"))
    read_all([source])
    monkeypatch.setattr(cache, "reader_version", lambda: "another")
    assert not read_all([source])[0].cached


def test_the_cache_is_measured_and_emptied_and_nothing_beside_it(tmp_path: Path, folder: Path) -> None:
    read_all([_source(write_pdf(tmp_path / "a.pdf"))])
    (folder / "annat.txt").write_text("mitt")
    assert measure_cache()[0] == 1
    empty_cache()
    assert measure_cache() == (0, 0)
    assert (folder / "annat.txt").exists()


def test_the_text_of_answers_is_for_the_user_alone(tmp_path: Path, folder: Path) -> None:
    read_all([_source(write_pdf(tmp_path / "a.pdf"))])
    assert (folder / "text").stat().st_mode & 0o077 == 0


def test_a_cache_that_cannot_be_written_does_not_stop_the_reading(tmp_path: Path, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert read_all([_source(write_pdf(tmp_path / "a.pdf"))])[0].document is not None


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    sources = [_source(write_pdf(tmp_path / f"{n}.pdf", [show(f"Svar {n}.")]), f"s{n}") for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: read_all(sources, workers=1), range(4)))
    assert all([one.document for one in run] == [one.document for one in runs[0]] for run in runs)
    assert all(outcome.cached for outcome in read_all(sources))


def test_a_document_survives_the_way_through_plain_data() -> None:
    document = Document(
        "svar",
        "Rubrik\n\nEtt stycke med åäö \ud800.",
        (Block(BlockKind.HEADING, 0, 6, "Arial", 14.0, bold=True, level=1), Block(BlockKind.PARAGRAPH, 8, 29)),
        (Line(0, 6, 1, 1.5, 2.25, tuple(0.1 * n for n in range(7))),),
        (Furniture("Sida 1", 1, (1.0, 2.0, 3.0, 4.0), "footer"),),
        (Page(1, 595.0, 842.0, "innehållet är skadat"),),
        ("ingen text på sida 2",),
        ocr=True,
        partial=True,
    )
    assert from_plain(json.loads("".join(write_plain(document))), "svar") == document


@pytest.mark.parametrize("edges", [(70.9, 71.0, 76.3, 75.9, 1600.2), (-3.2, 0.0, 4.05, 1 / 3, 12.0), (7, 8, 9, 10, 11)])
def test_edges_come_back_as_they_were_in_tenths_of_a_point_or_not(edges: tuple[float, ...]) -> None:
    document = Document("svar", "text", (), (Line(0, 4, 1, 1.0, 2.0, edges),))
    assert from_plain(json.loads("".join(write_plain(document))), "svar") == document


def test_a_document_written_in_parts_is_the_whole_document() -> None:
    lines = tuple(Line(n, n + 1, n // 50 + 1, 1.0, 2.0, (n / 10, n / 10 + 5.5)) for n in range(1201))
    document = Document("svar", "å" * 1201, (), lines, warnings=("en rad",))
    parts = list(write_plain(document))
    assert from_plain(json.loads("".join(parts)), "svar") == document
    assert max(map(len, parts)) < len("".join(parts)) / 2


@pytest.mark.parametrize("data", [None, [], {}, {"text": 1}, "text"])
def test_data_that_is_no_document_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not a document"):
        from_plain(data, "svar")
