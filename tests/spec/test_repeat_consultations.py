"""repeat_consultations: a patient's first, second, third consultation at a payer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.spec.drawn import Cursor, claim_lines, expect

CLAIMS = claim_lines("""
claim | practice | patient | payer | service    | decided    | status   | paid | codes      |
C1    | ridge    | p1      | Delta | 2025-01-10 | 2025-02-01 | received | 60   |            |
C2    | ridge    | p1      | Delta | 2025-03-10 | 2025-04-01 | received | 0    | PR-119     | the second: used up
C3    | ridge    | p1      | Delta | 2025-05-10 | 2025-06-01 | received | 0    | CO-222:100 | the third: over the contracted number
C4    | ridge    | p1      | Aetna | 2025-07-10 | 2025-08-01 | received | 60   |            | the first at another payer
C5    | shore    | p1      | Delta | 2025-07-10 | 2025-08-01 | received | 60   |            | another practice's patient p1
C6    | ridge    | p2      | Delta | 2025-01-10 |            | void     |      |            | void: Delta never saw it
C7    | ridge    | p2      | Delta | 2025-02-10 | 2025-03-01 | received | 0    | CO-97      | so this is the first
C8    | ridge    | p2      | Delta | 2025-03-10 |            | sent     |      |            | the second, still pending
C9    | ridge    | p3      | Delta | 2025-03-10 |            | received | 0    | OA-18      | only a duplicate of something
""")
PRACTICES = {"repeats of patients": CLAIMS}


@pytest.mark.slow
def test_repeats_count_within_patient_payer_and_practice(practices: Cursor) -> None:
    expect(
        practices,
        "repeat_consultations",
        """
        payer | nth | episodes | decided | approved | denied | exhausted | too_many |
        Aetna | 1   | 1        | 1       | 1        | 0      | 0         | 0        | C4
        Delta | 1   | 3        | 3       | 2        | 1      | 0         | 0        | C1, C5, C7
        Delta | 2   | 2        | 0       | 0        | 0      | 1         | 1        | C2, C8
        Delta | 3   | 1        | 1       | 0        | 1      | 0         | 1        | C3
        """,
        practices=("ridge", "shore"),
    )


def test_a_second_consultation_stays_the_second_under_any_filter(practices: Cursor) -> None:
    expect(
        practices,
        "repeat_consultations",
        """
        payer | nth | episodes | too_many |
        Delta | 2   | 2        | 1        |
        Delta | 3   | 1        | 1        |
        """,
        payers=("delta",),
        date_from=date(2025, 3, 1),
        practices=("ridge",),
    )
