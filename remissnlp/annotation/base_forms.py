"""Swedish nouns and adjectives in the form a heading has: indefinite, as a person would write them."""

import re

_SINGULAR_COMMON = (
    ("aren", "are"),
    ("ören", "ör"),
    ("oren", "or"),
    ("ingen", "ing"),
    ("heten", "het"),
    ("ionen", "ion"),
    ("skapen", "skap"),
    ("nden", "nd"),
    ("mmen", "m"),
    ("lsen", "lse"),
    ("cen", "ce"),
)
_SINGULAR_NEUTER = (("ammet", "am"), ("ummet", "um"), ("eriet", "eri"))
_NEUTER_IN_E = (
    *("arbete", "område", "möte", "samhälle", "läge", "yrke", "intresse", "minne", "utrymme", "syfte", "ämne", "rike"),
    *("märke", "stycke", "ställe", "löfte", "ande", "ende", "tycke", "räcke", "näste", "bete", "äpple"),
    *("rede", "fäste", "värde", "vete", "öre"),
)
_PLURAL = (
    *(
        (f"{agent}na", f"{agent}e")
        for agent in ("betar", "ledar", "lärar", "sägar", "kägar", "tagar", "brukar", "givar", "skötar")
    ),
    *(
        (f"{agent}na", f"{agent}e")
        for agent in ("vånar", "holmar", "vändar", "läggar", "forskar", "sökar", "köpar", "styrar", "görar")
    ),
    *(
        (f"{agent}na", f"{agent}e")
        for agent in ("granskar", "hållar", "räknar", "talar", "skrivar", "kunnar", "ansvarar")
    ),
    ("orna", "or"),
    ("arna", "ar"),
    ("erna", "er"),
    ("ierna", "ier"),
    ("ndena", "nden"),
    ("ena", "en"),
    ("mmen", "m"),
)
_IN_EN = ("vatten", "tecken", "socken", "botten", "öken", "examen", "vapen")
_SYNCOPATED = re.compile(r"(?:[bcdfgkpstv][lr]|[kpt]n)$")
_VOWELS = frozenset("aeiouyåäöé")
_UNCHANGED = ("ande", "ende", "bra", "sta", "gare", "rare", "mer", "re", "rosa", "dje", "rde", "mte", "tte", "nde")


def indefinite_noun(form: str, *, lemma: str, plural: bool, neuter: bool) -> str:
    """Give a definite noun in its indefinite form of the same number.

    >>> indefinite_noun("resurserna", lemma="resurs", plural=True, neuter=False)
    'resurser'

    Args:
        form: The noun as written.
        lemma: What the tagger takes for its base form; used where it fits the written form.
        plural: Whether it is plural.
        neuter: Whether it is a t-word.
    """
    if form.endswith(_IN_EN):
        return form
    if plural:
        return _plural(form)
    if form.endswith("aren") and lemma == form[:-2]:
        return lemma
    table = _SINGULAR_NEUTER if neuter else _SINGULAR_COMMON
    for ending, bare in table:
        if form.endswith(ending):
            return form.removesuffix(ending) + bare
    return _neuter(form, lemma) if neuter else _common(form, lemma)


def indefinite_adjective(form: str, *, lemma: str, plural: bool, neuter: bool) -> str:
    """Give an adjective as it stands before an indefinite noun.

    >>> indefinite_adjective("digitala", lemma="digital", plural=False, neuter=True)
    'digitalt'
    """
    if plural or form.endswith(_UNCHANGED):
        return form
    base = lemma if form.startswith(lemma[: max(2, len(lemma) - 2)]) else form.removesuffix("a")
    if not neuter:
        return base
    if base.endswith(("ad", "en")):
        return base[:-1] + "t"
    if base.endswith("d") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "t"
    if base.endswith("t"):
        return base
    return base + ("tt" if base[-1] in _VOWELS else "t")


def _plural(form: str) -> str:
    for ending, bare in _PLURAL:
        if form.endswith(ending):
            return form.removesuffix(ending) + bare
    return _with_vowel(form.removesuffix("en")) if form.endswith("en") else form


def _common(form: str, lemma: str) -> str:
    if form.endswith(("an", "in", "on", "ån", "ön", "yn", "eln", "ern", "orn")):
        return form.removesuffix("n")
    if form.endswith("en"):
        return form[:-1] if lemma == form[:-1] and lemma.endswith("e") else form[:-2]
    return form


def _neuter(form: str, lemma: str) -> str:
    if not form.endswith("et"):
        return form.removesuffix("t") if form.endswith("t") else form
    return form[:-1] if lemma != form[:-2] and form[:-1].endswith(_NEUTER_IN_E) else _with_vowel(form[:-2])


def _with_vowel(stem: str) -> str:
    """Give back the e that falls away before an ending: medl-en, hindr-et, vattn-et."""
    return f"{stem[:-1]}e{stem[-1]}" if _SYNCOPATED.search(stem) else stem
