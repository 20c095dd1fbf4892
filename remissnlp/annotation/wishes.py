"""Whether a verb tells of something wished for, demanded or warned of, as the parse shows it."""

from spacy.tokens import Token

_MODALS = frozenset({"böra", "skola", "måste", "behöva"})
_STRONG = frozenset({"böra", "måste", "behöva"})
_URGENT = frozenset({"viktig", "angelägen", "önskvärd", "nödvändig", "avgörande", "väsentlig", "naturlig", "lämplig"})
GLADLY = frozenset({"fördel", "gärna", "förslagsvis", "lämpligen", "företrädesvis"})
_PROPOSES = frozenset({"föreslå", "förorda", "önska", "rekommendera", "yrka", "förutsätta"})
_CARRIED = frozenset({"conj", "xcomp", "ccomp", "csubj", "csubj:pass", "parataxis"})
_ASIDE = frozenset({"acl:relcl", "advcl", "acl"})
QUESTIONS = frozenset({"vem", "vad", "hur", "vilken", "vilka", "vilket", "när", "varför", "huruvida", "om", "var"})


def is_wished(verb: Token) -> bool:
    """Tell whether what a verb tells of should come to be: "bör samordnas", "det är viktigt att ... samordnas"."""
    if verb.pos_ != "VERB" or _asks(verb) or _stands_aside(verb):
        return False
    if "Inf" in verb.morph.get("VerbForm"):
        return modal_of(verb) is not None or (
            verb.dep_ in {"xcomp", "csubj"} and (verb.head.lemma_ in _STRONG or verb.head.lemma_.lower() in _URGENT)
        )
    governor = _governor(verb)
    return is_passive(verb) and governor is not None


def is_barred(verb: Token) -> bool:
    """Tell whether a negated verb is one that something must not come to: "får inte hämmas", "så att … inte hämmas"."""
    if any(child.dep_ == "aux" and child.lemma_ == "få" for child in verb.lefts):
        return not _stands_aside(verb)
    return bool(verb.dep_ == "advcl" and verb.head.pos_ == "VERB") and modal_of(verb.head) is not None


def modal_of(verb: Token) -> Token | None:
    """Give the auxiliary by which a verb is demanded, its own or that of the verb it is joined to."""
    own = next((child for child in verb.lefts if child.dep_ == "aux" and _demands(child, verb)), None)
    joins = verb.dep_ == "conj" and "Inf" in verb.morph.get("VerbForm") and not any(verb.lefts)
    return own if own is not None or not joins else modal_of(verb.head)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, by its form or by its subject."""
    return "Pass" in verb.morph.get("Voice") or any(child.dep_ == "nsubj:pass" for child in verb.children)


def _governor(verb: Token) -> Token | None:
    """Give the word of proposing or urgency that an att-clause stands under."""
    while verb.dep_ == "conj":
        verb = verb.head
    under = verb.dep_ in {"ccomp", "csubj"} and any(child.lower_ == "att" for child in verb.lefts)
    head = verb.head
    gladly = head.lemma_ == "se" and any(child.lower_ == "gärna" for child in head.children)
    return head if under and (head.lemma_ in _PROPOSES or head.lemma_.lower() in _URGENT or gladly) else None


def _demands(modal: Token, verb: Token) -> bool:
    """Tell whether an auxiliary makes a wish of its verb: "bör samordnas", but also "kan med fördel samordnas"."""
    if modal.lemma_ in _MODALS:
        return True
    return modal.lemma_ == "kunna" and any(word.lower_ in GLADLY for word in modal.doc[modal.i : verb.i])


def _asks(verb: Token) -> bool:
    return any(child.lower_ in QUESTIONS and child.dep_ != "case" for child in verb.lefts)


def _stands_aside(verb: Token) -> bool:
    while verb.dep_ in _CARRIED and verb.head is not verb:
        if _asks(verb):
            return True
        verb = verb.head
    return verb.dep_ in _ASIDE or _asks(verb)
