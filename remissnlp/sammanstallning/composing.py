"""From tables to a sammanställning: what it says, chapter by chapter."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from remissnlp.comparison import REMAINDER
from remissnlp.corpus import Remiss
from remissnlp.corrections import Reviewed
from remissnlp.options import QUOTES_PER_ANSWER, QUOTES_PER_THEME
from remissnlp.sammanstallning.appendices import describe_settings, list_doubts, make_register, tell_method, tell_shared
from remissnlp.sammanstallning.background import tell_background, tell_facts
from remissnlp.sammanstallning.content import Sammanstallning
from remissnlp.sammanstallning.material import Material, gather
from remissnlp.sammanstallning.overview import draw_picture
from remissnlp.sammanstallning.portraits import portray
from remissnlp.sammanstallning.subjects import tell_part, tell_themes, tell_whole
from remissnlp.terms import Form


def compose(
    remiss: Remiss,
    tables: Mapping[str, pd.DataFrame],
    *,
    texts: Mapping[str, str],
    form: Form = Form.STOCKHOLM,
    quotes_per_theme: int = QUOTES_PER_THEME,
    quotes_per_answer: int = QUOTES_PER_ANSWER,
    run: Mapping[str, Any] | None = None,
    reviewed: Reviewed | None = None,
    reason: str = "",
    doubts: pd.DataFrame | None = None,
) -> Sammanstallning:
    """Compose the sammanställning of a remiss; the same input gives the same content.

    Args:
        remiss: What was sent out.
        tables: The tables of `tables.MODELS`, by name.
        texts: Text of each document that could be read, by source_id.
        form: Whose way of writing to follow.
        quotes_per_theme: At most how many quotations in a theme, a part or on the whole.
        quotes_per_answer: At most how many synpunkter to quote of each answer besides its positions; a
            samrådsredogörelse quotes all.
        run: What korning.json holds, for the chapter on method.
        reviewed: The analyst's review that is already made in `tables`: what is marked as reviewed, and the comments
            of a samrådsredogörelse.
        reason: Why there are so many themes, in Swedish.
        doubts: Synpunkter between two themes, with synpunkt_id, theme_id and other_theme_id, the most helpful first.
    """
    per_answer = None if form is Form.SAMRADSREDOGORELSE else quotes_per_answer
    review = reviewed or Reviewed(tables)
    material = gather(remiss, tables, texts, seen=review.seen)
    draft = _draft(material, form, quotes_per_theme, per_answer, review.comments)
    quotations = tuple(draft.quotations())
    register = make_register(material, quotations)
    method = tell_method(register, quotations, review)
    return replace(
        draft,
        register=register,
        method=method,
        settings=describe_settings(run or {}),
        reason=reason,
        doubts=() if doubts is None else list_doubts(material, register, doubts),
    )


def _draft(
    material: Material, form: Form, quotes: int, per_answer: int | None, comments: Mapping[str, str]
) -> Sammanstallning:
    """Compose all but the register, which can only be made when it is known what is quoted."""
    remiss = material.remiss
    themes = tell_themes(material, quotes=quotes)
    parts = tuple(tell_part(material, one.part_id, one.heading, quotes=quotes) for one in remiss.parts)
    return Sammanstallning(
        form=form,
        title=remiss.title,
        note=remiss.note,
        facts=tell_facts(remiss),
        background=tell_background(material),
        picture=draw_picture(material, [theme for theme in themes if theme.subject_id != REMAINDER], parts),
        whole=tell_whole(material, quotes=quotes),
        parts=parts,
        themes=themes,
        answers=portray(material, quotes=per_answer, comments=comments),
        shared=tell_shared(material),
        register=(),
        method=(),
        settings=(),
    )
