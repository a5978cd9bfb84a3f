"""Now against before: an arrow and a colour only where the difference of two rates leaves out zero."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from d9311.statistics.intervals import newcombe
from d9311.ui.show.numbers import Details, _change
from d9311.ui.show.rate_changes import Change, period_sentence, rate_change


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ((56, 70), (48, 80), Change(1, "20 points (5 to 33)")),  # Newcombe's first example
        ((48, 80), (56, 70), Change(-1, "20 points (5 to 33)")),
        ((30, 40), (28, 40), Change(0, "no clear change")),
        ((40, 40), (40, 40), Change(0, "no clear change")),
        ((4, 4), (0, 40), Change(0, "too few to compare")),
        ((4, 40), (0, 0), Change(0, "too few to compare")),
    ],
)
def test_rate_has_changed_only_where_the_interval_leaves_out_zero(
    now: tuple[int, int], before: tuple[int, int], expected: Change
) -> None:
    assert rate_change(now, before) == expected


def test_interval_of_the_difference_just_above_zero_is_a_change() -> None:
    assert newcombe(61, 80, 49, 80)[1] > 0 > newcombe(60, 80, 49, 80)[1]  # type: ignore[index]
    assert rate_change((61, 80), (49, 80)).direction == 1
    assert rate_change((60, 80), (49, 80)).direction == 0


@pytest.mark.parametrize(
    ("value", "details", "said", "tone"),
    [
        (0.8, {"kind": "rate", "numerator": 56, "denominator": 70, "previous": 0.6, "previous_of": (48, 80)},
         "▲ 20 points (5 to 33) from 60% (48/80)", "d-better"),
        (0.6, {"kind": "rate", "numerator": 48, "denominator": 80, "previous": 0.8, "previous_of": (56, 70)},
         "▼ 20 points (5 to 33) from 80% (56/70)", "d-worse"),
        (0.8, {"kind": "rate", "numerator": 56, "denominator": 70, "previous": 0.6, "previous_of": (48, 80), "better": "down"},
         "▲ 20 points (5 to 33) from 60% (48/80)", "d-worse"),
        (0.75, {"kind": "rate", "numerator": 30, "denominator": 40, "previous": 0.7, "previous_of": (28, 40)},
         "no clear change: 70% (28/40) before", ""),
        (0.75, {"kind": "rate", "numerator": 3, "denominator": 4, "previous": 0.5, "previous_of": (2, 4)},
         "too few to compare: 2 of 4 before", ""),
        (0.75, {"kind": "rate", "previous": 0.7}, "70% before", ""),
        (1234.5, {"kind": "dollars", "previous": 200.25}, "+$1,034 from $200.25", ""),
        (12, {"previous": 40}, "−28 from 40", ""),
        (28.5, {"kind": "days", "previous": 30}, "−1.5 days from 30 days", ""),
        (0.8, {"kind": "rate", "numerator": 56, "denominator": 70, "previous": 0.6, "previous_of": (48, 80),
               "previous_when": "May 2025"}, "▲ 20 points (5 to 33) from 60% (48/80) in May 2025", "d-better"),
        (0.75, {"kind": "rate", "numerator": 30, "denominator": 40, "previous": 0.7, "previous_of": (28, 40),
                "previous_when": "May 2025"}, "no clear change: 70% (28/40) in May 2025", ""),
        (12, {"previous": 12}, "unchanged from 12", ""),
        (None, {"previous": 12}, "", ""),
    ],
)  # fmt: skip
def test_card_says_the_change_and_colours_only_a_clear_change_of_a_rate(
    value: float | None, details: Details, said: str, tone: str
) -> None:
    html = _change(value, details.get("kind", "count"), details)
    assert plain(html) == said
    assert re.findall("d-better|d-worse", html) == ([tone] if tone else [])


def overview(**others: Any) -> dict[str, Any]:
    dates = {"previous_from": date(2025, 1, 1), "previous_to": date(2025, 6, 30), "compare": "previous"}
    return {"approved": 56, "decided": 70, "approved_previous": 48, "decided_previous": 80, **dates, **others}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (overview(), "80% (56/70) approved in this period, 60% (48/80) in the period of the same length before (Jan – Jun 2025): "
         "up 20 points (5 to 33)."),
        (overview(approved=35), "50% (35/70) approved in this period, 60% (48/80) in the period of the same length before (Jan – Jun 2025): "
         "no clear change."),
        (overview(approved_previous=0, decided_previous=0),
         "80% (56/70) approved in this period. Nothing was decided in the period of the same length before (Jan – Jun 2025)."),
        (overview(approved_previous=None), "80% (56/70) approved in this period. The data do not reach back to the period "
         "of the same length before (Jan – Jun 2025), so no change is shown."),
        (overview(approved_previous=None, compare="none", previous_from=None, previous_to=None),
         "80% (56/70) approved in this period. Comparison is off, so no change is shown."),
        (overview(approved_previous=None, previous_from=None, previous_to=None),
         "80% (56/70) approved in this period. Only a period with a first and a last day has one to compare with, "
         "so no change is shown."),
        (overview(compare="last_year"),
         "80% (56/70) approved in this period, 60% (48/80) in the same dates a year before (Jan – Jun 2025): "
         "up 20 points (5 to 33)."),
        (overview(decided=0), "Nothing is decided in this period."),
    ],
)  # fmt: skip
def test_approval_page_says_how_the_period_stands_against_the_one_before(
    row: dict[str, Any], said: str
) -> None:
    assert plain(period_sentence(row)) == said
