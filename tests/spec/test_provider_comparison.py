"""provider_comparison: each provider against the others of the same practice."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import expect
from tests.spec.test_practice_comparison import claims

PROVIDERS = [
    *claims("EAST", "Delta", 10, 10, "E1"),
    *claims("EAST", "Delta", 19, 1, "E2"),
    *claims("WEST", "Delta", 1, 19, "W1"),
    *claims("WEST", "Delta", 3, 3, ""),  # no provider given: a group of its own
]


@pytest.mark.slow
def test_providers_are_compared_within_their_practice(import_tables: ImportTables) -> None:
    # of EAST 11 of 40 are denied: each of its two providers expects 5.5
    expect(
        import_tables(claims=PROVIDERS),
        "provider_comparison",
        """
        practice_id | provider_id | decided | approved | expected_denied | denial_ratio | verdict
        EAST        | E1          | 20      | 10       | 5.500           | 1.818        | within chance
        EAST        | E2          | 20      | 19       | 5.500           | 0.182        | within chance
        WEST        | W1          | 20      | 1        | 16.923          | 1.123        | within chance
        WEST        |             | 6       | 3        | 5.077           | 0.591        | within chance
        """,
    )


def test_the_only_provider_of_a_practice_has_nothing_to_compare_with(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=PROVIDERS),
        "provider_comparison",
        """
        practice_id | provider_id | decided | verdict
        EAST        | E1          | 20      | nothing to compare with
        """,
        providers=("E1",),
    )
