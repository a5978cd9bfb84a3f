"""approval_by_payer: which episodes a rate counts, what stands beside it, and its money."""

from __future__ import annotations

from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, expect

EVERY_OUTCOME = claim_lines("""
claim | sent       | decided    | status   | paid | allowed | codes  |
C1    | 2025-01-16 | 2025-01-26 | paid     | 60   | 60      | CO-45  | approved
C2    | 2025-01-16 | 2025-01-28 | denied   | 0    |         | CO-97  | denied
C3    | 2025-01-16 | 2025-02-05 | denied   | 0    |         | PR-26  | denied, but coverage began later
C4    | 2025-01-16 |            | sent     |      |         |        | still pending: in no rate
C5    | 2025-01-16 | 2025-01-27 | received | 0    | 0       | PR-119 | maximum used up: no verdict on D9311
C6    | 2025-01-16 | 2025-01-27 | received | 0    | 0       | OA-18  | the payer has this claim already
C7    | 2025-01-16 | 2025-01-27 | received | 0    | 0       |        | nothing paid, no reason given
C8    |            |            | draft    |      |         |        | never sent: not counted at all
C9    | 2025-01-16 |            | rejected |      |         |        | never reached the payer: not counted
C10   | 2025-01-16 |            | void     |      |         |        | cancelled: not counted
C11   | 2025-01-16 | 2025-01-27 | received | 0    | 0       | CO-24  | paid by the month: not counted
""")
PRACTICES = {
    "every outcome": EVERY_OUTCOME,
    "deductible": claim_lines("""
claim | decided    | status   | paid | allowed | codes   |
C1    | 2025-01-26 | received | 0    | 60      | PR-1:60 | the patient owes the allowed amount
C2    | 2025-01-26 | received | 0    | 60      | CO-97   | the fee schedule's amount, yet denied
"""),
    "pending": claim_lines("""
claim | sent       | status | paid |
C1    | 2025-01-16 | sent   |      | still pending
"""),
    "two answers": claim_lines("""
claim | sent       | decided    | status | paid | codes  |
C1    | 2025-01-16 | 2025-01-26 | denied | 0    | CO-252 | the first answer
C1    | 2025-02-01 | 2025-02-20 | paid   | 60   |        | the last answer
C2    | 2025-01-16 | 2025-01-26 | paid   | 60   |        |
"""),
    "payers": claim_lines("""
claim | payer        | decided    | status | paid |
C1    | anthem       | 2025-01-26 | paid   | 60   |
C2    | Zenith       | 2025-01-26 | denied | 0    |
C3    | Delta Dental | 2025-01-26 | paid   | 60   |
C4    | DELTA DENTAL | 2025-01-26 | denied | 0    | the same payer in another spelling
C5    | Delta Dental | 2025-01-26 | paid   | 60   |
"""),
    "evidence": claim_lines(
    "claim | payer | status | decided | paid\n"
    + "\n".join(f"F{number} | Four | paid | 2025-01-26 | 60" for number in range(4))
    + "\nF9 | Four | sent | | | pending: makes no evidence\n"
    + "\n".join(f"V{number} | Five | paid | 2025-01-26 | 60" for number in range(5))
    + "\n"
    + "\n".join(f"T{number} | Thirty | denied | 2025-01-26 | 0" for number in range(30))
),
}  # fmt: skip


def test_only_approved_and_denied_episodes_make_the_rate(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        episodes | decided | approved | denied | exhausted | pending | indeterminate | duplicate
        7        | 3       | 1        | 2      | 1         | 1       | 1             | 1
        """,
        practices=("every outcome",),
    )


def test_denials_of_the_plan_leave_the_code_rate_alone(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        approval_rate | denied_not_on_code | code_approval_rate |
        0.333         | 1                  | 0.500              | C3 says nothing about D9311
        """,
        practices=("every outcome",),
    )


def test_money_days_and_paid_lines_cover_counted_episodes_only(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        paid_lines | paid_rate | billed | allowed | paid  | median_days | evidence |
        1          | 0.250     | 700.00 | 60.00   | 60.00 | 11.500      | few      | days 10, 12, 20, 11
        """,
        practices=("every outcome",),
    )


def test_deductible_is_approved_although_nothing_was_paid(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        decided | approved | approval_rate | paid_lines | paid_rate
        2       | 1        | 0.500         | 0          | 0.000
        """,
        practices=("deductible",),
    )


def test_rates_without_a_decision_are_null_never_zero(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        episodes | decided | approval_rate | ci_low | ci_high | paid_rate | code_approval_rate | median_days
        1        | 0       |               |        |         |           |                    |
        """,
        practices=("pending",),
    )


def test_first_rate_is_null_when_no_history_is_kept(import_tables: ImportTables) -> None:
    claims = claim_lines("""
    claim | decided    | status | paid |
    C1    | 2025-01-26 | paid   | 60   | the only answer known: an earlier denial would not show
    """)
    expect(
        import_tables(claims=claims),
        "approval_by_payer",
        """
        approval_rate | first_decided | first_approved | first_approval_rate
        1.000         | 1             | 1              |
        """,
    )


def test_first_rate_goes_by_the_first_of_two_answers(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        approval_rate | first_decided | first_approved | first_approval_rate
        1.000         | 2             | 1              | 0.500
        """,
        practices=("two answers",),
    )


def test_money_of_an_absent_column_is_null_not_zero(import_tables: ImportTables) -> None:
    claims = claim_lines("""
    claim | decided    | status | paid |
    C1    | 2025-01-26 | paid   | 60   | the export has no allowed amounts
    C2    | 2025-01-26 | denied |      | blank counts as nothing paid
    """)
    expect(
        import_tables(claims=claims),
        "approval_by_payer",
        """
        billed | allowed | paid
        200.00 |         | 60.00
        """,
    )


def test_payers_are_rows_in_code_point_order(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        payer        | episodes | approval_rate | evidence
        Delta Dental | 3        | 0.667         | few
        Zenith       | 1        | 0.000         | few
        anthem       | 1        | 1.000         | few
        """,
        practices=("payers",),
    )


def test_evidence_goes_by_decided_episodes_not_by_all(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_payer",
        """
        payer  | episodes | decided | evidence
        Five   | 5        | 5       | some
        Four   | 5        | 4       | few
        Thirty | 30       | 30      | enough
        """,
        practices=("evidence",),
    )
