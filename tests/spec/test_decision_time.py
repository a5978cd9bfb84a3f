"""decision_time: days to the first decision, with the undecided counted until the as-of date."""

from __future__ import annotations

from datetime import date

import pytest

from tests.spec.drawn import Cursor, claim_lines, expect

WAITING = claim_lines("""
claim | payer | sent       | decided    | status | paid | codes |
C1    | Delta | 2025-01-16 | 2025-01-26 | paid   | 60   |       | 10 days
C2    | Delta | 2025-01-16 | 2025-02-05 | denied | 0    | CO-97 | 20 days
C3    | Delta | 2025-01-16 |            | sent   |      |       | undecided after 44 days
C4    | Aetna | 2025-01-16 | 2025-01-21 | paid   | 60   |       | 5 days
C5    | Aetna | 2025-01-16 | 2025-01-10 | paid   | 60   |       | decided before it was sent: left out
C6    | Aetna |            | 2025-01-20 | paid   | 60   |       | no submission date: left out
C7    | Cigna | 2025-03-09 |            | sent   |      |       | sent after the as-of date: left out
C8    | Cigna | 2025-01-16 |            | void   |      |       | void: not counted
""")
AS_OF = date(2025, 3, 1)
PRACTICES = {"days to decide": WAITING}


@pytest.mark.slow
def test_undecided_episodes_hold_the_curve_up(practices: Cursor) -> None:
    expect(
        practices,
        "decision_time",
        """
        payer | episodes | decided | median_days | median_low | median_high | p90_days |
        all   | 4        | 3       | 10          | 5          |             |          | shares 3/4, 1/2, 1/4
        Aetna | 1        | 1       | 5           |            |             | 5        | all decided: no bounds
        Delta | 3        | 2       | 20          | 10         |             |          | shares 2/3, 1/3
        """,
        as_of=AS_OF,
        practices=("days to decide",),
    )


def test_row_for_all_payers_stays_when_nothing_is_left(practices: Cursor) -> None:
    expect(
        practices,
        "decision_time",
        """
        payer | episodes | decided | median_days | p90_days
        all   | 0        | 0       |             |
        """,
        payers=(),
        practices=("days to decide",),
    )
