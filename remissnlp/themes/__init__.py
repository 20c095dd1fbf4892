"""From synpunkter to themes with names, and the codebook an analyst keeps of them."""

from remissnlp.themes.codebook import (
    Codebook,
    CodebookTheme,
    add_example,
    load_codebook,
    lock_theme,
    make_id,
    merge_themes,
    rename_theme,
    save_codebook,
    split_theme,
)
from remissnlp.themes.discovery import Themes, find_themes
from remissnlp.themes.doubts import suggest_labels
from remissnlp.themes.model import ThemeModel
from remissnlp.themes.moves import compare_themes, continue_themes, start_codebook

__all__ = [
    "Codebook",
    "CodebookTheme",
    "ThemeModel",
    "Themes",
    "add_example",
    "compare_themes",
    "continue_themes",
    "find_themes",
    "load_codebook",
    "lock_theme",
    "make_id",
    "merge_themes",
    "rename_theme",
    "save_codebook",
    "split_theme",
    "start_codebook",
    "suggest_labels",
]
