"""Reversals, voids and appeals written over a denial: which decision stands in the end."""

from __future__ import annotations

import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.spec.drawn import Cursor, expect
from tests.tables import draw

pytestmark = pytest.mark.slow

HEADER = (
    "claim_id | patient_id | original_claim_id | submission_type | status | submitted_date | adjudicated_date "
    "| paid_amount | allowed_amount | adjustment_codes | appeal_outcome | appeal_decided_date "
    "| appeal_recovered_amount |\n"
)
PRACTICES = {
    "reversals": draw(HEADER + """
A | p1 | | | received | 2025-01-16 | 2025-02-01 | 60  | 60 |        | | | |
A | p1 | | | reversal | 2025-01-16 | 2025-03-01 | -60 |    |        | | | | takes the payment back
B | p2 | | | received | 2025-01-16 | 2025-02-01 | 60  | 60 |        | | | |
B | p2 | | | reversal | 2025-01-16 | 2025-03-01 | -20 |    |        | | | | a part only
C | p3 | | | received | 2025-01-16 | 2025-02-01 | 0   |    | CO-252 | | | |
C | p3 | | | received | 2025-01-16 | 2025-03-01 | -60 |    |        | | | | cancels the payment of its day
C | p3 | | | received | 2025-01-16 | 2025-03-01 | 60  | 60 |        | | | |
D | p4 | | | received | 2025-01-16 | 2025-02-01 | -60 |    |        | | | | nothing else is known
E | p5 | | | received | 2025-01-16 | 2025-02-01 | 40  | 60 |        | | | |
E | p5 | | | received | 2025-01-16 | 2025-02-20 | 60  | 60 |        | | | |
E | p5 | | | received | 2025-01-16 | 2025-03-01 | -40 |    |        | | | | the equal amount, not the latest
F | p6 | | | received | 2025-01-16 | 2025-02-01 | 0   | 60 | PR-1   | | | |
F | p6 | | | received | 2025-01-16 | 2025-02-20 |     |    | CO-252 | | | | what was paid is unknown
F | p6 | | | reversal | 2025-01-16 | 2025-03-01 | 0   |    |        | | | | the one of 0.00, not the unknown
"""),
    "voids": draw(HEADER + """
A  | p1 |    |   | received | 2025-01-16 | 2025-02-01 | 60 | 60 |        | | | |
A2 | p1 | A  | 8 | sent     | 2025-02-10 | 2025-02-20 |    |    |        | | | | names A
B  | p2 |    |   | sent     | 2025-01-16 |            |    |    |        | | | | pending
B  | p2 |    | 8 | sent     | 2025-02-10 |            |    |    |        | | | | void of its own claim
C  | p3 |    |   | received | 2025-01-16 | 2025-02-01 | 60 | 60 |        | | | |
C2 | p3 |    | 8 | sent     | 2025-02-10 |            |    |    |        | | | | the only other claim is meant
D  | p4 |    |   | received | 2025-01-16 | 2025-02-01 | 60 | 60 |        | | | |
D  | p4 |    |   | voided   | 2025-02-10 |            |    |    |        | | | | a void status alone takes nothing back
E  | p5 |    |   | received | 2025-01-16 | 2025-02-01 | 60 | 60 |        | | | |
E2 | p5 | E  | 8 | sent     | 2025-02-10 | 2025-02-20 |    |    |        | | | |
E3 | p5 |    |   | received | 2025-03-01 | 2025-03-20 | 0  |    | CO-252 | | | | sent anew and denied
"""),
    "appeals": draw(HEADER + """
A | p1 | | | denied | 2025-01-16 | 2025-02-01 | 0  |    | CO-252 | overturned | 2025-03-05 | 60 | won
B | p2 | | | denied | 2025-01-16 | 2025-02-01 | 0  |    | CO-252 | partial    | 2025-03-05 | 30 | won in part
C | p3 | | | denied | 2025-01-16 | 2025-02-01 | 0  |    | CO-252 | overturned | 2025-03-05 | 0  | won, to the deductible
D | p4 | | | paid   | 2025-01-16 | 2025-03-05 | 60 | 60 |        | overturned | 2025-03-05 | 60 | the win stands over the denial
E | p5 | | | denied | 2025-01-16 | 2025-02-01 | 0  |    | CO-252 | upheld     | 2025-03-05 |    | lost
"""),
    "second payers": draw("""
claim_id | patient_id | payer_order | payer_name | status   | adjudicated_date | paid_amount | allowed_amount |
A        | p1         | primary     | Delta      | received | 2025-02-01       | 60          | 80             |
A        | p1         | secondary   | Aetna      | received | 2025-03-01       | 20          | 20             |
A        | p1         | secondary   | Aetna      | reversed | 2025-04-01       | 15          | 20             | by its status
B        | p2         | primary     | Delta      | received | 2025-02-01       | 60          | 80             |
B        | p2         | secondary   | Aetna      | received | 2025-03-01       | 20          | 20             |
B        | p2         | secondary   | Aetna      | received | 2025-04-01       | 15          | -1             | by what is allowed
C        | p3         | primary     | Delta      | received | 2025-02-01       | 60          | 80             |
C        | p3         | secondary   | Aetna      | received | 2025-03-01       | 20          | 20             |
C        | p3         | secondary   | Aetna      | received | 2025-04-01       | 15          | 0              | paid again
"""),
    "without date": draw("""
claim_id | status   | paid_amount |
A        | received | 60          |
A        | reversed | -60         | neither row has a date
B        | received | 60          |
B        | reversed | -20         | a part only
"""),
}  # fmt: skip


