"""overdue_claims: which waiting claims are older than nine of ten of their payer's claims ever took."""

from __future__ import annotations

from datetime import date

import pytest

import queries
from d9311.filters import Filters
from queries import listings
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, expect

# Delta decided two claims a day for ten days: nine of ten within 10. Cigna decided one, after 30.
DECIDED = [
    {"claim_id": f"D{days}{half}", "submitted_date": "2025-01-20", "adjudicated_date": f"2025-01-{20 + days}", "paid_amount": "60"}
    for days in range(1, 11)
    for half in "ab"
]  # fmt: skip
CIGNA = [{"claim_id": "G1", "payer_name": "Cigna", "submitted_date": "2025-01-01", "adjudicated_date": "2025-01-31",
          "paid_amount": "60", "service_date": "2025-01-01"}]  # fmt: skip
WAITING = claim_lines("""
claim | corrects | patient | payer | sent       | decided    | status | paid | codes | billed |
W1    |          | P1      | Delta | 2025-01-21 |            | sent   |      |       | 10.00  | waits 11 days: one more than nine of ten took
W2    |          | P2      | Delta | 2025-01-22 |            | sent   |      |       | 20.00  | waits 10 days: not slower
W3    |          | P3      | Delta |            |            | sent   |      |       | 40.00  | never sent, as far as known: not waiting
W4    |          | P4      | Delta | 2025-01-16 | 2025-01-17 | denied | 0    | CO-97 | 80.00  | decided, then
W4b   | W4       | P4      | Delta | 2025-01-18 |            | sent   |      |       | 80.00  | sent again: has had its decision
W5    |          | P5      | Delta | 2025-01-16 |            | draft  |      |       | 160.00 | not sent: not counted
W6    |          | P6      | Cigna | 2025-01-20 |            | sent   |      |       | 7.00   | Cigna has decided one claim: measured by all payers
W7    |          | P7      | Cigna | 2025-01-23 |            | sent   |      |       | 5.00   | waits 9 days
W8    |          | P8      | Zeta  | 2025-02-02 |            | sent   |      |       | 3.00   | sent on the day after: Zeta has decided none, and did not wait yet
""")
AS_OF = date(2025, 2, 1)


@pytest.mark.slow
def test_claims_older_than_nine_of_ten_are_overdue(import_tables: ImportTables) -> None:
    # Delta: 23 with a date sent, after day 9 4/23 undecided, after day 10 2/23; all payers reach a tenth on
    # day 30
    cursor = import_tables(claims=[*DECIDED, *CIGNA, *WAITING])
    expect(
        cursor,
        "overdue_claims",
        """
        payer | waiting | overdue | threshold_days | basis      | billed |
        Cigna | 2       | 0       | 30             | all payers | 0.00   |
        Delta | 2       | 1       | 10             | own        | 10.00  |
        Zeta  | 1       | 0       | 30             | all payers | 0.00   |
        """,
        as_of=AS_OF,
    )
    expect(
        cursor,
        "overdue_claims",
        """
        payer | waiting | overdue | threshold_days | basis | billed |
        Delta | 2       | 2       | 10             | own   | 30.00  |
        """,
        as_of=date(2025, 2, 10),
        payers=("Delta",),
    )


def test_period_and_filters_change_no_threshold(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=[*DECIDED, *CIGNA, *WAITING])
    expect(
        cursor,
        "overdue_claims",
        """
        payer | waiting | threshold_days | basis      |
        Cigna | 2       | 30             | all payers |
        """,
        as_of=AS_OF,
        payers=("Cigna",),
        date_from=date(2031, 1, 1),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (
            9,
            "Delta | 1       |         |                |       |        | none of nine can be slower than nine of ten",
        ),
        (
            10,
            "Delta | 1       | 0       | 10             | own   | 0.00   | after day 9 still 10/11 x 1/9 undecided",
        ),
    ],
)
def test_below_ten_decided_nobody_knows_who_is_slow(
    import_tables: ImportTables, decided: int, expected: str
) -> None:
    waiting = {"claim_id": "W", "submitted_date": "2025-01-31", "status": "sent"}
    once_a_day = [row for row in DECIDED if row["claim_id"].endswith("a")]
    expect(
        import_tables(claims=[*once_a_day[:decided], waiting]),
        "overdue_claims",
        f"""
        payer | waiting | overdue | threshold_days | basis | billed |
        {expected}
        """,
        as_of=AS_OF,
    )


def test_worklist_names_the_slow_ones_after_those_over_sixty_days(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=[*DECIDED, *CIGNA, *WAITING])
    rows = listings.run(cursor, "episodes", Filters(as_of=date(2025, 2, 10))).set_index("episode_id")
    found = rows["attention"].dropna().to_dict()
    assert found == {
        "practice|W1|1": "slower than 9 of 10",
        "practice|W2|1": "slower than 9 of 10",
        "practice|W3|1": "open",
        "practice|W4|1": "open",
        "practice|W6|1": "open",
        "practice|W7|1": "open",
        "practice|W8|1": "open",
    }
    later = listings.run(cursor, "episodes", Filters(as_of=date(2025, 4, 1))).set_index("episode_id")
    assert later.loc["practice|W1|1", "attention"] == "open over 60 days"
    assert later.loc["practice|W1|1", "is_overdue"]


def test_nothing_waits_in_an_empty_filter(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=[*DECIDED, *CIGNA, *WAITING])
    assert queries.arrow(cursor, "overdue_claims", Filters(practices=())).num_rows == 0
