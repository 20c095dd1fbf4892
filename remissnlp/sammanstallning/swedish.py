"""The grammar around the quotations: genitives, numbers in words, lists with "och", dates."""

import re
from collections.abc import Sequence
from datetime import date

_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_TEENS = ("tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton")
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_SPELT_BELOW = 100
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_PLURALS = {
    "remissinstans": "remissinstanser",
    "synpunkt": "synpunkter",
    "mening": "meningar",
    "instans": "instanser",
    "inbjuden": "inbjudna",
    "rättelse": "rättelser",
    "del": "delar",
    "rad": "rader",
    "sida": "sidor",
}
_NEUTER = frozenset({"svar", "tema", "ställningstagande", "citat", "ord", "stycke"})
_NEUTER_PLURALS = {"tema": "teman", "ställningstagande": "ställningstaganden", "stycke": "stycken"}


def genitive(name: str) -> str:
    """Give the genitive of a name.

    >>> genitive("Kulturnämnden"), genitive("Rädda Barnen Stockholms"), genitive("Stockholms Stadshus AB")
    ('Kulturnämndens', 'Rädda Barnen Stockholms', 'Stockholms Stadshus AB:s')
    """
    if name[-1:].lower() in "sxz":
        return name
    last = re.split(r"[\s-]", name)[-1]
    return f"{name}:s" if len(last) > 1 and last.isupper() else f"{name}s"


def number(count: int, *, neuter: bool = False) -> str:
    """Write a number as a word up to twelve, with digits above.

    >>> number(1), number(1, neuter=True), number(12), number(13)
    ('en', 'ett', 'tolv', '13')
    """
    if count == 1 and neuter:
        return "ett"
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}".replace(",", "\u00a0")


def counted(count: int, noun: str) -> str:
    """Write a number with its noun in the right form.

    >>> counted(1, "remissinstans"), counted(3, "remissinstans"), counted(1, "svar"), counted(0, "tema")
    ('en remissinstans', 'tre remissinstanser', 'ett svar', 'inga teman')
    """
    neuter = noun in _NEUTER
    plural = _NEUTER_PLURALS.get(noun, noun) if neuter else _PLURALS[noun]
    if count == 1:
        return f"{number(1, neuter=neuter)} {noun}"
    return f"{number(count) if count else 'inga'} {plural}"


def enumerate_names(names: Sequence[str]) -> str:
    """Join names with commas and "och".

    A name with "och" in it parts the list with "samt", one with a comma in it by semicolons, so that it can be read
    only one way.

    >>> enumerate_names(["Kulturnämnden", "Socialnämnden", "Trafiknämnden"])
    'Kulturnämnden, Socialnämnden och Trafiknämnden'
    >>> enumerate_names(["Kulturnämnden", "Miljö- och hälsoskyddsnämnden"])
    'Kulturnämnden samt Miljö- och hälsoskyddsnämnden'
    >>> enumerate_names(["Kulturnämnden", "Privatperson, Farsta", "Socialnämnden"])
    'Kulturnämnden; Privatperson, Farsta; och Socialnämnden'
    """
    if len(names) < 2:
        return "".join(names)
    word = "samt" if any(" och " in name for name in names) else "och"
    if any("," in name for name in names):
        if len(names) == 2:
            return f"{names[0]} samt {names[1]}"
        return f"{'; '.join(names[:-1])}; {word} {names[-1]}"
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def start_sentence(text: str) -> str:
    """Give the text a capital first letter, and leave the rest; a sentence does not begin with digits.

    >>> start_sentence("tre remissinstanser svarar"), start_sentence("27 svar"), start_sentence("104 av dem citeras")
    ('Tre remissinstanser svarar', 'Tjugosju svar', 'Sammanlagt 104 av dem citeras')
    >>> start_sentence("9 grupper av 80 synpunkter"), start_sentence("0 svar")
    ('Nio grupper av 80 synpunkter', 'Noll svar')
    """
    digits = re.match(r"\d+(?:\u00a0\d+)*", text)
    if digits and digits.group().isdigit() and int(digits.group()) < _SPELT_BELOW:
        text = _spell(int(digits.group())) + text[digits.end() :]
    elif digits:
        text = f"sammanlagt {text}"
    return text[:1].upper() + text[1:]


def _spell(count: int) -> str:
    if count < len(_NUMBERS):
        return _NUMBERS[count]
    tens, ones = divmod(count, 10)
    return _TEENS[count - 13] if count < 20 else _TENS[tens - 2] + (_NUMBERS[ones] if ones else "")


def write_date(iso: str) -> str:
    """Write an ISO date in words; what is no date comes back as it is.

    >>> write_date("2015-10-05"), write_date("hösten 2015")
    ('den 5 oktober 2015', 'hösten 2015')
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"den {day.day} {_MONTHS[day.month - 1]} {day.year}"


def sort_key(name: str) -> str:
    """Give what a name is sorted by: å, ä and ö last, as in Swedish, whatever the machine's language.

    >>> sorted(["Ösmo", "Ärla", "Åby", "Visby"], key=sort_key)
    ['Visby', 'Åby', 'Ärla', 'Ösmo']
    """
    return name.lower().translate(str.maketrans("åäöéü", "{|}ey"))
