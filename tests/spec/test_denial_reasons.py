"""denial_reasons: why episodes were denied first, why at last, and what came back."""

from __future__ import annotations

from datetime import date

import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.spec.drawn import Cursor, claim_lines, expect

DENIALS = claim_lines("""
claim | sent       | decided    | billed | status | paid | codes      |
C1    | 2025-01-16 | 2025-01-26 | 100    | denied | 0    | CO-252     | notes asked for
C1    | 2025-02-01 | 2025-02-20 | 100    | paid   | 60   |            | sent again: recovered
C2    | 2025-01-16 | 2025-01-26 | 80     | denied | 0    | CO-252     | notes asked for
C2    | 2025-02-01 | 2025-02-20 | 80     | denied | 0    | CO-97      | then bundled: another last reason
C3    | 2025-01-16 | 2025-01-26 | 50     | denied | 0    | CO-97      |
C4    | 2025-01-16 | 2025-01-26 | 70     | denied | 0    |            | no code at all
C5    | 2025-01-16 | 2025-01-26 | 90     | denied | 0    | CO-16 N706 | the remark gives the category
C6    | 2025-01-16 |            | 100    | sent   |      | CO-97      | still pending: no reason yet
C7    | 2025-01-16 | 2025-01-26 | 100    | paid   | 60   |            | never denied
""")
PRACTICES = {"reasons": DENIALS, "first and last": DENIALS[:5] + DENIALS[8:]}


@pytest.mark.slow
def test_first_and_last_reason_of_a_denial_are_kept_apart(practices: Cursor) -> None:
    expect(
        practices,
        "denial_reasons",
        """
        category      | code | episodes | billed | first_episodes | recovered |
        documentation | 252  | 0        | 0.00   | 2              | 1         | C1 came back, C2 did not
        bundled       | 97   | 2        | 130.00 | 1              | 0         | C2 at last, C3 at once
        """,
        practices=("first and last",),
    )


@pytest.mark.slow
def test_group_codes_are_those_of_the_episodes_in_the_filter(practices: Cursor) -> None:
    found = records(listings.run(practices, "payer_denial_groups", Filters(practices=("reasons",))))
    assert [tuple(row.values()) for row in found] == [
        ("bundled", "97", "CO", 2),
        ("documentation", "16", "CO", 1),  # that of the code, not of the remark beside it
        ("documentation", "252", "CO", 2),
        ("no_reason_given", None, None, 1),
    ]
    later = Filters(date_from=date(2025, 2, 1), date_basis="decided", practices=("reasons",))
    found = records(listings.run(practices, "payer_denial_groups", later))
    assert [tuple(row.values()) for row in found] == [
        ("bundled", "97", "CO", 1),  # C2
        ("documentation", "252", "CO", 2),  # C1 and C2
    ]


def test_shares_add_up_to_one_in_the_order_of_rows(practices: Cursor) -> None:
    expect(
        practices,
        "denial_reasons",
        """
        category        | code | first_episodes | episodes | share | cumulative_share |
        documentation   | 252  | 2              | 0        | 0.000 | 0.000            |
        bundled         | 97   | 1              | 2        | 0.500 | 0.500            | C2, C3
        documentation   | 16   | 1              | 1        | 0.250 | 0.750            | C5
        no_reason_given |      | 1              | 1        | 0.250 | 1.000            | C4: a blank code
        """,
        practices=("reasons",),
    )
