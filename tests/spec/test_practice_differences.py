"""Each practice against the rest: a difference is called one only where its interval leaves out zero."""

from __future__ import annotations

import pytest

import queries
from d9311.filters import Filters
from d9311.statistics.intervals import newcombe
from tests.spec.drawn import Cursor, decided_claims, expect

pytestmark = pytest.mark.slow

DIFFERENT = ("RIVER", "HILLS", "LAKES", "NEW")
PRACTICES = {
    "single": decided_claims("a", 6, 1),
    "differences": [
        *decided_claims("a", 56, 14, practice_id="RIVER"),
        *decided_claims("b", 40, 20, practice_id="HILLS"),
        *decided_claims("c", 5, 12, practice_id="LAKES"),
        *decided_claims("d", 0, 3, practice_id="NEW"),
    ],
}


def test_practice_is_compared_with_the_others_together(practices: Cursor) -> None:
    expect(
        practices,
        "practice_differences",
        """
        practice_id | decided | approved | approval_rate | rest_decided | rest_approved | rest_rate | difference | difference_low | difference_high | verdict             |
        HILLS       | 60      | 40       | 0.667         | 90           | 61            | 0.678     | -0.011     | -0.165         | 0.136           | no clear difference |
        LAKES       | 17      | 5        | 0.294         | 133          | 96            | 0.722     | -0.428     | -0.603         | -0.177          | lower               |
        NEW         | 3       | 0        | 0.000         | 147          | 101           | 0.687     | -0.687     | -0.756         | -0.120          | too few             |
        RIVER       | 70      | 56       | 0.800         | 80           | 45            | 0.562     | 0.238      | 0.088          | 0.371           | higher              |
        """,
        practices=DIFFERENT,
    )
    for row in queries.arrow(practices, "practice_differences", Filters(practices=DIFFERENT)).to_pylist():
        counts = (row["approved"], row["decided"], row["rest_approved"], row["rest_decided"])
        found = (row["difference"], row["difference_low"], row["difference_high"])
        assert found == pytest.approx(newcombe(*counts), abs=1e-12)


def test_practice_alone_has_no_rest_and_no_difference(practices: Cursor) -> None:
    expect(
        practices,
        "practice_differences",
        """
        practice_id | decided | rest_decided | rest_rate | difference | difference_low | difference_high | verdict |
        single      | 7       | 0            |           |            |                |                 | too few |
        """,
        practices=("single",),
    )
