"""The sammanställning: composed as plain data, checked, then written to Word, Excel and HTML."""

from remissnlp.sammanstallning.checking import check
from remissnlp.sammanstallning.composing import compose
from remissnlp.sammanstallning.content import Sammanstallning
from remissnlp.sammanstallning.excel import to_xlsx
from remissnlp.sammanstallning.paragraphs import Paragraph, Quotation
from remissnlp.sammanstallning.report import to_html
from remissnlp.sammanstallning.word import check_template, to_docx
from remissnlp.terms import Form

__all__ = [
    "Form",
    "Paragraph",
    "Quotation",
    "Sammanstallning",
    "check",
    "check_template",
    "compose",
    "to_docx",
    "to_html",
    "to_xlsx",
]
