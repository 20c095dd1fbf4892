"""The remiss.toml that `remissnlp new` writes for a person to fill in."""

from pathlib import Path

from remissnlp.errors import CorpusError
from remissnlp.files import whole_file

TEMPLATE = """\
# Remissen som den gick ut. Fyll i det du vet; det du stryker klarar programmet sig utan.

titel = ""              # förslagets namn
avsandare = ""          # den som remitterat, t.ex. "Kommunstyrelsen"
dnr = ""                # avsändarens diarienummer
svar_senast = ""        # sista svarsdag, ÅÅÅÅ-MM-DD

# De som fått remissen. Den som inte svarar redovisas i sammanställningen.
inbjudna = [
    # "Kulturnämnden",
]

# En för varje del av förslaget som svaren kan ta ställning till.
# [[del]]
# id = "1"
# rubrik = "Första förslagets rubrik"

# Bara när programmet läst fel, eller när en fil är krypterad.
# [[svar]]
# fil = "svar.pdf"
# remissinstans = "Kulturnämnden"
# instanstyp = "facknamnd"
# date = "2015-09-22"
# losenord = ""
"""


def write_template(folder: Path) -> Path:
    """Write remiss.toml in `folder`, and make folders for the answers and the proposal.

    Raises:
        CorpusError: If there is a remiss.toml already; it is left as it is.
        RemissError: If it cannot be written.
    """
    path = folder / "remiss.toml"
    if path.exists():
        raise CorpusError(f"{path}: finns redan och lämnas orörd")
    with whole_file(path) as temporary:
        temporary.write_text(TEMPLATE, encoding="utf-8")
        for name in ("svar", "forslag"):
            (folder / name).mkdir(exist_ok=True)
    return path
