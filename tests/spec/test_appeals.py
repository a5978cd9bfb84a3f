"""appeals: who fights a denial, and what it brings."""

from __future__ import annotations

from tests.spec.drawn import Cursor, claim_lines, expect

PRACTICES = {
    "both": claim_lines("""
claim | type      | sent       | decided    | status | paid | codes  | appealed   | appeal | won |
C1    |           | 2025-01-16 | 2025-02-01 | denied | 0    | CO-252 | 2025-02-10 |        |     | 9 days later
C1    | appeal    | 2025-02-10 | 2025-03-01 | paid   | 60   |        |            |        |     | and won
C2    |           | 2025-01-16 | 2025-02-01 | denied | 0    | CO-97  | 2025-02-11 | upheld |     | lost
C3    |           | 2025-01-16 | 2025-02-01 | denied | 0    | CO-16  |            |        |     |
C3    | corrected | 2025-02-05 | 2025-02-20 | paid   | 60   |        |            |        |     | a rework
C4    |           | 2025-01-16 | 2025-02-01 | denied | 0    | CO-97  |            |        |     | left alone
C5    |           | 2025-01-16 | 2025-02-01 | paid   | 60   |        |            |        |     | never denied
C6    |           | 2025-01-16 | 2025-02-01 | denied | 0    | CO-50  | 2025-02-21 | partial | 45 | 20 days later
C7    |           | 2025-01-16 | 2025-02-01 | denied | 0    | CO-50  | 2025-02-05 |        |     | not answered yet
"""),
    "written over": claim_lines("""
claim | sent       | decided    | status | paid | appealed   | appeal     | won |
C1    | 2025-01-16 | 2025-03-01 | paid   | 60   | 2025-02-10 | overturned | 55  | the denial is gone
C2    | 2025-01-16 | 2025-03-01 | paid   | 60   | 2025-02-10 | overturned |     | what was paid
"""),
    "second waits": claim_lines("""
claim | type   | sent       | decided    | status | paid | codes | appealed   | appeal  |
C1    |        | 2025-01-16 | 2025-02-01 | denied | 0    | CO-97 | 2025-02-10 | upheld  | lost
C1    | appeal | 2025-03-10 |            | sent   |      |       | 2025-03-10 | pending | and appealed again
C2    |        | 2025-01-16 | 2025-02-01 | denied | 0    | CO-97 | 2025-02-10 | pending | not answered yet
"""),
    "rework": claim_lines("""
claim | patient | type      | sent       | decided    | status | paid | allowed | codes   |
C1    | p1      |           | 2025-01-16 | 2025-02-01 | denied | 0    |         | CO-16   |
C1    | p1      | corrected | 2025-02-05 | 2025-02-20 | paid   | 0    | 60      | PR-1:60 | all to the deductible: approved
C2    | p2      |           | 2025-01-16 | 2025-02-01 | denied | 0    |         | CO-16   |
C2    | p2      | corrected | 2025-02-05 | 2025-02-20 | denied | 0    |         | CO-16   | refused again
C3    | p3      |           | 2025-01-16 | 2025-02-01 | paid   | 60   |         |         | approved without rework
"""),
    "none": claim_lines("""
claim | payer | decided    | status | paid | codes |
C1    | Delta | 2025-02-01 | denied | 0    | CO-97 |
C2    | Aetna | 2025-02-01 | paid   | 60   |       | never denied: no row
"""),
}  # fmt: skip


def test_appeals_and_reworks_of_a_denial_are_kept_apart(practices: Cursor) -> None:
    expect(
        practices,
        "appeals",
        """
        denied | appealed | decided | overturned | overturn_rate | recovered | reworked | rework_paid |
        6      | 4        | 3       | 2          | 0.667         | 105.00    | 1        | 1           |
        """,
        practices=("both",),
    )
    expect(
        practices,
        "appeals",
        """
        payer | median_days_to_appeal |
        Delta | 9.500                 | 4, 9, 10 and 20 days
        """,
        practices=("both",),
    )


def test_win_written_over_the_denial_is_recovered_too(practices: Cursor) -> None:
    expect(
        practices,
        "appeals",
        """
        denied | appealed | decided | overturned | recovered | median_days_to_appeal |
        2      | 2        | 2       | 2          | 115.00    |                       | 55 and 60
        """,
        practices=("written over",),
    )


def test_an_answer_to_the_first_appeal_counts_while_a_second_waits(practices: Cursor) -> None:
    expect(
        practices,
        "appeals",
        "denied | appealed | decided\n2 | 2 | 1",
        practices=("second waits",),
    )


def test_a_rework_is_paid_where_it_was_approved_at_zero_too(practices: Cursor) -> None:
    expect(practices, "appeals", "denied | reworked | rework_paid\n2 | 2 | 1", practices=("rework",))
    found = practices.execute(
        "select root_claim_id, reworked, rework_paid from episodes where practice_id = 'rework' order by 1"
    )
    assert found.fetchall() == [("C1", True, True), ("C2", True, False), ("C3", False, False)]


def test_payer_without_appeals_has_no_overturn_rate(practices: Cursor) -> None:
    expect(
        practices,
        "appeals",
        """
        payer | denied | appealed | decided | overturn_rate | recovered | median_days_to_appeal
        Delta | 1      | 0        | 0       |               | 0.00      |
        """,
        practices=("none",),
    )
