"""observed_limits: how soon after an approved consultation the next one was too many."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor, claim_lines, expect

pytestmark = pytest.mark.slow

CLAIMS = claim_lines("""
claim | line_number | patient | payer | service    | decided    | status   | paid | codes   |
C1    | 1           | p1      | Delta | 2024-11-01 | 2024-12-01 | received | 60   |         | a first one: follows nothing
C2    | 1           | p1      | Delta | 2025-01-10 | 2025-02-01 | received | 0    | PR-119  | 70 days after C1, in the next year
C3    | 1           | p1      | Delta | 2025-11-01 | 2025-12-01 | received | 60   |         | 365 days after C1: what was refused does not count
C12   | 1           | p1      | Delta | 2025-11-20 | 2025-12-10 | received | 60   |         | 19 days after C3, in its year
C4    | 1           | p1      | Delta | 2025-12-01 | 2025-12-20 | received | 0    | CO-97   | 11 days after C12, denied for something else
C5    | 1           | p2      | Delta | 2025-03-01 | 2025-04-01 | received | 60   |         | a first one
C5    | 2           | p2      | Delta | 2025-03-01 | 2025-04-01 | received | 0    | PR-119  | its second line, on the same day: follows nothing on an earlier day
C7    | 1           | p2      | Delta | 2025-09-01 | 2025-10-01 | received | 0    | PR-149  | 184 days after C5, in its year
C8    | 1           | p2      | Delta | 2025-10-01 |            | sent     |      |         | undecided
C9    | 1           | p3      | Delta | 2025-03-01 | 2025-04-01 | received | 0    | CO-97   | denied, so the next follows no approved one
C10   | 1           | p3      | Delta | 2025-04-01 | 2025-05-01 | received | 0    | PR-119  |
C11   | 1           | p1      | Aetna | 2025-02-01 | 2025-03-01 | received | 0    | PR-119  | its first at another payer
""")
PRACTICES = {"limits": CLAIMS}


def test_days_since_the_last_approved_one_show_where_a_limit_lies(practices: Cursor) -> None:
    expect(
        practices,
        "observed_limits",
        """
        payer | followed | too_many | too_many_fewest_days | too_many_most_days | too_many_same_year | approved | approved_fewest_days | approved_most_days | approved_same_year | denied_otherwise | codes   |
        Delta | 5        | 2        | 70                   | 184                | 1                  | 2        | 19                   | 365                | 1                  | 1                | 119;149 | C2, C7; C3, C12; C4
        """,
        practices=("limits",),
    )
