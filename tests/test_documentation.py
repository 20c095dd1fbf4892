"""The documentation says what the program does: commands exist, code runs, the data dictionary is the tables' own."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from remissnlp.cli import app
from remissnlp.tables import dictionary

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _fences(page: Path, language: str) -> list[str]:
    return [body for kind, body in _FENCE.findall(page.read_text(encoding="utf-8")) if kind == language]


def _command_lines() -> Iterator[tuple[str, list[str]]]:
    for page in PAGES:
        for fence in _fences(page, ""):
            for line in fence.splitlines():
                words = shlex.split(line, comments=True)
                if words and words[0].rpartition("/")[2] == "remissnlp":
                    yield page.name, words[1:]


def _options(words: list[str]) -> tuple[Any, list[str]]:
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while hasattr(command, "commands"):
        name = rest.pop(0)
        assert name in command.commands, f"no command {name}"
        command = command.commands[name]
    return command, rest


@pytest.mark.parametrize(("page", "words"), list(_command_lines()), ids=lambda value: str(value)[:60])
def test_every_command_that_is_shown_exists_with_its_options(page: str, words: list[str]) -> None:
    command, rest = _options(words)
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in rest if word.startswith("-")} <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", [page for page in PAGES if _fences(page, "python")], ids=lambda page: page.name)
def test_every_python_example_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    for code in _fences(page, "python"):
        exec(compile(code, page.name, "exec"), {})


def test_the_data_dictionary_is_made_from_the_tables() -> None:
    assert (ROOT / "docs" / "tabeller.md").read_text(encoding="utf-8") == dictionary(), (
        "run: remissnlp tabeller > docs/tabeller.md"
    )


def test_every_command_and_option_has_a_help_text() -> None:
    group: Any = typer.main.get_command(app)
    for name, command in group.commands.items():
        assert command.help, name
        assert not [one.name for one in command.params if getattr(one, "help", "") is None], name
