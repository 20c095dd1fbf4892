"""pdfminer's page interpreter, fed by pikepdf's tokeniser and only with what moves or shows text."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pikepdf
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT

from remissnlp.pdf.device import HeavyPageError, UnsureError

_OPERATORS = "q Q cm Tc Tw Tz TL Tf Tr Ts Td TD Tm T* TJ Tj ' \" BT Do g rg k cs sc scn"
_METHODS = {"T*": "do_T_a", "'": "do__q", '"': "do__w"}
_MOST_INSTRUCTIONS = 3_000_000
_MOST_BYTES = 120_000_000


class TextInterpreter(PDFPageInterpreter):
    """Run the content of a page, leaving out all that neither moves nor shows text."""

    def __init__(self, rsrcmgr: Any, device: Any, *, budget: list[int] | None = None) -> None:
        super().__init__(rsrcmgr, device)
        self._budget = [_MOST_INSTRUCTIONS] if budget is None else budget
        self._actions: dict[str, tuple[Callable[..., None], int]] = {}

    def dup(self) -> "TextInterpreter":
        """Make another of the same kind for a form inside the page; it draws on the same budget."""
        return self.__class__(self.rsrcmgr, self.device, budget=self._budget)

    def execute(self, streams: Sequence[object]) -> None:
        """Run the instructions of `streams` as one.

        Raises:
            UnsureError: If the streams do not parse cleanly, so that pdfminer's own parser must decide.
            HeavyPageError: If they hold more than any letter needs.
        """
        chosen = [stream for stream in map(stream_value, streams) if self._is_new(stream)]
        self.stream_ids.clear()
        self.stream_ids.update(stream.objid for stream in chosen)
        for name, operands in _instructions(_content(chosen)):
            self._run(name, operands)

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Show text, without the copy of the graphics state that pdfminer makes for its own objects."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def _is_new(self, stream: Any) -> bool:
        return stream.objid is not None and stream.objid not in self.parent_stream_ids

    def _run(self, name: str, operands: list[Any]) -> None:
        self._budget[0] -= 1
        if self._budget[0] < 0:
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


def _content(streams: Sequence[Any]) -> bytes:
    content = b"\n".join(stream.get_data() for stream in streams)
    if len(content) > _MOST_BYTES:
        raise HeavyPageError
    return content


def _instructions(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    if not content.strip():
        return
    scratch = pikepdf.new()
    try:
        instructions = pikepdf.parse_content_stream(pikepdf.Stream(scratch, content), _OPERATORS)
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
