"""What a newer file has no column for (identity.md, A6); every claim of several exports is looked at then."""

from __future__ import annotations

import pytest

from tests.identity.files import Held, asked, of_practices, took

pytestmark = pytest.mark.slow

FULL = """
claim_id | status   | adjudicated_date | allowed_amount | paid_amount | adjustment_codes | payer_order | payer_name
C1       | received | 2025-04-01       | 80             | 60          | CO-45            | primary     | Delta
C1       | received | 2025-05-01       | 20             | 20          | CO-45            | secondary   | Aetna
C2       | received | 2025-04-01       | 0              | 0           | CO-97            | primary     | Delta
"""
SLIM = """
claim_id | status   | adjudicated_date | payer_name
C1       | received | 2025-04-01       | Delta
C1       | received | 2025-05-01       | Aetna
C2       | received | 2025-04-01       | Delta
"""
# Denied and sent again on one day: the day of the one decision is no other's day of sending.
SENT_ON_THAT_DAY = """
claim_id | status | submitted_date | adjudicated_date | paid_amount | adjustment_codes | attachment_sent
C3       | denied | 2025-03-10     | 2025-04-01       | 0           | CO-252           | no
C3       | sent   | 2025-04-01     |                  |             |                  | yes
"""
THE_OTHER_WAY_ROUND = """
claim_id | status | submitted_date | adjudicated_date | paid_amount | adjustment_codes
C3       | sent   | 2025-04-01     |                  |             |
C3       | denied | 2025-03-10     | 2025-04-01       | 0           | CO-252
"""
# Two decisions of a line whose days were corrected, each with its own codes, in another order.
TWO_DAYS = """
claim_id | status   | adjudicated_date | paid_amount | adjustment_codes | attachment_reference
C4       | denied   | 2025-04-01       | 0           | CO-252           | FIRST
C4       | received | 2025-05-01       | 60          | CO-45            | SECOND
"""
DAYS_CORRECTED = """
claim_id | status   | adjudicated_date | paid_amount | adjustment_codes
C4       | received | 2025-05-02       | 60          | CO-45
C4       | denied   | 2025-04-02       | 0           | CO-252
"""


@pytest.fixture(scope="module")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Held:
    later = "claim_id | status | adjudicated_date\n C2 | received | 2025-07-01"
    then = of_practices({"fewer columns": (SLIM,), "never carried over": (FULL, later)})
    then += of_practices({"one day": (SENT_ON_THAT_DAY, THE_OTHER_WAY_ROUND)})
    then += of_practices({"two corrected": (TWO_DAYS, DAYS_CORRECTED)})
    return took(tmp_path_factory.mktemp("fewer"), of_practices({"fewer columns": (FULL,)}), then)


def test_a_file_with_fewer_columns_keeps_what_it_does_not_hold(fewer: Held) -> None:
    files, before = fewer
    assert [row[1:5] for row in before["fewer columns"]] == [
        ("approved_paid", "approved_paid", 100, 60),
        ("denied", "denied", 100, 0),
    ]
    assert files.episodes("fewer columns") == before["fewer columns"]
    others = "select other_payers_paid::int from episodes where practice_id = $1 order by 1"
    assert asked(fewer, others, "fewer columns") == [(0,), (20,)]
    orders = "select payer_name, payer_order from current_claims where practice_id = $1 order by all"
    assert asked(fewer, orders, "fewer columns") == [
        ("Aetna", "secondary"),
        ("Delta", "primary"),
        ("Delta", "primary"),
    ]


def test_kept_values_never_carry_over_to_another_decision(fewer: Held) -> None:
    later = "practice_id = $1 and adjudicated_date = '2025-07-01'"
    paid = f"select paid_amount, adjustment_codes from current_claims where {later}"
    assert asked(fewer, paid, "never carried over") == [(None, None)]


def test_a_sending_on_the_day_of_a_decision_lends_nothing_to_it(fewer: Held) -> None:
    sent = "select status, attachment_sent from current_claims where practice_id = $1 order by all"
    assert asked(fewer, sent, "one day") == [("denied", False), ("sent", True)]


def test_decisions_of_which_the_days_were_corrected_keep_their_own_values(fewer: Held) -> None:
    kept = (
        "select paid_amount::int, attachment_reference from current_claims where practice_id = $1 order by 1"
    )
    assert asked(fewer, kept, "two corrected") == [(0, "FIRST"), (60, "SECOND")]
