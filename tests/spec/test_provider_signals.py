"""Providers against each other; who is not named is a group of its own, last."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor, decided_claims, expect

pytestmark = pytest.mark.slow

PRACTICES = {
    "providers with few": [
        *decided_claims("b", 4, 5, provider_id="042"),
        *decided_claims("a", 1, 3, provider_id="007"),
        *decided_claims("c", 20, 2),
    ]
}


def test_providers_with_few_claims_are_not_judged_and_the_unnamed_come_last(
    practices: Cursor,
) -> None:
    expect(
        practices,
        "provider_signals",
        """
        provider_id | decided | approved | approval_rate | ci_low | ci_high | shrunk_rate | signal  |
        007         | 4       | 1        | 0.250         | 0.046  | 0.699   |             | too few |
        042         | 9       | 4        | 0.444         | 0.189  | 0.733   |             | inside  |
                    | 22      | 20       | 0.909         | 0.722  | 0.975   |             | inside  |
        """,
        practices=("providers with few",),
    )
