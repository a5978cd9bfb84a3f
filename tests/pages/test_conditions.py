"""Conditions of rows: in the headers of measures, behind a mark of a chart, in a link."""

from __future__ import annotations

import pytest

import queries
from d9311.conditions.rows import TESTS, VALUES, from_link, to_link
from d9311.ui.behind.counts import behind_mark, counts

OPENED = [name for name in queries.names() if queries.opens(name)]


def test_mark_of_a_chart_stands_for_the_count_beside_it() -> None:
    assert behind_mark("documentation_gaps", ["reason"]) == {
        "element": "reason",
        "list": "consultations",
        "state": "missing",
    }


@pytest.mark.parametrize("measure", OPENED)
def test_conditions_in_a_header_are_known_to_the_list_of_rows(measure: str) -> None:
    for column, conditions in counts(measure).items():
        assert (column, from_link(to_link(conditions))) == (column, conditions)
    assert set(queries.opens(measure).values()) <= {*TESTS, *VALUES, "name", "kind"}


def test_conditions_survive_the_link_and_unknown_ones_do_not() -> None:
    conditions = {"outcome": "denied", "payer": "Delta: of (CA) & more", "plan": "", "flag": "open"}
    assert from_link(to_link(conditions)) == conditions
    assert from_link(["flag:nonsense", "age:old", "rows", "colour:red", "element:soul"]) == {}
