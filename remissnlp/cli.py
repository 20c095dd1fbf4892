"""The command line: `remissnlp run`, `new` and `read`. Heavy imports wait until a command needs them."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from remissnlp.cli_kodbok import kodbok
from remissnlp.terms import Form

app = typer.Typer(
    name="remissnlp",
    help="Från en mapp med remissvar (PDF) till en sammanställning som går att skriva under.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(kodbok)

_OUT_HELP = "Mapp för resultatet. Utan detta: build/<mappens namn>."
_UNCACHED_HELP = "Läs alla filer på nytt, och spara inte det lästa till nästa gång."


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"remissnlp {version('remissnlp')}")
        raise typer.Exit


@app.callback()
def main(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Visa version och avsluta.")
    ] = False,
) -> None:
    """Läs remissvar, hitta synpunkter, teman och ställningstaganden, och skriv en sammanställning."""


@app.command()
def run(
    corpus: Annotated[
        Path, typer.Argument(help="Mapp med remiss.toml och svar/, eller bara svarsfiler (PDF, Word, text, e-post).")
    ],
    out: Annotated[Path | None, typer.Option("--out", "-o", help=_OUT_HELP)] = None,
    model: Annotated[str | None, typer.Option(help="Svensk språkmodell för spaCy, namn eller mapp.")] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Läs även skannade sidor (kräver ocrmypdf och tesseract).")
    ] = False,
    maskera: Annotated[
        bool, typer.Option("--maskera", help="Dölj personnamn och kontaktuppgifter i allt som skrivs.")
    ] = False,
    teman: Annotated[int | None, typer.Option(min=2, help="Antal teman; annars avgör materialet.")] = None,
    nya_teman: Annotated[
        bool, typer.Option("--nya-teman", help="Bilda temana på nytt i stället för att behålla förra körningens.")
    ] = False,
    processer: Annotated[int | None, typer.Option(min=1, help="Antal filer som läses samtidigt.")] = None,
    form: Annotated[Form, typer.Option(help="Ordning och språkbruk i Word-dokumentet.")] = Form.STOCKHOLM,
    mall: Annotated[Path | None, typer.Option(help="Kontorets egen Word-mall, .docx eller .dotx.")] = None,
    citat_per_instans: Annotated[int, typer.Option(min=0, help="Högst så många citerade synpunkter per svar.")] = 8,
    citat_per_tema: Annotated[int, typer.Option(min=1, help="Högst så många citat per tema och del.")] = 12,
    utan_cache: Annotated[bool, typer.Option("--utan-cache", help=_UNCACHED_HELP)] = False,
) -> None:
    """Gör allt: läs svaren, analysera dem och skriv Word, Excel, HTML och tabeller."""
    from remissnlp.analysis import Options
    from remissnlp.errors import RemissError
    from remissnlp.running import run_remiss

    options = Options(
        model=model,
        ocr=ocr,
        n_themes=teman,
        workers=processer,
        cache=not utan_cache,
        mask=maskera,
        form=form,
        template=str(mall) if mall else None,
        quotes_per_answer=citat_per_instans,
        quotes_per_theme=citat_per_tema,
    )
    try:
        run_remiss(corpus, out, options, new_themes=nya_teman)
    except RemissError as error:
        _fail(str(error))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="Mapp för remissen; skapas om den inte finns.")],
) -> None:
    """Skriv en remiss.toml att fylla i."""
    from remissnlp.errors import RemissError
    from remissnlp.template import write_template

    try:
        path = write_template(folder)
    except RemissError as error:
        _fail(str(error))
    typer.echo(f"Skrev {path}. Fyll i den, lägg svaren i {folder / 'svar'} och kör: remissnlp run {folder}")


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="En PDF-fil.")],
    ocr: Annotated[bool, typer.Option("--ocr", help="Läs även skannade sidor.")] = False,
    losenord: Annotated[str | None, typer.Option(help="Lösenord, om filen är krypterad.")] = None,
    bild: Annotated[
        Path | None, typer.Option("--bild", help="Mapp för bilder av sidorna med blocken markerade.")
    ] = None,
    utan_cache: Annotated[bool, typer.Option("--utan-cache", help=_UNCACHED_HELP)] = False,
) -> None:
    """Visa vad som lästes ur en PDF, sida för sida."""
    from remissnlp.errors import RemissError
    from remissnlp.running import show_file

    try:
        show_file(file, ocr=ocr, password=losenord, pictures=bild, cache=not utan_cache)
    except RemissError as error:
        _fail(str(error))


@app.command()
def evaluate(
    corpus: Annotated[Path, typer.Argument(help="Mapp med remissvar och facit i gold/.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="JSON-fil för alla mått och alla fel.")] = None,
    gold: Annotated[Path | None, typer.Option(help="Mapp med facit. Utan detta: gold/ i korpusen.")] = None,
    korning: Annotated[
        Path | None, typer.Option(help="Mapp som remissnlp run har skrivit. Utan detta görs en ny körning.")
    ] = None,
    mot: Annotated[
        Path | None, typer.Option(help="En annan läsares facit: visar samstämmigheten mellan de två läsarna.")
    ] = None,
    fel: Annotated[int, typer.Option(min=0, help="Hur många fel som skrivs ut; alla står i JSON-filen.")] = 40,
    model: Annotated[str | None, typer.Option(help="Svensk språkmodell för spaCy, namn eller mapp.")] = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Läs även skannade sidor.")] = False,
) -> None:
    """Mät en körning mot facit: enheter, egen uppfattning, hållning, slag, ställningstaganden, uppgifter.

    Finns en granskning.xlsx visas också hur ofta programmet och handläggaren är överens.
    """
    from remissnlp.errors import RemissError
    from remissnlp.evaluating import evaluate_corpus

    try:
        evaluate_corpus(corpus, gold=gold, run=korning, other=mot, out=out, model=model, ocr=ocr, shown=fel)
    except RemissError as error:
        _fail(str(error))


@app.command()
def tabeller() -> None:
    """Visa vad kolumnerna i resultatets tabeller betyder."""
    from remissnlp.tables import dictionary

    typer.echo(dictionary(), nl=False)


@app.command()
def cache(
    tom: Annotated[bool, typer.Option("--tom", help="Töm cachen; allt läses på nytt nästa gång.")] = False,
) -> None:
    """Visa eller töm cachen: lästa filer som sparas i din egen cachemapp så att de inte behöver läsas om."""
    from remissnlp.errors import RemissError
    from remissnlp.files import cache_folder
    from remissnlp.pdf import empty_cache, measure_cache

    count, size = measure_cache()
    try:
        if tom:
            empty_cache()
    except RemissError as error:
        _fail(str(error))
    done = "Tömde" if tom else "Cache:"
    typer.echo(f"{done} {cache_folder()}: {count} {'fil' if count == 1 else 'filer'}, {size / 1e6:.1f} MB")


def _fail(message: str) -> NoReturn:
    typer.echo(f"Fel: {message}", err=True)
    raise typer.Exit(code=1)
