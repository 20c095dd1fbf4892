"""Ink: fonts, and marked-up text as words that know their width."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyphen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from typeset.source import ADDRESS, BREAK

SERIF, SANS = "LiberationSerif", "LiberationSans"
_FOLDERS = (Path("/usr/share/fonts/truetype/liberation"), Path("/usr/share/fonts/truetype/liberation2"))
_FACES = ("Regular", "Bold", "Italic")
_PIECE = re.compile(rf"({re.escape(BREAK)}|{re.escape(ADDRESS)}|\[\^\d+\]|\*[^*\s](?:[^*]*[^*\s])?\*)")
_LETTERS = re.compile(r"[a-zåäöéA-ZÅÄÖÉ]{7,}")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*[.,:;!?)»”]*")
_HARD_HYPHEN = re.compile(r"(?<=\w{3}-)(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one font, size (points) and rise above the baseline (points)."""

    text: str
    font: str
    size: float
    rise: float = 0.0

    @property
    def width(self) -> float:
        """Width in points."""
        return float(pdfmetrics.stringWidth(self.text, self.font, self.size))


@dataclass(frozen=True, slots=True)
class Word:
    """Runs without a space between them, and what the layout has to do behind them.

    Attributes:
        runs: The ink.
        notes: Marks of the footnotes called in it.
        command: `BREAK` or `ADDRESS`, or empty.
    """

    runs: tuple[Run, ...]
    notes: tuple[str, ...] = ()
    command: str = ""

    @property
    def width(self) -> float:
        """Width in points."""
        return sum(run.width for run in self.runs)

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


@cache
def register_fonts() -> None:
    """Make the fonts known to ReportLab.

    Raises:
        FileNotFoundError: If the Liberation fonts are not installed.
    """
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    if folder is None:
        raise FileNotFoundError("the Liberation fonts are not installed (package fonts-liberation)")
    for family in (SERIF, SANS):
        for face in _FACES:
            pdfmetrics.registerFont(TTFont(f"{family}-{face}", str(folder / f"{family}-{face}.ttf")))


def ink_words(markup: str, family: str, size: float, *, bold: bool = False) -> list[Word]:
    """Turn marked-up text (*italics*, [^1], page breaks) into words; a command sits on the word before it."""
    upright = f"{family}-{'Bold' if bold else 'Regular'}"
    words: list[Word] = []
    glued = False
    for piece in _PIECE.split(markup):
        if piece in (BREAK, ADDRESS):
            if words:
                words[-1] = replace(words[-1], command=piece)
            glued = False
            continue
        font = f"{family}-Italic" if re.fullmatch(r"\*.+\*", piece) else upright
        for word, attached in _pieces(piece, font, size):
            if attached and glued and words:
                last = words[-1]
                words[-1] = replace(last, runs=last.runs + word.runs, notes=last.notes + word.notes)
            else:
                words.append(word)
            glued = True
        glued = glued and not piece[-1:].isspace()
    return words


def break_places(word: Word) -> Iterator[tuple[Word, Word]]:
    """Give the ways to part a word at a line end, the latest first; the hyphen is typed."""
    if len(word.runs) != 1 or word.notes or not _PLAIN_WORD.fullmatch(word.text):
        return
    run = word.runs[0]
    places = {match.start(): "" for match in _HARD_HYPHEN.finditer(run.text)}
    for match in _LETTERS.finditer(run.text):
        places |= {match.start() + int(place): "-" for place in _hyphenator().positions(match.group())}
    for place in sorted(places, reverse=True):
        yield (
            Word((replace(run, text=run.text[:place] + places[place]),)),
            Word((replace(run, text=run.text[place:]),), command=word.command),
        )


@cache
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv_SE", left=3, right=3)


def _pieces(piece: str, font: str, size: float) -> Iterator[tuple[Word, bool]]:
    """Give the words of a piece, and of each whether it is glued to what stands before."""
    if note := re.fullmatch(r"\[\^(\d+)\]", piece):
        yield Word((Run(note[1], font, round(size * 0.62, 1), round(size * 0.33, 1)),), (note[1],)), True
        return
    plain = piece.strip("*") if font.endswith("Italic") else piece
    for index, text in enumerate(plain.split()):
        yield Word((Run(text, font, size),)), index == 0 and not plain[:1].isspace()
