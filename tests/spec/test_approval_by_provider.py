"""approval_by_provider: the same figures by treating provider."""

from __future__ import annotations

from tests.spec.drawn import Cursor, claim_lines, expect

PROVIDERS = claim_lines("""
claim | provider | sent       | decided    | status | paid | codes  |
C1    | D2       | 2025-01-16 | 2025-01-26 | denied | 0    | CO-252 | first sent by D2
C1    | D1       | 2025-02-01 | 2025-02-20 | paid   | 60   |        | sent again by D1: still D2's episode
C2    | D1       | 2025-01-16 | 2025-01-26 | denied | 0    | CO-97  |
C3    |          | 2025-01-16 | 2025-01-26 | paid   | 60   |        | nobody named
""")
PRACTICES = {"providers": PROVIDERS}


def test_episode_belongs_to_the_provider_of_its_first_row(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_provider",
        """
        provider_id | episodes | approved | denied | approval_rate |
        D1          | 1        | 0        | 1      | 0.000         |
        D2          | 1        | 1        | 0      | 1.000         |
                    | 1        | 1        | 0      | 1.000         | no provider comes last
        """,
        practices=("providers",),
    )


def test_provider_filter_keeps_the_chosen_provider_only(practices: Cursor) -> None:
    expect(
        practices,
        "approval_by_provider",
        """
        provider_id | episodes
        D2          | 1
        """,
        providers=("D2",),
        practices=("providers",),
    )
