"""Months against each other: only mature ones are judged, and below twelve there are no limits."""

from __future__ import annotations

import queries
from d9311.filters import Filters
from tests.spec.drawn import Cursor, expect


def month(name: str, approved: int, denied: int, pending: int = 0) -> list[dict[str, str]]:
    """The claims of one month, each of its own patient."""
    common = {"service_date": f"{name}-10", "submitted_date": f"{name}-11"}
    answered = {**common, "adjudicated_date": f"{name}-25"}
    rows = [{**answered, "paid_amount": "60"}] * approved
    rows += [{**answered, "paid_amount": "0", "adjustment_codes": "CO-97"}] * denied
    rows += [{**common, "status": "sent"}] * pending
    return [{**row, "claim_id": f"{name}/{number}"} for number, row in enumerate(rows)]


STEADY = [
    row
    for number in range(1, 12)
    for row in month(f"2024-{number:02d}", 13 + 4 * (number % 2), 7 - 4 * (number % 2))  # up and down
]
SENT_TWICE = {
    "claim_id": "A",
    "service_date": "2025-03-10",
    "adjudicated_date": "2025-03-25",
    "adjustment_codes": "OA-18",
}
PRACTICES = {
    "far off": [*STEADY, *month("2024-12", 2, 18), *month("2025-01", 0, 5, pending=15)],
    "three months": [*month("2025-01", 3, 1), *month("2025-02", 1, 3), *month("2025-03", 2, 2)],
    "sent twice": [*month("2025-01", 3, 1), *month("2025-02", 1, 0, pending=1), SENT_TWICE],
}  # fmt: skip


def test_a_month_far_off_completes_a_rule_and_an_immature_one_none(practices: Cursor) -> None:
    chosen = Filters(practices=("far off",))
    rows = queries.arrow(practices, "approval_signals", chosen).to_pylist()
    assert [row["rules"] for row in rows] == [""] * 11 + ["point_outside", ""]
    assert [row["mature"] for row in rows] == [True] * 12 + [False]
    assert rows[-1]["centre"] is None
    assert rows[0]["centre"] == (6 * 17 + 5 * 13 + 2) / 240


def test_below_twelve_months_there_is_a_median_and_no_limit(practices: Cursor) -> None:
    expect(
        practices,
        "approval_signals",
        """
        month   | decided | approved | approval_rate | centre | limit_low | rules |
        2025-01 | 4       | 3        | 0.750         | 0.500  |           |       |
        2025-02 | 4       | 1        | 0.250         | 0.500  |           |       |
        2025-03 | 4       | 2        | 0.500         | 0.500  |           |       |
        """,
        practices=("three months",),
    )


def test_a_month_in_which_nothing_could_be_decided_is_neither_mature_nor_not(
    practices: Cursor,
) -> None:
    drawn = "month | decided | mature |\n2025-01 | 4 | yes |\n2025-02 | 1 | no |\n2025-03 | 0 | |"
    expect(practices, "approval_signals", drawn, practices=("sent twice",))
    expect(practices, "approval_trend", drawn, practices=("sent twice",))
