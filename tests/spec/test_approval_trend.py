"""approval_trend: months of the date basis, and which of them are mature."""

from __future__ import annotations

from datetime import date

from tests.spec.drawn import Cursor, claim_lines, expect

MONTHS = claim_lines("""
claim | service    | sent       | decided    | status   | paid | codes |
C1    | 2025-01-31 | 2025-02-01 | 2025-03-01 | paid     | 60   |       |
C2    | 2025-01-10 | 2025-01-11 | 2025-02-20 | denied   | 0    | CO-97 |
C3    | 2025-03-05 | 2025-03-06 |            | sent     |      |       | still pending
C4    | 2025-03-05 |            |            | received | 0    | OA-18 | a duplicate makes no month mature
C5    | 2025-04-01 | 2025-04-02 |            | received | 0    | OA-18 | nothing but a duplicate
""")
NINE_OF_TEN = claim_lines(
    "claim | service | status | decided | paid\n"
    + "\n".join(f"J{number} | 2025-01-15 | paid | 2025-02-01 | 60" for number in range(9))
    + "\nJ9 | 2025-01-15 | sent | | | one of ten is pending\n"
    + "\n".join(f"F{number} | 2025-02-15 | paid | 2025-03-01 | 60" for number in range(8))
    + "\nF9 | 2025-02-15 | sent | | | one of nine is pending\n"
)
PRACTICES = {"months": MONTHS, "nine of ten": NINE_OF_TEN}


def test_month_is_that_of_the_service_date(practices: Cursor) -> None:
    expect(
        practices,
        "approval_trend",
        """
        month   | episodes | decided | pending | duplicate | approval_rate | billed | paid  |
        2025-01 | 2        | 2       | 0       | 0         | 0.500         | 200.00 | 60.00 | no February
        2025-03 | 2        | 0       | 1       | 1         |               | 200.00 | 0.00  |
        2025-04 | 1        | 0       | 0       | 1         |               | 100.00 | 0.00  |
        """,
        practices=("months",),
    )


def test_submitted_basis_puts_unsent_dates_in_a_last_row(practices: Cursor) -> None:
    expect(
        practices,
        "approval_trend",
        """
        month   | episodes |
        2025-01 | 1        |
        2025-02 | 1        |
        2025-03 | 1        |
        2025-04 | 1        |
                | 1        | C4 has no submission date
        """,
        date_basis="submitted",
        practices=("months",),
    )


def test_undated_episodes_are_left_out_when_a_bound_is_set(practices: Cursor) -> None:
    expect(
        practices,
        "approval_trend",
        """
        month   | episodes |
        2025-02 | 1        | decided on 20 February; the undecided have no date
        """,
        date_basis="decided",
        date_to=date(2025, 2, 28),
        practices=("months",),
    )


def test_both_bounds_of_the_period_are_inclusive(practices: Cursor) -> None:
    expect(
        practices,
        "approval_trend",
        """
        month   | episodes
        2025-01 | 2
        """,
        date_from=date(2025, 1, 10),
        date_to=date(2025, 1, 31),
        practices=("months",),
    )


def test_month_is_mature_from_nine_tenths_answered(practices: Cursor) -> None:
    expect(
        practices,
        "approval_trend",
        """
        month   | maturity | mature
        2025-01 | 0.900    | yes
        2025-02 | 0.889    | no
        """,
        practices=("nine of ten",),
    )


def test_month_of_duplicates_only_has_no_maturity(practices: Cursor) -> None:
    expect(
        practices,
        "approval_trend",
        """
        month   | maturity | mature
        2025-01 | 1.000    | yes
        2025-03 | 0.000    | no
        2025-04 |          |
        """,
        practices=("months",),
    )
