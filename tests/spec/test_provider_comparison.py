"""provider_comparison: each provider against the others of the same practice."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor, expect
from tests.spec.test_practice_comparison import claims

PROVIDERS = [
    *claims("HILL", "Delta", 10, 10, "E1"),
    *claims("HILL", "Delta", 19, 1, "E2"),
    *claims("LAKE", "Delta", 1, 19, "W1"),
    *(
        {**row, "paid_amount": "", "status": "sent", "adjudicated_date": ""}  # waits: in no number
        for row in claims("LAKE", "Aetna", 1, 0, "W1")
    ),
    *claims("LAKE", "Delta", 3, 3, ""),  # no provider given: a group of its own
]
PRACTICES = {"two of providers": PROVIDERS}


@pytest.mark.slow
def test_providers_are_compared_within_their_practice(practices: Cursor) -> None:
    # of HILL 11 of 40 are denied: each of its two providers expects 5.5
    expect(
        practices,
        "provider_comparison",
        """
        practice_id | provider_id | decided | approved | expected_denied | denial_ratio | verdict
        HILL        | E1          | 20      | 10       | 5.500           | 1.818        | within chance
        HILL        | E2          | 20      | 19       | 5.500           | 0.182        | within chance
        LAKE        | W1          | 20      | 1        | 16.923          | 1.123        | within chance
        LAKE        |             | 6       | 3        | 5.077           | 0.591        | within chance
        """,
        practices=("HILL", "LAKE"),
    )


def test_the_only_provider_of_a_practice_has_nothing_to_compare_with(practices: Cursor) -> None:
    expect(
        practices,
        "provider_comparison",
        """
        practice_id | provider_id | decided | verdict
        HILL        | E1          | 20      | nothing to compare with
        """,
        providers=("E1",),
        practices=("HILL", "LAKE"),
    )
