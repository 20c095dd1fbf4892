"""The commands `remissnlp kodbok ...`: the analyst's themes made, edited, locked, and exchanged with other programs."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

kodbok = typer.Typer(
    name="kodbok", help="Teman du själv bestämmer över: skapa, ändra, lås, byt med andra program.", no_args_is_help=True
)

_Corpus = Annotated[Path, typer.Argument(help="Remissens mapp.")]
_Theme = Annotated[str, typer.Argument(help="Temats id, som i kodbok.toml.")]


@kodbok.command()
def init(
    corpus: _Corpus,
    skriv_over: Annotated[bool, typer.Option("--skriv-over", help="Ersätt den kodbok som finns.")] = False,
) -> None:
    """Skriv de teman som hittas till kodbok.toml, att ändra i."""
    _run(lambda: _codebooks().start(corpus, overwrite=skriv_over))


@kodbok.command()
def visa(
    corpus: _Corpus,
    gransfall: Annotated[
        bool,
        typer.Option("--gränsfall", help="Visa också synpunkter mellan två teman, som det hjälper mest att placera."),
    ] = False,
) -> None:
    """Visa kodbokens teman med id och antal exempel."""
    _run(lambda: _codebooks().show(corpus, doubts=gransfall))


@kodbok.command("slå-ihop")
def sla_ihop(
    corpus: _Corpus,
    till: Annotated[str, typer.Argument(help="Id för temat som ska finnas kvar.")],
    teman: Annotated[list[str], typer.Argument(help="Id för de teman som ska gå upp i det.")],
) -> None:
    """Slå ihop teman; exempel och nyckelord följer med."""
    _run(lambda: _codebooks().merge(corpus, till, teman))


@kodbok.command()
def dela(
    corpus: _Corpus,
    tema: _Theme,
    namn: Annotated[str, typer.Argument(help="Det nya temats namn.")],
    exempel: Annotated[
        list[str], typer.Option("--exempel", help="Synpunkt (id eller text) som hör till det nya temat; upprepas.")
    ],
) -> None:
    """Bryt ut ett nytt tema ur ett annat, med några exempel på vad som hör dit."""
    _run(lambda: _codebooks().split(corpus, tema, namn, exempel))


@kodbok.command("byt-namn")
def byt_namn(corpus: _Corpus, tema: _Theme, namn: Annotated[str, typer.Argument(help="Det nya namnet.")]) -> None:
    """Ge ett tema ett annat namn."""
    _run(lambda: _codebooks().rename(corpus, tema, namn))


@kodbok.command("lås")
def las(
    corpus: _Corpus,
    tema: _Theme,
    oppna: Annotated[bool, typer.Option("--öppna", help="Lås upp i stället.")] = False,
) -> None:
    """Lås ett tema, så att dess synpunkter stannar där."""
    _run(lambda: _codebooks().lock(corpus, tema, locked=not oppna))


@kodbok.command()
def exportera(
    corpus: _Corpus,
    fil: Annotated[Path, typer.Argument(help="Fil att skriva: .qdc (kodbok) eller .qdpx (projekt med kodningar).")],
) -> None:
    """Skriv kodboken eller hela projektet för NVivo, MAXQDA, ATLAS.ti eller QualCoder."""
    _run(lambda: _codebooks().export(corpus, fil))


@kodbok.command()
def importera(corpus: _Corpus, fil: Annotated[Path, typer.Argument(help="Fil av typen .qdc eller .qdpx.")]) -> None:
    """Läs tillbaka en kodbok eller ett kodat projekt till kodbok.toml."""
    _run(lambda: _codebooks().bring_back(corpus, fil))


def _codebooks() -> ModuleType:
    """Import late: themes need scikit-learn, and `--help` should not wait for it."""
    from remissnlp import codebooks

    return codebooks


def _run(command: Callable[[], list[str]]) -> None:
    from remissnlp.errors import RemissError

    try:
        lines = command()
    except RemissError as error:
        typer.echo(f"Fel: {error}", err=True)
        raise typer.Exit(code=1) from error
    for line in lines:
        typer.echo(line)
