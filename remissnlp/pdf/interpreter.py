"""pdfminer's page interpreter, fed by pikepdf's tokeniser and only with what moves or shows text or draws lines."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT, PSLiteral

from remissnlp.pdf.device import HeavyPageError, UnsureError

_OPERATORS = "q Q cm Tc Tw Tz TL Tf Tr Ts Td TD Tm T* TJ Tj ' \" BT Do g rg k cs sc scn"
_PATHS = "m l c v y h re S s f F f* B B* b b* n"
_METHODS = {"f*": "do_f_a", "B*": "do_B_a", "b*": "do_b_a", "T*": "do_T_a", "'": "do__q", '"': "do__w"}
_MOST_INSTRUCTIONS = 3_000_000
_MOST_BYTES = 60_000_000
_MOST_DRAWN = 150_000


@dataclass(slots=True)
class Work:
    """What a page has asked for so far, its forms counted in.

    Attributes:
        instructions: How many instructions were run.
        content_bytes: How long the page's content is.
        damaged: Whether a stream of content was broken or cut off, so that text may be missing.
    """

    instructions: int = 0
    content_bytes: int = 0
    damaged: bool = False


class TextInterpreter(PDFPageInterpreter):
    """Run the content of a page, leaving out all that neither moves nor shows text nor draws a line."""

    def __init__(self, rsrcmgr: Any, device: Any, *, work: Work | None = None) -> None:
        super().__init__(rsrcmgr, device)
        self.work = work or Work()
        self._actions: dict[str, tuple[Callable[..., None], int]] = {}

    def dup(self) -> "TextInterpreter":
        """Make another of the same kind for a form inside the page; its work is counted together."""
        return self.__class__(self.rsrcmgr, self.device, work=self.work)

    def execute(self, streams: Sequence[object]) -> None:
        """Run the instructions of `streams` as one.

        Raises:
            UnsureError: If the streams do not parse cleanly, so that pdfminer's own parser must decide.
            HeavyPageError: If they hold more than any letter needs.
        """
        chosen = [stream for stream in map(stream_value, streams) if self._is_new(stream)]
        self.stream_ids.clear()
        self.stream_ids.update(stream.objid for stream in chosen)
        for name, operands in _instructions(self._content(chosen)):
            self._run(name, operands)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show text, without the copy of the graphics state that pdfminer makes for its own objects."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def _content(self, streams: Sequence[Any]) -> bytes:
        content = b"\n".join(self._data(stream) for stream in streams)
        self.work.content_bytes += len(content)
        if self.work.content_bytes > _MOST_BYTES:
            raise HeavyPageError
        return content

    def _data(self, stream: Any) -> bytes:
        """Unpack a stream, no further than a page may need; pdfminer sets no end to it and does not tell of damage."""
        if stream.data is None and stream.rawdata and _is_deflated(stream):
            data, whole = _inflate(_deciphered(stream))
            self.work.damaged = self.work.damaged or not whole
            if data is not None:
                stream.data, stream.rawdata = data, None
        data = stream.get_data()
        return data if isinstance(data, bytes) else b""

    def _is_new(self, stream: Any) -> bool:
        return stream.objid is not None and stream.objid not in self.parent_stream_ids

    def _run(self, name: str, operands: list[Any]) -> None:
        self.work.instructions += 1
        if self.work.instructions > _MOST_INSTRUCTIONS:
            raise HeavyPageError
        action = self._actions.get(name)
        if action is None:
            function = getattr(self, _METHODS.get(name, f"do_{name}"))
            action = self._actions[name] = (function, function.__code__.co_argcount - 1)
        function, wanted = action
        if name in ("sc", "scn"):
            self.argstack = operands
            function()
        elif len(operands) != wanted:
            raise UnsureError(f"{name} with {len(operands)} operands")
        else:
            function(*operands)


def _is_deflated(stream: Any) -> bool:
    """Tell whether a stream is packed by Deflate and nothing else."""
    filters = stream.get_filters()
    if len(filters) != 1 or filters[0][1]:
        return False
    name = filters[0][0]
    return isinstance(name, PSLiteral) and name.name in ("FlateDecode", "Fl")


def _deciphered(stream: Any) -> bytes:
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        return bytes(stream.decipher(stream.objid, stream.genno, stream.rawdata, stream.attrs))
    return bytes(stream.rawdata)


def _inflate(raw: bytes) -> tuple[bytes | None, bool]:
    """Unpack; None where it breaks off in the middle, which is left to pdfminer. The second tells if all was whole.

    Raises:
        HeavyPageError: If there is more than any page needs.
    """
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, _MOST_BYTES)
    except zlib.error:
        return None, False
    if unpacker.unconsumed_tail:
        raise HeavyPageError
    return data, unpacker.eof


def _instructions(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    if not content.strip():
        return
    scratch = pikepdf.new()
    wanted = _OPERATORS if len(content) > _MOST_DRAWN else f"{_OPERATORS} {_PATHS}"  # a long one holds a drawing
    try:
        instructions = pikepdf.parse_content_stream(pikepdf.Stream(scratch, content), wanted)
    except pikepdf.PdfError as error:
        raise UnsureError(str(error)) from error
    for instruction in instructions:
        name = str(instruction.operator)
        yield name, [_plain(operand) for operand in instruction.operands]


def _plain(operand: Any) -> Any:
    if isinstance(operand, int):
        return operand
    if isinstance(operand, Decimal):
        return float(operand)
    if isinstance(operand, pikepdf.Array):
        return [_plain(item) for item in operand]
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, pikepdf.Name):
        return LIT(str(operand)[1:])
    raise UnsureError(f"operand {type(operand).__name__}")
