"""What a user may choose for a run."""

from dataclasses import dataclass

from remissnlp.terms import Form

QUOTES_PER_THEME = 12
QUOTES_PER_ANSWER = 8


@dataclass(frozen=True)
class Options:
    """What a user may choose for a run.

    Attributes:
        model: Name or folder of a Swedish spaCy pipeline; None for the one the package brings.
        ocr: Whether files without a text layer are read by optical character recognition.
        n_themes: How many themes to form; None lets the material decide.
        workers: How many files are read at once; None for one a core.
        mask: Whether names of persons and their contact details are covered in all that comes out.
        cache: Whether files that have not changed since last time are taken from the cache.
        held_out: Whether an answer that a learned model was fitted on is judged by one fitted without it, as an
            evaluation must.
        form: Whose way of writing the sammanställning follows.
        template: The office's own Word template, .docx or .dotx.
        quotes_per_answer: At most how many synpunkter of an answer to quote besides its positions.
        quotes_per_theme: At most how many to quote in a theme, a part or on the whole.
    """

    model: str | None = None
    ocr: bool = False
    n_themes: int | None = None
    workers: int | None = None
    mask: bool = False
    cache: bool = True
    held_out: bool = False
    form: Form = Form.STOCKHOLM
    template: str | None = None
    quotes_per_answer: int = QUOTES_PER_ANSWER
    quotes_per_theme: int = QUOTES_PER_THEME
