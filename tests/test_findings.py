"""The step that stops at the synpunkter finds what the whole way finds, with the analyst's corrections in it."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from remissnlp.analysis import Analysis
from remissnlp.corpus import load_remiss
from remissnlp.findings import Findings, find_synpunkter
from remissnlp.review import OWN_VIEW, THEME, Judgement, Review


@pytest.fixture(scope="module")
def findings(corpus_folder: Path) -> Findings:
    return find_synpunkter(load_remiss(corpus_folder))


def test_the_tables_are_those_of_the_whole_way(findings: Findings, corpus_analysis: Analysis) -> None:
    reviewed = findings.reviewed()
    for name, table in findings.tables.items():
        pd.testing.assert_frame_equal(table, corpus_analysis.found[name])
        pd.testing.assert_frame_equal(reviewed[name], corpus_analysis.tables[name])


def test_a_review_is_applied_also_without_themes(findings: Findings) -> None:
    first = findings.tables["synpunkter"]["sentence_id"].iloc[0]
    judgements = (Judgement(first, OWN_VIEW, "ja", "nej"), Judgement(first, THEME, "", "Kostnader"))
    reviewed = replace(findings, review=Review(judgements, frozenset({first}))).reviewed()
    assert first in set(findings.tables["synpunkter"]["sentence_id"])
    assert first not in set(reviewed["synpunkter"]["sentence_id"])