def test_reversals_remove_the_decision_that_they_take_back(practices: Cursor) -> None:
    expect(
        practices,
        "episodes",
        """
        episode_id    | outcome       | rule        | paid   | first_outcome |
        reversals\\|A\\|1 | indeterminate | taken_back  | 0.00   | approved_paid |
        reversals\\|B\\|1 | approved_paid | paid        | 40.00  | approved_paid |
        reversals\\|C\\|1 | denied        | denial_code | 0.00   | denied        |
        reversals\\|D\\|1 | indeterminate | reversal    | -60.00 |               |
        reversals\\|E\\|1 | approved_paid | paid        | 60.00  | approved_paid |
        reversals\\|F\\|1 | denied        | denial_code | 0.00   | approved_zero |
        """,
        practices=("reversals",),
    )
    # a packet reads the last row, where none gave the outcome
    (told,) = records(listings.run(practices, "packet_episodes", Filters(), episodes="[reversals|A|1]"))
    assert told["deciding"] == 2


def test_a_void_takes_back_the_claim_that_it_names(practices: Cursor) -> None:
    expect(
        practices,
        "episodes",
        """
        episode_id    | outcome       | submissions |
        voids\\|A\\|1 | void          | 2           |
        voids\\|B\\|1 | void          | 2           |
        voids\\|C\\|1 | void          | 2           |
        voids\\|D\\|1 | approved_paid | 2           |
        voids\\|E\\|1 | denied        | 3           |
        """,
        practices=("voids",),
    )


def test_a_won_appeal_written_on_the_row_changes_first_and_final(practices: Cursor) -> None:
    expect(
        practices,
        "episodes",
        """
        episode_id    | outcome          | rule        | first_outcome | decided    | paid  |
        appeals\\|A\\|1 | approved_paid    | appeal_won  | denied        | 2025-03-05 | 60.00 |
        appeals\\|B\\|1 | approved_reduced | appeal_won  | denied        | 2025-03-05 | 30.00 |
        appeals\\|C\\|1 | approved_zero    | appeal_won  | denied        | 2025-03-05 | 0.00  |
        appeals\\|D\\|1 | approved_paid    | paid        | denied        | 2025-03-05 | 60.00 |
        appeals\\|E\\|1 | denied           | status_denied | denied      | 2025-02-01 | 0.00  |
        """,
        practices=("appeals",),
    )


def test_a_second_payers_take_back_lowers_what_other_payers_paid(practices: Cursor) -> None:
    expect(
        practices,
        "episodes",
        """
        episode_id      | paid  | other_payers_paid |
        second payers\\|A\\|1 | 60.00 | 5.00              |
        second payers\\|B\\|1 | 60.00 | 5.00              |
        second payers\\|C\\|1 | 60.00 | 35.00             |
        """,
        practices=("second payers",),
    )
    lines = records(listings.run(practices, "claim_lines", Filters(), episode="second payers|A|1"))
    assert [(one["payer"], one["adjudicated_date"].isoformat()) for one in lines] == [
        ("Delta", "2025-02-01"),
        ("Aetna", "2025-03-01"),
        ("Aetna", "2025-04-01"),
    ]


def test_a_take_back_without_any_date_takes_its_payment_back(practices: Cursor) -> None:
    expect(
        practices,
        "episodes",
        """
        episode_id      | outcome       | rule       | paid
        without date\\|A\\|1 | indeterminate | taken_back | 0.00
        without date\\|B\\|1 | approved_paid | paid       | 40.00
        """,
        practices=("without date",),
    )
