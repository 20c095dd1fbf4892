"""E-mail as an answer: who wrote, when, and what; the message it replies to is set apart."""

import email
import html.parser
import re
from email import policy
from email.message import EmailMessage
from pathlib import Path

from remissnlp.terms import BlockKind
from remissnlp.texts.plain import part_paragraphs
from remissnlp.texts.writing import Paragraph

_HEADERS = (("From", "Från"), ("To", "Till"), ("Date", "Datum"), ("Subject", "Ämne"))
_REPLY = re.compile(
    r"^(?:-{2,}\s*(?:Ursprungligt|Vidarebefordrat|Original|Forwarded).*|_{10,}|Från:\s.+|From:\s.+"
    r"|(?:Den|On)\s.+\s(?:skrev|wrote).*:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "blockquote")


def read_mail(path: Path) -> tuple[list[Paragraph], list[str]]:
    """Read an .eml file.

    Returns:
        The heads and the paragraphs of the message, and the text it quotes.
    """
    with path.open("rb") as handle:
        message = email.message_from_binary_file(handle, policy=policy.default)
    heads = [f"{name}: {' '.join(str(message[key]).split())}" for key, name in _HEADERS if message[key]]
    own, quoted = split_reply(body_of(message))
    paragraphs = [Paragraph("\n".join(heads), BlockKind.METADATA)] if heads else []
    return [*paragraphs, *part_paragraphs(own)], [quoted] if quoted.strip() else []


def body_of(message: EmailMessage) -> str:
    """Give the text of a message; of HTML, what is shown."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, UnicodeDecodeError):
        payload = part.get_payload(decode=True)
        content = payload.decode("cp1252", errors="replace") if isinstance(payload, bytes) else ""
    return shown_text(content) if part.get_content_subtype() == "html" else content


def split_reply(text: str) -> tuple[str, str]:
    r"""Part a message from the one it replies to.

    >>> split_reply("Vi tillstyrker.\n\n-----Ursprungligt meddelande-----\nFrån: Staden")[0].strip()
    'Vi tillstyrker.'
    """
    match = _REPLY.search(text)
    own, quoted = (text[: match.start()], text[match.start() :]) if match else (text, "")
    kept = [line for line in own.splitlines() if not line.lstrip().startswith(">")]
    dropped = [line for line in own.splitlines() if line.lstrip().startswith(">")]
    return "\n".join(kept), "\n".join([*dropped, quoted]).strip()


def shown_text(markup: str) -> str:
    """Give the text that a piece of HTML shows.

    >>> shown_text("<p>Vi <b>avstyrker</b>.</p><style>p{}</style><ul><li>Kostnaden</li></ul>").split()
    ['Vi', 'avstyrker.', '-', 'Kostnaden']
    """
    reader = _Shown()
    reader.feed(markup)
    reader.close()
    return "".join(reader.pieces)


class _Shown(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("style", "script", "head", "title")
        if tag in _BLOCKS:
            self.pieces.append("\n")
        if tag == "li":
            self.pieces.append("\n- ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script", "head", "title")
        if tag in _BLOCKS and tag != "li":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self.pieces.append(re.sub(r"\s+", " ", data))
