"""approval_by_plan: the same figures by payer and plan."""

from __future__ import annotations

from tests.spec.drawn import Cursor, claim_lines, expect

PLANS = claim_lines("""
claim | payer | plan | decided    | status | paid |
C1    | Delta | PPO  | 2025-01-26 | paid   | 60   |
C2    | Delta | PPO  | 2025-01-26 | denied | 0    |
C3    | Delta |      | 2025-01-26 | paid   | 60   | no plan given
C4    | Aetna | PPO  | 2025-01-26 | denied | 0    | another payer's PPO is another plan
C5    | Delta | HMO  |            | sent   |      | still pending
""")
PRACTICES = {"plans": PLANS}


def test_plan_is_a_row_within_its_payer(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_plan",
        """
        payer | plan_name | episodes | decided | approved | approval_rate
        Aetna | PPO       | 1        | 1       | 0        | 0.000
        Delta | HMO       | 1        | 0       | 0        |
        Delta | PPO       | 2        | 2       | 1        | 0.500
        Delta |           | 1        | 1       | 1        | 1.000
        """,
        practices=("plans",),
    )


def test_payer_filter_takes_any_spelling_of_the_payer(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_plan",
        """
        payer | plan_name | episodes
        Aetna | PPO       | 1
        """,
        payers=(" AETNA ",),
        practices=("plans",),
    )
