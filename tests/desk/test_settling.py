"""settle: what new facts make of a state, drawn; every boundary has its row (docs/definitions/work.md)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from d9311.desk.facts import Facts, from_text
from d9311.desk.settling import Sent, Settled, settle
from tests.project.files import ROOT
from tests.tables import draw

ANSWERS = {
    "pending": "undecided",
    "unsent": "undecided",
    "denied": "denied",
    "approved_paid": "approved",
    "approved_reduced": "approved",
    "approved_zero": "approved",
    "void": "nothing to decide",
    "capitated": "nothing to decide",
    "consulted, never billed": "never billed",
    "consulted and billed": "no work",
}
SET_ON = date(2025, 3, 10)

# `then` and `now`: outcome, day decided, paid, code, submissions.
ROWS = """
state   | then                     | now                             | shown      | why
to do   | denied 01-20 0 252 1     | denied 01-20 0 252 1            | to do      |
sent    | denied 01-20 0 252 1     | denied 01-20 0 252 1            | sent       |
sent    | denied 01-20 0 252 1     | denied 01-20 0 252 2            | sent       | | the resend is there, its answer is not
sent    | denied 01-20 0 252 1     | approved_paid 03-11 60 - 2      | won back   | Paid $60.00, decided on 2025-03-11. It had been sent on 2025-03-10. | the first day that counts
sent    | denied 01-20 0 252 1     | approved_paid 03-10 60 - 2      | paid since | Paid $60.00, decided on 2025-03-10. That is not after the day it was sent, 2025-03-10. | the same day
sent    | denied 01-20 0 252 1     | approved_paid 03-09 60 - 2      | paid since | Paid $60.00, decided on 2025-03-09. That is not after the day it was sent, 2025-03-10.
sent    | denied 01-20 0 252 1     | approved_paid - 60 - 2          | paid since | Paid $60.00. No date says that it came after it was sent on 2025-03-10.
sent    | pending - 0 - 1          | approved_paid 03-20 60 - 1      | paid since | Paid $60.00, decided on 2025-03-20. It was not decided yet when it was sent on 2025-03-10. | it was coming anyway
sent    | rejected - 0 - 1         | approved_paid 03-20 60 - 2      | won back   | Paid $60.00, decided on 2025-03-20. It had been sent on 2025-03-10.
sent    | approved_paid 01-20 40 - 1 | approved_paid 03-20 60 - 2    | won back   | Paid $20.00, decided on 2025-03-20. It had been sent on 2025-03-10. | underpaid, the rest came
sent    | approved_paid 01-20 40 - 1 | approved_paid 03-20 40.01 - 2 | won back   | Paid $0.01, decided on 2025-03-20. It had been sent on 2025-03-10.
sent    | denied 01-20 0 252 1     | approved_zero 03-20 0 - 2       | to do      | Marked sent on 2025-03-10. Approved on 2025-03-20, but nothing more was paid.
closed  | denied 01-20 0 252 1     | approved_zero 03-20 0 - 2       | closed     |
sent    | denied 01-20 0 252 1     | denied 03-20 0 252 2            | to do      | Marked sent on 2025-03-10. Denied again on 2025-03-20, code 252.
sent    | denied 01-20 0 252 1     | denied 01-21 0 252 1            | to do      | Marked sent on 2025-03-10. Denied again on 2025-01-21, code 252. | may be new
sent    | denied 01-20 0 252 1     | denied 01-19 0 252 1            | sent       | | a corrected date
sent    | denied - 0 252 1         | denied 01-20 0 252 1            | sent       | | the date became known
closed  | denied 01-20 0 252 1     | denied 01-20 0 97 1             | to do      | Marked closed on 2025-03-10. Denied for another reason: 97, not 252.
closed  | denied 01-20 0 - 1       | denied 01-20 0 97 1             | to do      | Marked closed on 2025-03-10. Denied for another reason: 97, not unknown.
closed  | denied 01-20 0 252 1     | denied 01-20 0 - 1              | closed     | | the column went away
closed  | pending - 0 - 1          | denied 03-10 0 97 1             | to do      | Marked closed on 2025-03-10. Denied on 2025-03-10, code 97. | the same day is new too
closed  | pending - 0 - 1          | denied 03-09 0 97 1             | to do      | Marked closed on 2025-03-10. Denied on 2025-03-09, code 97. | known since only
closed  | approved_paid 01-20 60 - 1 | approved_paid 01-20 60 - 1    | closed     |
closed  | approved_paid 01-20 60 - 1 | indeterminate 03-20 0 - 1     | to do      | Marked closed on 2025-03-10. $60.00 was taken back since.
closed  | approved_paid 01-20 60 - 1 | approved_paid 01-20 59.99 - 1 | to do      | Marked closed on 2025-03-10. $0.01 was taken back since. | in part
won     | approved_paid 01-20 60 - 1 | indeterminate 03-20 0 - 1     | to do      | Marked won on 2025-03-10. $60.00 was taken back since.
closed  | approved_zero 01-20 0 - 1  | indeterminate 03-20 0 - 2     | to do      | Marked closed on 2025-03-10. The answer is now: indeterminate on 2025-03-20. | there was no money to take
lost    | denied 01-20 0 252 1     | exhausted 03-20 0 - 2           | to do      | Marked lost on 2025-03-10. The answer is now: exhausted on 2025-03-20.
closed  | denied 01-20 0 252 1     | void 01-20 0 - 2                | closed     | | the practice's own act
waiting | pending - 0 - 1          | pending - 0 - 1                 | waiting    |
waiting | pending - 0 - 1          | approved_paid 03-20 60 - 1      | paid since | Paid $60.00, decided on 2025-03-20. It had not been marked sent.
to do   | denied 01-20 0 252 1     | approved_paid 03-20 60 - 2      | paid since | Paid $60.00, decided on 2025-03-20. It had not been marked sent.
lost    | denied 01-20 0 252 1     | approved_paid 03-20 60 - 2      | paid since | Paid $60.00, decided on 2025-03-20. It had not been marked sent.
won     | denied 01-20 0 252 1     | approved_paid 03-20 60 - 2      | paid since | Paid $60.00, decided on 2025-03-20. It had not been marked sent. | a word is no proof
won     | denied 01-20 0 252 1     | denied 01-20 0 252 1            | won        | Marked won by hand; no later payment is in the data.
to do   | denied 01-20 0 252 1     | denied 03-20 0 97 2             | to do      | | it is to do already
sent    | denied 01-20 ? 252 1     | approved_paid 03-20 ? - 2       | won back   | Paid, decided on 2025-03-20. It had been sent on 2025-03-10. | amounts are not exported
sent    | denied 01-20 ? 252 1     | approved_zero 03-20 ? - 2       | to do      | Marked sent on 2025-03-10. Approved on 2025-03-20, but nothing more was paid.
sent    | approved_paid 01-20 60 - 1 | approved_paid 01-20 ? - 1     | sent       | | the column went away
closed  | consulted and billed     | consulted, never billed         | to do      | Marked closed on 2025-03-10. It counts as never billed now.
closed  | consulted, never billed  | consulted, never billed         | closed     |
closed  | consulted, never billed  | consulted and billed            | closed     |
"""


DEFINITION = (ROOT / "docs" / "definitions" / "work.md").read_text(encoding="utf-8")
DRAWN = draw(ROWS) + draw(DEFINITION.split("```settle\n")[1].split("```")[0])


def facts(drawn: str) -> Facts:
    """Read facts as they are drawn: `-` is none, `?` an amount that is not exported."""
    if drawn.startswith("consulted"):
        return Facts(drawn, ANSWERS[drawn])
    outcome, decided, paid, code, submissions = drawn.split()
    return Facts(
        outcome,
        ANSWERS.get(outcome, "other"),
        None if decided == "-" else date.fromisoformat(f"2025-{decided}"),
        None if paid == "?" else Decimal(paid),
        None if code == "-" else code,
        int(submissions),
    )


@pytest.mark.parametrize("row", DRAWN, ids=lambda row: f"{row['state']}: {row['then']} -> {row['now']}")
def test_new_facts_make_of_a_state_what_is_drawn(row: dict[str, str]) -> None:
    found = settle(row["state"], SET_ON, facts(row["then"]), facts(row["now"]))
    assert found == Settled(row["shown"], row["why"])


@pytest.mark.parametrize("state", ["waiting", "lost", "won", "closed"])
def test_what_was_sent_before_its_present_state_is_won_back(state: str) -> None:
    refused, paid = facts("denied 01-20 0 252 1"), facts("approved_paid 03-02 60 - 2")
    found = settle(state, SET_ON, refused, paid, Sent(date(2025, 3, 1), refused))
    assert found == Settled("won back", "Paid $60.00, decided on 2025-03-02. It had been sent on 2025-03-01.")


def test_payment_that_was_there_when_it_was_closed_is_still_shown_as_won_back() -> None:
    refused, paid = facts("denied 01-20 0 252 1"), facts("approved_paid 03-02 60 - 2")
    found = settle("closed", SET_ON, paid, paid, Sent(date(2025, 3, 1), refused))
    assert found.state == "won back"


def test_payment_won_back_and_taken_back_is_to_do_again() -> None:
    refused, paid = facts("denied 01-20 0 252 1"), facts("approved_paid 03-02 60 - 2")
    gone = facts("indeterminate 03-20 0 - 2")
    found = settle("won", SET_ON, paid, gone, Sent(date(2025, 3, 1), refused))
    assert found == Settled("to do", "Marked won on 2025-03-10. $60.00 was taken back since.")


@pytest.mark.parametrize("drawn", ["denied 01-20 0.10 252 1", "pending - ? - 0", "consulted and billed"])
def test_facts_are_kept_as_they_were(drawn: str) -> None:
    assert from_text(facts(drawn).as_text()) == facts(drawn)
