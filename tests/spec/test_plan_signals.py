"""Plans against each other: a plan belongs to its payer, so the same name at two payers is two plans."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor, decided_claims, expect

pytestmark = pytest.mark.slow

PRACTICES = {
    "plans of payers": [
        *decided_claims("a", 8, 2, payer_name="Aetna", plan_name="PPO"),
        *decided_claims("b", 3, 7, payer_name="Cigna", plan_name="PPO"),
        *decided_claims("c", 2, 1, payer_name="Cigna"),
    ]
}


def test_plans_of_one_name_at_two_payers_are_two_groups(practices: Cursor) -> None:
    expect(
        practices,
        "plan_signals",
        """
        payer | plan_name | decided | approved | ci_low | ci_high | limit_95_low | signal  |
        Aetna | PPO       | 10      | 8        | 0.490  | 0.943   | 0.273        | inside  |
        Cigna | PPO       | 10      | 3        | 0.108  | 0.603   | 0.273        | inside  |
        Cigna |           | 3       | 2        | 0.208  | 0.939   | 0.000        | too few |
        """,
        practices=("plans of payers",),
    )
