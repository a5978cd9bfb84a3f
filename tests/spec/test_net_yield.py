"""net_yield: what a consultation brings, over all of them, and per hour."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | payer | order | service    | sent       | decided    | status   | paid | patient_responsibility | codes
C1    | Delta | P     | 2025-01-10 | 2025-01-11 | 2025-02-01 | received | 60   | 15                     |        | paid, 15 by the patient
C2    | Delta | P     | 2025-01-10 | 2025-01-11 | 2025-02-01 | received | 0    |                        | CO-252 | denied: nothing
C3    | Delta | P     | 2025-01-10 | 2025-01-11 |            | sent     |      |                        |        | not decided yet
C4    | Aetna | P     | 2025-01-10 | 2025-01-11 | 2025-02-01 | received | 48   | 12                     |        | the patient owes 12,
C4    | Aetna | S     | 2025-01-10 | 2025-02-02 | 2025-02-20 | received | 8    |                        | OA-23  | of which another payer pays 8
C5    | Aetna | P     | 2025-01-10 | 2025-01-11 | 2025-02-01 | void     | 60   |                        |        | taken out: brings nothing
C9    | Aetna | P     | 2025-03-31 | 2025-03-31 |            | draft    |      |                        |        | the claims reach to here
""")
RECORDS = consultations("""
consultation | claim | date       | duration_minutes |
K1           | C1    | 2025-01-10 | 10               |
K2           | C2    | 2025-01-10 | 20               |
K3           | C3    | 2025-01-10 |                  |
K4           | C4    | 2025-01-10 | 0                | no time at all is no time known
K5           | C5    | 2025-01-10 |                  |
K6           |       | 2025-01-12 | 15               | never billed: brings nothing
K7           |       | 2025-03-28 |                  | 3 days old: may be billed yet
K8           |       | 2024-12-31 |                  | before the claims begin
""")
TWO_PAYERS = claim_lines("""
claim | patient | payer | sent       | decided    | status   | paid | patient_responsibility |
C1    | p1      | Delta | 2025-01-20 | 2025-02-01 | received | 40   | 30                     | owes 30,
C1    | p1      | Aetna | 2025-02-05 | 2025-02-20 | received | 20   |                        | of which 20 are paid later
""")
TWO_CLAIMS = claim_lines("""
claim | patient | payer | order | sent       | decided    | status   | paid | codes
C1    | p1      | Delta | P     | 2025-01-20 | 2025-02-01 | received | 0    | CO-109 | sent to the wrong one,
C2    | p1      | Aetna | P     | 2025-02-05 | 2025-02-20 | received | 40   |        | then to the right one,
C2    | p1      | Zeta  | S     | 2025-02-25 | 2025-03-10 | received | 8    | OA-23  | and to that one's second
""")
OF_ONE = consultations("consultation | claim | date |\nK1 | C1 | 2025-01-15 |")
PRACTICES = {"second payer": (TWO_PAYERS, OF_ONE), "two claims": (TWO_CLAIMS, OF_ONE)}


@pytest.mark.slow
def test_yield_is_over_all_consultations_whatever_became_of_them(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "net_yield",
        """
        payer | consultations | billed | undecided | mature_share | paid   | patient_share | net    | net_yield | outside |
        all   | 7             | 4      | 2         | 0.714        | 116.00 | 19.00         | 135.00 | 19.286    | 1       | 60 + 48 + 8, 15 + 12 - 8
        Aetna | 2             | 1      | 0         | 1.000        | 56.00  | 4.00          | 60.00  | 30.000    | 0       |
        Delta | 3             | 3      | 1         | 0.667        | 60.00  | 15.00         | 75.00  | 25.000    | 0       |
              | 2             | 0      | 1         | 0.500        | 0.00   | 0.00          | 0.00   | 0.000     | 1       | without a billing: no payer
        """,
    )


def test_hours_are_those_of_the_timed_ones_and_their_money(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "net_yield",
        """
        payer | timed | minutes | hourly_yield |
        all   | 3     | 45.000  | 100.000      | 75 + 0 + 0 dollars in 45 minutes
        Aetna | 0     |         |              | unknown, not zero
        Delta | 2     | 30.000  | 150.000      |
              | 1     | 15.000  | 0.000        |
        """,
    )


@pytest.mark.slow
def test_without_minutes_there_is_no_yield_per_hour(import_tables: ImportTables) -> None:
    records = [{name: cell for name, cell in row.items() if name != "duration_minutes"} for row in RECORDS]
    expect(
        import_tables(CLAIMS, records),
        "net_yield",
        """
        payer | consultations | timed | minutes | hourly_yield |
        all   | 7             | 0     |         |              |
        Aetna | 2             | 0     |         |              |
        Delta | 3             | 0     |         |              |
              | 2             | 0     |         |              |
        """,
    )


@pytest.mark.slow
def test_money_that_is_not_exported_is_unknown(import_tables: ImportTables) -> None:
    claims = [
        {name: cell for name, cell in row.items() if name != "patient_responsibility"} for row in CLAIMS
    ]
    expect(
        import_tables(claims, RECORDS),
        "net_yield",
        """
        payer | paid   | patient_share | net | net_yield | hourly_yield |
        all   | 116.00 |               |     |           |              |
        Aetna | 56.00  |               |     |           |              |
        Delta | 60.00  |               |     |           |              |
              | 0.00   |               |     |           |              |
        """,
    )


@pytest.mark.slow
def test_second_payer_of_another_name_is_part_of_the_billing(practices: Cursor) -> None:
    expect(
        practices,
        "net_yield",
        """
        payer | consultations | paid  | patient_share | net   |
        all   | 1             | 60.00 | 10.00         | 70.00 |
        Delta | 1             | 60.00 | 10.00         | 70.00 |
        """,
        practices=("second payer",),
    )


@pytest.mark.slow
def test_another_payer_of_any_claim_of_the_billing_pays_once(practices: Cursor) -> None:
    expect(practices, "net_yield", "payer | paid\nall | 48.00\nDelta | 48.00", practices=("two claims",))


def test_recent_consultations_are_undecided_for_a_fortnight(import_tables: ImportTables) -> None:
    for day, undecided in ((date(2025, 4, 10), "2"), (date(2025, 4, 11), "1")):
        expect(
            import_tables(CLAIMS, RECORDS),
            "net_yield",
            f"payer | undecided\nall | {undecided}\nAetna | 0\nDelta | 1\n | {int(undecided) - 1}",
            as_of=day,
        )


def test_nothing_in_the_filter_is_one_row_of_nothing(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "net_yield",
        """
        payer | consultations | billed | undecided | mature_share | paid | net_yield | timed | outside |
        all   | 0             | 0      | 0         |              |      |           | 0     | 0       |
        """,
        practices=(),
    )
