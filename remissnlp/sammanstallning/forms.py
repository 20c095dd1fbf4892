"""The forms a sammanställning can take: which chapters come in which order, and in whose manner."""

from remissnlp.terms import Term


class Form(Term):
    """Whose way of writing the Word document follows."""

    STOCKHOLM = "stockholm", "Stockholms stad, beredning"
    REGERINGSKANSLIET = "regeringskansliet", "Regeringskansliet, remissammanställning"
    SAMRADSREDOGORELSE = "samradsredogorelse", "Samrådsredogörelse"
