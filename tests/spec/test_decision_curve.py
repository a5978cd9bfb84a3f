"""decision_curve: so many days after it was sent, a claim is approved, denied or still undecided."""

from __future__ import annotations

from datetime import date

import pytest

import queries
from d9311.conditions.rows import narrow
from d9311.filters import Filters
from d9311.frames import records
from d9311.ui.behind.counts import behind
from queries import listings
from tests.spec.drawn import Cursor, claim_lines, expect

CLAIMS = claim_lines("""
claim | corrects | patient | payer | sent       | decided    | status | paid | codes  |
C1    |          | P1      | Delta | 2025-01-16 | 2025-01-26 | paid   | 60   |        | approved after 10 days
C2    |          | P2      | Delta | 2025-01-16 | 2025-02-05 | denied | 0    | CO-97  | first denied after 20 days
C2b   | C2       | P2      | Delta | 2025-02-10 | 2025-02-20 | paid   | 60   |        | won back: the first decision counts
C3    |          | P3      | Aetna | 2025-01-16 | 2025-02-05 | denied | 0    | CO-119 | benefit used up after 20 days
C4    |          | P4      | Aetna | 2025-01-16 |            | sent   |      |        | undecided after 44 days
C5    |          | P5      | Aetna | 2025-01-16 | 2025-01-26 | denied | 0    | CO-97  | denied after 10 days
C6    |          | P6      | Delta |            | 2025-01-20 | paid   | 60   |        | no submission date: left out
C7    |          | P7      | Delta | 2025-01-16 | 2025-01-10 | paid   | 60   |        | decided before it was sent: left out
C8    |          | P8      | Delta | 2025-01-16 |            | void   |      |        | void: not counted
""")
AS_OF = date(2025, 3, 1)
CURVE = Filters(practices=("curve",), as_of=AS_OF)
ALL_PAID = claim_lines("""
claim | patient | payer | sent       | decided    | status | paid | codes |
C1    | P1      | Delta | 2025-01-01 | 2025-01-11 | paid   | 60   |       |
C2    | P2      | Delta | 2025-01-02 | 2025-01-12 | paid   | 60   |       |
C3    | P3      | Delta | 2025-01-03 | 2025-01-17 | paid   | 60   |       |
C4    | P4      | Delta | 2025-01-04 | 2025-01-24 | paid   | 60   |       |
C5    | P5      | Delta | 2025-01-05 | 2025-01-30 | paid   | 60   |       |
""")
DENIED_AFTER = (9, 11, 12, 14, 21, 35)
ALL_DENIED = [
    {"claim_id": f"C{day}", "submitted_date": "2025-01-01", "adjudicated_date": f"2025-{1 + day // 31:02}-{1 + day % 31:02}"}
    | {"patient_id": f"P{day}", "paid_amount": "0", "adjustment_codes": "CO-97"}
    for day in DENIED_AFTER
]  # fmt: skip
PRACTICES = {"curve": CLAIMS, "all paid": ALL_PAID, "all denied": ALL_DENIED}


@pytest.mark.slow
def test_each_day_holds_what_left_on_it_and_the_shares_so_far(practices: Cursor) -> None:
    expect(
        practices,
        "decision_curve",
        """
        payer | day | at_risk | approved | denied | exhausted | censored | share_undecided | share_approved | share_denied | share_exhausted |
        all   | 10  | 5       | 1        | 1      | 0         | 0        | 0.600           | 0.200          | 0.200        | 0.000           |
        all   | 20  | 3       | 0        | 1      | 1         | 0        | 0.200           | 0.200          | 0.400        | 0.200           |
        all   | 44  | 1       | 0        | 0      | 0         | 1        | 0.200           | 0.200          | 0.400        | 0.200           |
        Aetna | 10  | 3       | 0        | 1      | 0         | 0        | 0.667           | 0.000          | 0.333        | 0.000           |
        Aetna | 20  | 2       | 0        | 0      | 1         | 0        | 0.333           | 0.000          | 0.333        | 0.333           |
        Aetna | 44  | 1       | 0        | 0      | 0         | 1        | 0.333           | 0.000          | 0.333        | 0.333           |
        Delta | 10  | 2       | 1        | 0      | 0         | 0        | 0.500           | 0.500          | 0.000        | 0.000           |
        Delta | 20  | 1       | 0        | 1      | 0         | 0        | 0.000           | 0.500          | 0.500        | 0.000           |
        """,
        as_of=AS_OF,
        practices=("curve",),
    )


def test_curve_falls_to_the_days_of_decision_time(practices: Cursor) -> None:
    curve = queries.arrow(practices, "decision_curve", CURVE).to_pylist()
    times = queries.arrow(practices, "decision_time", CURVE).to_pylist()
    for group in times:
        rows = [row for row in curve if row["payer"] == group["payer"]]
        assert rows[0]["at_risk"] == group["episodes"]
        half = [row["day"] for row in rows if row["share_undecided"] <= 0.5]
        assert (half or [None])[0] == group["median_days"]


def test_rows_behind_the_counts_of_a_day_add_up_to_them(practices: Cursor) -> None:
    episodes = listings.run(practices, "episodes", CURVE)
    for row in records(queries.run(practices, "decision_curve", CURVE)):
        for ending in ("approved", "denied", "exhausted"):
            conditions = behind("decision_curve", ending, row)
            assert conditions is not None
            assert len(narrow(episodes, conditions)) == row[ending]


def test_nothing_in_the_filter_has_no_curve(practices: Cursor) -> None:
    assert queries.arrow(practices, "decision_curve", Filters(payers=(), practices=("curve",))).num_rows == 0


@pytest.mark.slow
def test_claims_that_all_ended_the_same_way_end_at_one_without_an_interval(
    practices: Cursor,
) -> None:
    expect(
        practices,
        "decision_curve",
        """
        payer | day | approved | share_undecided | undecided_low | share_approved | approved_low | approved_high | share_denied |
        all   | 10  | 2        | 0.600           | 0.126         | 0.400          | 0.052        | 0.753         | 0.000        |
        all   | 14  | 1        | 0.400           | 0.052         | 0.600          | 0.126        | 0.882         | 0.000        |
        all   | 20  | 1        | 0.200           | 0.008         | 0.800          | 0.204        | 0.969         | 0.000        |
        all   | 25  | 1        | 0.000           |               | 1.000          |              |               | 0.000        |
        Delta | 10  | 2        | 0.600           | 0.126         | 0.400          | 0.052        | 0.753         | 0.000        |
        Delta | 14  | 1        | 0.400           | 0.052         | 0.600          | 0.126        | 0.882         | 0.000        |
        Delta | 20  | 1        | 0.200           | 0.008         | 0.800          | 0.204        | 0.969         | 0.000        |
        Delta | 25  | 1        | 0.000           |               | 1.000          |              |               | 0.000        |
        """,
        practices=("all paid",),
    )


@pytest.mark.slow
def test_claims_that_were_all_denied_end_at_one_without_an_interval(practices: Cursor) -> None:
    last = queries.arrow(practices, "decision_curve", Filters(practices=("all denied",))).to_pylist()[-1]
    shares = ("share_undecided", "share_approved", "share_denied", "denied_low", "denied_high")
    assert [last[name] for name in shares] == [0, 0, 1, None, None]
