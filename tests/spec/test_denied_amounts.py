"""denied_amounts: who owes what was denied, by group code."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor, claim_lines, expect

pytestmark = pytest.mark.slow

CLAIMS = claim_lines("""
claim | payer | decided    | status   | billed | paid | codes                      |
C1    | Delta | 2025-02-01 | received | 100    | 0    | CO-97:100.00               | the practice: write off or appeal
C2    | Delta | 2025-02-01 | received | 100    | 0    | CO-45:40.00; PR-204:60.00  | the patient owes 60; the 40 are the contract's
C3    | Delta | 2025-02-01 | received | 100    | 0    | CO-252:70; CO-16:30        | two denial codes of one group: both
C4    | Delta | 2025-02-01 | received | 100    | 0    | PI-50                      | no amount beside the code: what was billed
C5    | Delta | 2025-02-01 | received | 100    | 0    | 204                        | no group: nobody says who owes
C6    | Delta | 2025-02-01 | denied   | 100    | 0    |                            | no code at all
C7    | Delta | 2025-02-01 | received | 100    | 0    | OA-109:100.00              | other adjustment: neither
C8    | Delta | 2025-02-01 | received | 100    | 0    | PR-119:100.00              | the benefit is used up: no denial
C9    | Delta | 2025-02-01 | received | 100    | 60   | CO-45:40.00                | approved
C10   | Delta |            | sent     | 100    |      |                            | still pending
C11   | Aetna | 2025-02-01 | received | 120    | 0    | PR-27:120.00               | another payer
""")
WON_BACK = claim_lines("""
claim | sent       | decided    | paid | codes        | type      |
C1    | 2025-01-16 | 2025-02-01 | 0    | CO-252:100   | original  |
C1    | 2025-02-10 | 2025-03-01 | 60   | CO-45:40     | corrected |
""")
PRACTICES = {"owed": CLAIMS, "won back": WON_BACK}


def test_denied_dollars_stand_with_who_owes_them(practices: Cursor) -> None:
    expect(
        practices,
        "denied_amounts",
        """
        payer | group_code | owed_by  | episodes | denied_amount | with_amount | billed |
        Aetna | PR         | patient  | 1        | 120.00        | 1           | 120.00 |
        Delta | CO         | practice | 2        | 200.00        | 2           | 200.00 | C1, C3
        Delta | OA         | unknown  | 1        | 100.00        | 1           | 100.00 |
        Delta | PI         | practice | 1        | 100.00        | 0           | 100.00 |
        Delta | PR         | patient  | 1        | 60.00         | 1           | 100.00 |
        Delta |            | unknown  | 2        | 200.00        | 0           | 200.00 | C5, C6
        """,
        practices=("owed",),
    )


def test_episode_that_was_won_back_is_owed_by_nobody(practices: Cursor) -> None:
    expect(practices, "denied_amounts", "payer | group_code | episodes |", practices=("won back",))
