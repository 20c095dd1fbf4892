"""What was sent out, to whom, and what came back: a remiss folder read as a `Remiss`."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from remissnlp.attachments import unpack_mail
from remissnlp.document import Source
from remissnlp.errors import CorpusError
from remissnlp.terms import Instanstyp

_KNOWN_KEYS = {"titel", "avsandare", "dnr", "svar_senast", "konstruerad", "del", "inbjudna", "svar"}
MAIL = ".eml"
KINDS = (".pdf", ".docx", ".txt", MAIL)
"""The kinds of files that are answers, as endings in lower case."""
_BARE_KINDS = (".pdf", ".docx", MAIL)
"""Those in a folder without svar/, where a text file is rather somebody's notes."""

_OVERRIDES = ("remissinstans", "instanstyp", "speaker", "handlaggare", "date", "dnr", "addressee", "title")


@dataclass(frozen=True)
class Part:
    """A part of the proposal on which an instans may take a position: a delstrategi, a chapter, a question."""

    part_id: str
    heading: str


@dataclass(frozen=True)
class Remiss:
    """A remiss: what was asked, of whom, and the files that came in.

    Attributes:
        folder: Where it lies.
        title: What the proposal is called; the folder's name where remiss.toml does not say.
        sender: Who sent it out; empty if not known.
        dnr: The sender's diary number; empty if not known.
        deadline: Last day to answer, ISO 8601; empty if not known.
        note: What the reader must know of the whole material, such as that it is constructed.
        parts: The parts of the proposal, in order.
        invited: Names of the bodies asked.
        sources: One for each file in svar/, by name.
        proposal: The files of the proposal.
        overrides: Per file name in svar/, what remiss.toml says in place of the text (remissinstans, date ...).
    """

    folder: Path
    title: str
    sender: str = ""
    dnr: str = ""
    deadline: str = ""
    note: str = ""
    parts: tuple[Part, ...] = ()
    invited: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    proposal: tuple[Source, ...] = ()
    overrides: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the folder, used for the folder of the results."""
        return self.folder.resolve().name


def load_remiss(folder: str | Path) -> Remiss:
    """Read a remiss folder: remiss.toml, answers in svar/, the proposal in forslag/; or a bare folder of answers.

    Answers are files of the kinds in `KINDS`; the readable attachments of an .eml file are answers of their own.

    Raises:
        CorpusError: If the folder is missing or holds no answer, or if remiss.toml is broken or says what it may not.
    """
    root = Path(folder)
    if not root.is_dir():
        raise CorpusError(f"{root}: mappen finns inte; ange en mapp med remissvar i PDF")
    settings = _read_settings(root / "remiss.toml")
    overrides = _overrides(settings, root / "remiss.toml")
    is_bare = not (root / "svar").is_dir()
    answers = root if is_bare else root / "svar"
    sources = _sources(answers, overrides, kinds=_BARE_KINDS if is_bare else KINDS)
    if not sources:
        raise CorpusError(f"{answers}: inga svar (PDF, Word, text eller e-post); lägg dem där och kör igen")
    _require_files(overrides, sources, root / "remiss.toml")
    return Remiss(
        folder=root,
        title=_text(settings, "titel") or root.resolve().name,
        sender=_text(settings, "avsandare"),
        dnr=_text(settings, "dnr"),
        deadline=_text(settings, "svar_senast"),
        note=_text(settings, "konstruerad"),
        parts=_parts(settings, root / "remiss.toml"),
        invited=_invited(settings, root / "remiss.toml"),
        sources=sources,
        proposal=_sources(root / "forslag", {}) if (root / "forslag").is_dir() else (),
        overrides={
            name: {key: str(value) for key, value in row.items() if key in _OVERRIDES}
            for name, row in overrides.items()
        },
    )


def example_corpus() -> Path:
    """Give the folder of the example, Innovationsstrategi 2015, from wherever in the checkout one stands.

    Raises:
        CorpusError: If the package was installed without its checkout.
    """
    here = Path.cwd()
    for home in (Path(__file__).resolve().parents[1], here, *here.parents):
        folder = home / "corpus" / "innovationsstrategi-2015"
        if folder.is_dir():
            return folder
    raise CorpusError("exemplet corpus/innovationsstrategi-2015 finns inte här; hämta hem hela källkoden")


def overrides_of(remiss: Remiss, source: Source) -> dict[str, str]:
    """Give what remiss.toml says in place of the text, for a file or for the mail it came attached to."""
    return remiss.overrides.get(source.file) or remiss.overrides.get(source.mail, {})


def make_source_id(stem: str) -> str:
    """Make an id of a file's name: lower case, ASCII, hyphens.

    >>> make_source_id("Miljö- och hälsoskyddsnämnden (1)")
    'miljo-och-halsoskyddsnamnden-1'
    """
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "svar"


def _read_settings(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{path}: går inte att tolka som TOML ({error}); rätta raden och kör igen") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: är inte sparad som UTF-8; spara om filen med den kodningen") from error
    unknown = sorted(set(settings) - _KNOWN_KEYS)
    if unknown:
        raise CorpusError(f"{path}: okänd uppgift {', '.join(unknown)}; tillåtna är {', '.join(sorted(_KNOWN_KEYS))}")
    return settings


def _text(settings: dict[str, Any], key: str) -> str:
    return str(settings.get(key, "")).strip()


def _rows(settings: dict[str, Any], key: str, path: Path) -> list[dict[str, Any]]:
    rows = settings.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{path}: {key} ska skrivas som [[{key}]], en gång för varje")
    return rows


def _parts(settings: dict[str, Any], path: Path) -> tuple[Part, ...]:
    rows = _rows(settings, "del", path)
    if any(not row.get("id") or not row.get("rubrik") for row in rows):
        raise CorpusError(f"{path}: varje [[del]] ska ha id och rubrik")
    parts = tuple(Part(str(row["id"]), str(row["rubrik"])) for row in rows)
    repeated = [part_id for part_id, count in Counter(part.part_id for part in parts).items() if count > 1]
    if repeated:
        raise CorpusError(f"{path}: samma id på flera delar: {', '.join(repeated)}")
    return parts


def _invited(settings: dict[str, Any], path: Path) -> tuple[str, ...]:
    names = settings.get("inbjudna", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise CorpusError(f'{path}: inbjudna ska vara en lista med namn: inbjudna = ["…", "…"]')
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _overrides(settings: dict[str, Any], path: Path) -> dict[str, dict[str, Any]]:
    rows = _rows(settings, "svar", path)
    allowed = {"fil", "losenord", *_OVERRIDES}
    for row in rows:
        unknown = sorted(set(row) - allowed)
        if "fil" not in row or unknown:
            raise CorpusError(f"{path}: varje [[svar]] ska ha fil och får i övrigt ha {', '.join(sorted(allowed))}")
        if "instanstyp" in row and row["instanstyp"] not in list(Instanstyp):
            raise CorpusError(f"{path}: instanstyp {row['instanstyp']} finns inte; välj en av {', '.join(Instanstyp)}")
    return {unicodedata.normalize("NFC", str(row["fil"])): row for row in rows}


def _require_files(overrides: Iterable[str], sources: Iterable[Source], path: Path) -> None:
    known = {unicodedata.normalize("NFC", name) for source in sources for name in (source.file, source.mail)}
    missing = sorted(set(overrides) - known)
    if missing:
        raise CorpusError(f"{path}: [[svar]] nämner {', '.join(missing)}, som inte finns bland svaren")


def _sources(
    folder: Path, overrides: dict[str, dict[str, Any]], *, kinds: tuple[str, ...] = KINDS
) -> tuple[Source, ...]:
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in kinds and path.name[0] not in "._~")
    came = [pair for path in paths for pair in _with_attachments(path)]
    ids = _unique(make_source_id(path.stem) for path, _ in came)
    names = [unicodedata.normalize("NFC", mail or path.name) for path, mail in came]
    passwords = (overrides.get(name, {}).get("losenord") for name in names)
    return tuple(
        Source(source_id, path, password, mail)
        for source_id, (path, mail), password in zip(ids, came, passwords, strict=True)
    )


def _with_attachments(path: Path) -> list[tuple[Path, str]]:
    """Give a file, or for a mail its attachments with its name, and the mail itself where it is more than a note."""
    if path.suffix.lower() != MAIL:
        return [(path, "")]
    attached, is_note = unpack_mail(path)
    return [*([] if is_note else [(path, "")]), *((file, path.name) for file in attached)]


def _unique(ids: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for source_id in ids:
        seen[source_id] += 1
        unique.append(source_id if seen[source_id] == 1 else f"{source_id}-{seen[source_id]}")
    return unique
