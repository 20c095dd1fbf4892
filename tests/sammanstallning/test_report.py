"""The HTML report: whole from disk, safe against hostile text, every quotation tied to its page."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from remissnlp.sammanstallning import Sammanstallning, to_html
from remissnlp.sammanstallning.pictures import compress


class _Page(HTMLParser):
    """Collects tags, ids and links."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "src") and value:
                self.links.append(value)
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


def _parse(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.fixture(scope="module")
def folder(example, composed: Sammanstallning, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "rapport"
    to_html(composed, example.tables, path, page_image=example.page_image, page_sizes=example.page_sizes)
    return path


def test_nothing_is_fetched_from_outside_the_folder(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        for link in _parse(path).links:
            assert not re.match(r"(?:[a-z]+:)?//|[a-z]+:", link), link
            target = link.partition("#")[0]
            assert not target or (path.parent / target).exists(), link


def test_links_within_the_report_lead_somewhere(folder: Path) -> None:
    pages = {path: _parse(path) for path in folder.rglob("*.html")}
    for path, page in pages.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            where = (path.parent / target).resolve() if target else path
            if anchor:
                assert anchor in pages[where].ids, link


def test_ids_are_unique(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        ids = _parse(path).ids
        assert len(ids) == len(set(ids)), path


def test_hostile_text_stays_text(folder: Path) -> None:
    page = _parse(folder / "index.html")
    assert page.tags.count("script") == 2
    assert "img" not in page.tags
    assert page.handlers == []


def test_the_policy_allows_only_the_programs_own_script(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    assert "unsafe" not in policy[1]


def test_every_sentence_is_marked_on_its_page_in_points(folder: Path) -> None:
    text = (folder / "sidor" / "kulturnamnden.html").read_text(encoding="utf-8")
    assert 'viewBox="0 0 595.0 842.0"' in text
    mark = re.search(r'<g id="m-kulturnamnden-3".*?</g>', text, re.DOTALL)
    assert mark
    assert '<rect x="72" y="210" width="428" height="13">' in mark[0]


def test_the_note_stands_on_top_of_every_page(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        assert "Materialet är konstruerat för test." in path.read_text(encoding="utf-8")


def test_every_synpunkt_can_be_searched_and_filtered(folder: Path, example) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert text.count('class="post ') == len(example.tables["synpunkter"])


def test_a_report_without_page_images_says_pages_without_links(
    example, composed: Sammanstallning, tmp_path: Path
) -> None:
    to_html(composed, example.tables, tmp_path / "rapport")
    page = _parse(tmp_path / "rapport" / "index.html")
    assert not [link for link in page.links if link.startswith("sidor/")]


def test_an_old_report_is_replaced_whole(example, composed: Sammanstallning, tmp_path: Path) -> None:
    old = tmp_path / "rapport"
    old.mkdir()
    (old / "gammal.html").write_text("gammal")
    to_html(composed, example.tables, old)
    assert not (old / "gammal.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["rapport"]


def test_the_same_content_gives_the_same_bytes(example, composed: Sammanstallning, tmp_path: Path) -> None:
    for name in ("a", "b"):
        to_html(composed, example.tables, tmp_path / name, page_image=example.page_image, page_sizes=example.page_sizes)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert all((tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes() for file in files)


def test_even_a_noisy_scan_becomes_a_small_picture() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (1600, 1200, 3), dtype=np.uint8)
    assert len(compress(Image.fromarray(noise))) <= 60_000


def test_no_script_in_the_text_runs_in_a_browser_and_the_filter_does(folder: Path, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium is installed")
    command = [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
        *("--disable-component-update", f"--user-data-dir={tmp_path}", "--dump-dom"),
        f"file://{folder}/index.html",
    ]
    dom = subprocess.run(command, check=True, capture_output=True, timeout=120, text=True).stdout
    assert "Visar 27 av 27 synpunkter." in dom
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in dom
