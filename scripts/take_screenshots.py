"""Take the pictures of the README from a finished run: the report's first page and the matrix of positions.

    make demo
    python scripts/take_screenshots.py build/innovationsstrategi-2015

Needs Chromium; the pictures are written to docs/bilder/.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

_OUT = Path(__file__).resolve().parents[1] / "docs" / "bilder"
_MARGIN = 16
_COLOURS = 128


def main() -> None:
    """Take both pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path, help="folder that `remissnlp run` wrote")
    index = parser.parse_args().run / "rapport" / "index.html"
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not index.exists() or not browser:
        sys.exit("needs a finished run and Chromium")
    _OUT.mkdir(parents=True, exist_ok=True)
    take(browser, index, _OUT / "rapport.png", size=(1280, 960))
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "matris.html"
        page.write_text(alone(index.read_text(encoding="utf-8"), "matris"), encoding="utf-8")
        take(browser, page, _OUT / "matris.png", size=(1180, 2400))


def alone(html: str, key: str) -> str:
    """Give a page with one chapter of the report and its style sheet: a browser without a window does not scroll."""
    style = re.search(r"<style>.*?</style>", html, flags=re.DOTALL)
    chapter = re.search(rf'<section id="{key}".*?</section>', html, flags=re.DOTALL)
    if style is None or chapter is None:
        raise ValueError(f"the report has no chapter {key}")
    head = f'<!doctype html><html lang="sv"><meta charset="utf-8">{style.group()}'
    return f'{head}<body style="padding:1rem">{chapter.group()}'


def take(browser: str, page: Path, target: Path, *, size: tuple[int, int]) -> None:
    """Let the browser draw a page, cut away the empty paper round it, and save it with few colours."""
    with tempfile.TemporaryDirectory() as name:
        raw = Path(name) / "raw.png"
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={size[0]},{size[1]}",
        ]
        subprocess.run(
            [browser, *options, f"--screenshot={raw}", page.resolve().as_uri()], check=True, capture_output=True
        )
        image = Image.open(raw).convert("RGB")
    empty = Image.new("RGB", image.size, image.getpixel((image.width - 1, image.height - 1)))
    box = ImageChops.difference(image, empty).getbbox() or (0, 0, *image.size)
    bottom = min(image.height, box[3] + _MARGIN)
    image.crop((0, 0, image.width, bottom)).quantize(_COLOURS).save(target, optimize=True)
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
