"""The bracketed source behind a quotation: page in the answer, number in the register."""

from collections.abc import Iterable, Mapping, Sequence

from remissnlp.sammanstallning.content import Entry
from remissnlp.sammanstallning.paragraphs import Place, Quotation

_HARD = "\u00a0"


def number_synpunkter(register: Iterable[Entry]) -> dict[str, int]:
    """Give the number of each synpunkt in the register, by id."""
    return {entry.synpunkt_id: entry.number for entry in register}


def cite(quotation: Quotation, numbers: Mapping[str, int]) -> str:
    """Write the source of a quotation: "(s. 2, nr 14)", and where else the same words stand."""
    own = _place(_pages(quotation), [numbers[one] for one in quotation.covers])
    others = "; ".join(_other(place, numbers) for place in quotation.also)
    return f"({own}; likalydande {others})" if others else f"({own})"


def _other(place: Place, numbers: Mapping[str, int]) -> str:
    return f"{place.remissinstans} {_place(f'{place.mark}{_HARD}{place.page}', [numbers[place.synpunkt_id]])}"


def _pages(quotation: Quotation) -> str:
    first, last = quotation.page, quotation.last_page
    return f"{quotation.mark}{_HARD}{first}" if first == last else f"{quotation.mark}{_HARD}{first}–{last}"


def _place(page: str, numbers: Sequence[int]) -> str:
    return f"{page},{_HARD}nr{_HARD}{_runs(numbers)}" if numbers else page


def _runs(numbers: Sequence[int]) -> str:
    """Write numbers with runs drawn together.

    >>> _runs([4, 5, 6, 9])
    '4–6, 9'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
