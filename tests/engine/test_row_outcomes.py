"""Outcome of one D9311 row: the first rule that fits, and the rule is kept."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor
from tests.tables import draw

pytestmark = pytest.mark.slow

# One row per claim: what the export says, then the outcome and the rule that decides it.
ROWS = """
claim_id | payer_order | claim_type | status | submission_type | adjudicated_date | paid_amount | allowed_amount | patient_responsibility | adjustment_codes | outcome | rule | appeal_outcome
A1  | secondary |            | paid     |          | 2025-02-01 | 40  | 60 |    |               | secondary        | other_payer
A2  | 2         |            | paid     |          | 2025-02-01 | 40  | 60 |    |               | secondary        | other_payer
A3  |           |            | paid     |          | 2025-02-01 | 40  | 60 |    | OA-23:20      | secondary        | other_payer
A4  | primary   |            | paid     |          | 2025-02-01 | 40  | 60 |    | OA-23:20      | approved_paid    | paid
A5  | fourth    |            | paid     |          | 2025-02-01 | 40  | 60 |    |               | approved_paid    | paid
A6  |           | S          | paid     |          | 2025-02-01 | 40  | 60 |    |               | secondary        | other_payer
B1  |           |            | preauth  |          | 2025-02-01 | 40  | 60 |    |               | predetermined    | predetermination
B2  |           | PB         | received |          | 2025-02-01 | 0   | 60 |    |               | predetermined    | predetermination
B3  |           |            | received |          | 2025-02-01 | 0   | 60 |    | OA-101        | predetermined    | predetermination
C1  |           |            | voided   |          |            |     |    |    |               | void             | void
C2  |           |            | received | 8        | 2025-02-01 | 60  | 60 |    |               | void             | void
D1  |           |            | takeback |          | 2025-02-01 |     |    |    |               | reversal         | reversal
D2  |           |            | received |          | 2025-02-01 | -60 | 60 |    |               | reversal         | reversal
D3  |           |            | received |          | 2025-02-01 | 0   | -5 |    |               | reversal         | reversal
E1  |           |            | Waiting to send |   |            |     |    |    |               | unsent           | unsent
F1  |           |            | rejected |          |            |     |    |    |               | rejected         | front_end
F2  |           |            | rejected |          | 2025-02-01 |     |    |    | CO-97         | denied           | denial_code
F3  |           |            | rejected |          | 2025-02-01 | 0   |    |    |               | indeterminate    | zero_unexplained
G1  |           |            | received |          | 2025-02-01 | 0   |    |    | CO-24         | capitated        | capitation
G2  |           | Cap        | received |          | 2025-02-01 |     |    |    |               | capitated        | capitation
G3  |           | Cap        | received |          | 2025-02-01 | 10  |    |    |               | approved_paid    | paid
H1  |           |            | received |          | 2025-02-01 | 0   | 0  |    | OA-18         | duplicate        | duplicate
H2  |           |            | denied   |          | 2025-02-01 |     |    |    | B13           | duplicate        | duplicate
H3  |           |            | denied   |          | 2025-02-01 |     |    |    | N522          | duplicate        | duplicate
H4  |           |            | received |          | 2025-02-01 | 50  | 60 |    | OA-18         | approved_paid    | paid
I1  |           |            | partially paid |    | 2025-02-01 | 20  | 60 |    |               | approved_reduced | paid_reduced
I2  |           |            | received |          | 2025-02-01 | 20  | 60 |    | CO-169        | approved_reduced | paid_reduced
J1  |           |            | denied   |          | 2025-02-01 | 20  | 60 |    |               | approved_paid    | paid
K1  |           |            | received |          | 2025-02-01 | 0   |    |    | CO-133        | pending          | in_review
K2  |           |            | denied   |          | 2025-02-01 |     |    |    | 257           | pending          | in_review
L1  |           |            | sent     |          |            |     |    |    |               | pending          | awaiting
L2  |           |            | in appeal |         |            |     |    |    |               | pending          | awaiting
R1  |           |            | in appeal |         |            |     |    |    | CO-97         | pending          | awaiting         | pending
R2  |           |            | in appeal |         |            |     |    |    | CO-97         | denied           | denial_code      | upheld
L3  |           |            | received |          |            |     |    |    |               | pending          | awaiting
L4  |           |            | received |          |            | 0   |    |    |               | indeterminate    | zero_unexplained
L5  |           |            | received |          |            |     |    |    | CO-45         | indeterminate    | zero_unexplained
M1  |           |            | received |          | 2025-02-01 | 0   |    |    | PR-119        | exhausted        | benefit_used_up
M2  |           |            | denied   |          | 2025-02-01 | 0   |    |    | PR-35, PR-149 | exhausted        | benefit_used_up
M3  |           |            | received |          | 2025-02-01 | 0   |    |    | PR-119 M86    | denied           | denial_code
M4  |           |            | received |          | 2025-02-01 | 0   |    |    | PR-119, CO-97 | denied           | denial_code
N1  |           |            | denied   |          | 2025-02-01 | 0   |    |    |               | denied           | status_denied
N2  |           |            | received |          | 2025-02-01 | 0   | 60 |    | CO-97         | denied           | denial_code
N3  |           |            | received |          | 2025-02-01 | 0   |    |    | N706          | denied           | denial_code
N4  |           |            | received |          | 2025-02-01 | 0   | 60 |    | PR-1:60 N706  | approved_zero    | patient_share
N5  |           |            | received |          | 2025-02-01 | 0   |    |    | N130          | indeterminate    | zero_unexplained
N6  |           |            | received |          | 2025-02-01 | 0   |    |    | MA130 N130    | indeterminate    | zero_unexplained
N7  |           |            | received |          | 2025-02-01 | 0   |    |    | CO-45 N29     | denied           | denial_code
O1  |           |            | received |          | 2025-02-01 | 0   |    |    | CO-45, PR-1   | approved_zero    | patient_share
O2  |           |            | received |          | 2025-02-01 | 0   |    |    | PR-100        | approved_zero    | patient_share
O3  |           |            | paid     |          | 2025-02-01 | 0   | 60 |    |               | approved_zero    | patient_share
P1  |           |            | received |          | 2025-02-01 | 0   |    |    | CO-399        | indeterminate    | unmapped_code
Q1  |           |            | paid     |          | 2025-02-01 | 0   |    |    |               | indeterminate    | zero_unexplained
Q2  |           |            | mystery  |          | 2025-02-01 | 0   |    |    | CO-45         | indeterminate    | zero_unexplained
"""


DRAWN = draw(ROWS)
PRACTICES = {
    "rules": [
        {name: value for name, value in row.items() if name not in ("outcome", "rule")}
        | {"service_date": f"2025-01-{number % 28 + 1:02d}", "patient_id": f"p{number}"}
        for number, row in enumerate(DRAWN)
    ],
    "contradictions": draw("""
