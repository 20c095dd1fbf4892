"""From synpunkter to themes with names, and the codebook an analyst keeps of them."""

from remissnlp.themes.codebook import (
    Codebook,
    CodebookTheme,
    add_example,
    load_codebook,
    lock_theme,
    merge_themes,
    rename_theme,
    save_codebook,
    split_theme,
)
from remissnlp.themes.discovery import Themes, find_themes
from remissnlp.themes.model import ThemeModel

__all__ = [
    "Codebook",
    "CodebookTheme",
    "ThemeModel",
    "Themes",
    "add_example",
    "find_themes",
    "load_codebook",
    "lock_theme",
    "merge_themes",
    "rename_theme",
    "save_codebook",
    "split_theme",
]
