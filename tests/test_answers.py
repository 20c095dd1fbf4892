from pathlib import Path

import pytest

from remissnlp.answers import name_answers
from remissnlp.corpus import load_remiss
from remissnlp.pdf.outcome import ReadOutcome


@pytest.mark.parametrize(
    ("override", "remissinstans", "instanstyp"),
    [
        ('remissinstans = "Kulturnämnden"', "Kulturnämnden", "facknamnd"),
        ('remissinstans = "Bolaget"\ninstanstyp = "bolag"', "Bolaget", "bolag"),
        ('date = "2015-10-01"', "Socialnämnden", "facknamnd"),
    ],
)
def test_an_answer_that_cannot_be_read_is_named_by_the_analyst_or_by_its_file(
    tmp_path: Path, override: str, remissinstans: str, instanstyp: str
) -> None:
    (tmp_path / "svar").mkdir()
    (tmp_path / "svar" / "socialnamnden.pdf").write_bytes(b"%PDF-")
    settings = f'inbjudna = ["Socialnämnden"]\n[[svar]]\nfil = "socialnamnden.pdf"\n{override}\n'
    (tmp_path / "remiss.toml").write_text(settings, encoding="utf-8")
    remiss = load_remiss(tmp_path)
    outcome = ReadOutcome(remiss.sources[0], "", None, "går inte att läsa")
    found = name_answers(remiss, [outcome], {})[0].metadata
    assert (found.remissinstans, found.instanstyp) == (remissinstans, instanstyp)