claim_id | patient_id | status | adjudicated_date | paid_amount | allowed_amount | adjustment_codes |
A        | p1         | denied | 2025-02-01       | 20          | 60             |          | paid although denied
B        | p2         | paid   | 2025-02-01       |             |                |          | paid, but nothing was
C        | p3         | denied | 2025-02-01       | 0           | 60             | PR-1:60  | denied, but to the deductible
D        | p4         | paid   | 2025-02-01       | 0           | 60             |          | no contradiction: allowed
E        | p5         | denied | 2025-02-01       | 0           |                | CO-97    | no contradiction
F        | p6         | denied | 2025-02-01       | 0           |                | CO-97 PR-1:20 | no contradiction: a reason stands beside
G        | p7         | hold   | 2025-02-01       | 60          | 60             |          | paid before it was sent
H        | p8         | hold   |                  |             |                |          | no contradiction: not sent
I        | p9         | rejected |                | 60          | 60             |          | paid though nobody took it
"""),
    "allowed": draw("""
claim_id | patient_id | adjudicated_date | paid_amount | allowed_amount | patient_responsibility | adjustment_codes | expected
A        | p1         | 2025-02-01       | 40          |                |                        | PR-1:10 PR-2:15  | 65.00
B        | p2         | 2025-02-01       | 40          |                | 20                     |                  | 60.00
C        | p3         | 2025-02-01       | 40          |                | 60                     |                  |
D        | p4         | 2025-02-01       | 0           |                | 20                     |                  |
E        | p5         | 2025-02-01       | 0           |                | 20                     | CO-97 PR-1:20    |
F        | p6         | 2025-02-01       | 40          | 55             | 20                     | PR-1:20          | 55.00
""".replace("| expected", "|")),
}  # fmt: skip


def test_each_row_gets_the_first_rule_that_fits(practices: Cursor) -> None:
    found = practices.execute(
        "select claim_id, outcome, rule from claim_lines_d9311 where practice_id = 'rules'"
    ).fetchall()
    expected = {row["claim_id"]: (row["outcome"], row["rule"]) for row in DRAWN}
    assert {claim: (outcome, rule) for claim, outcome, rule in found} == expected


def test_contradictions_of_status_and_money_are_flagged(practices: Cursor) -> None:
    flagged = practices.execute(
        "select claim_id from claim_lines_d9311 where conflict and practice_id = 'contradictions' order by 1"
    ).fetchall()
    assert flagged == [("A",), ("B",), ("C",), ("G",), ("I",)]


def test_blank_allowed_amount_is_read_from_what_was_paid_and_owed(practices: Cursor) -> None:
    allowed = practices.execute(
        "select claim_id, allowed from claim_lines_d9311 where practice_id = 'allowed' order by 1"
    ).fetchall()
    assert [(claim, str(value)) for claim, value in allowed] == [
        ("A", "65.00"),
        ("B", "60.00"),
        ("C", "None"),  # paid and owed together are all that was billed: the allowed amount stays unknown
        ("D", "None"),  # nothing was paid
        ("E", "None"),  # denied
        ("F", "55.00"),  # the export says it
    ]
