"""The sentence of the Overview, whole, in every case."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from d9311.ui.overview.answer import answer, answer_of_records
from d9311.ui.work.worth import Worth

FOUND = Worth(12, 1, 9, Decimal("2267.40"), Decimal(1200), Decimal(3100))
NOTHING = Worth(0, 0, 0, None, None, None)
NOW = {
    "episodes": 318, "paid": Decimal("11771.00"), "paid_per_episode": 37.0157, "decided": 292, "approved": 206,
    "approval_rate": 206 / 292, "compare": "previous", "decided_previous": 297, "approved_previous": 220,
}  # fmt: skip


def now(**others: Any) -> dict[str, Any]:
    return {**NOW, **others}


@pytest.mark.parametrize(
    ("row", "worth", "said"),
    [
        (now(), FOUND, "D9311 brought $11,771 from plans on 318 claims, $37.02 each; 71% approved, no clear change; "
         "about $2,267 can still be won."),
        (now(approved_previous=290), FOUND, "D9311 brought $11,771 from plans on 318 claims, $37.02 each; 71% approved, "
         "down 27 points (22 to 33); about $2,267 can still be won."),
        (now(approved_previous=100, approval_rate=0.705), None,
         "D9311 brought $11,771 from plans on 318 claims, $37.02 each; 70% approved, up 37 points (29 to 44)."),
        (now(compare="last_year", approved_previous=100), None, "D9311 brought $11,771 from plans on 318 claims, $37.02 each; "
         "71% approved, against last year up 37 points (29 to 44)."),
        (now(decided_previous=4, approved_previous=1), NOTHING, "D9311 brought $11,771 from plans on 318 claims, $37.02 each; "
         "71% approved, too few to compare; nothing is left to do."),
        (now(decided_previous=None, approved_previous=None), NOTHING,
         "D9311 brought $11,771 from plans on 318 claims, $37.02 each; 71% approved; nothing is left to do."),
        (now(episodes=0, paid=Decimal(0), decided=0, approved=0), FOUND,
         "No D9311 claim in this period; about $2,267 can still be won."),
        (now(episodes=1, paid=Decimal("60.00"), decided=1, approved=1), NOTHING,
         "D9311 brought $60.00 from plans on 1 claim; 1 of 1 decided approved, too few for a rate; nothing is left to do."),
        (now(episodes=2, paid=Decimal(0), decided=0, approved=0), Worth(2, 0, 0, None, None, None),
         "D9311 brought nothing from plans on 2 claims; none decided yet; what 2 open items may still bring is not known."),
        (now(paid=None, paid_per_episode=None), Worth(1, 1, 0, None, None, None),
         "What plans paid on 318 D9311 claims is not in this export; 71% approved, no clear change; 1 open item is past "
         "its deadline, so nothing can be won any more."),
        (now(paid=Decimal("-40.00"), paid_per_episode=-0.13), Worth(3, 3, 0, None, None, None),
         "Plans took back $40.00 more than they paid on 318 claims of D9311; 71% approved, no clear change; 3 open items "
         "are past their deadline, so nothing can be won any more."),
        (now(decided=4, approved=3), NOTHING, "D9311 brought $11,771 from plans on 318 claims, $37.02 each; 3 of 4 decided "
         "approved, too few for a rate; nothing is left to do."),
        (now(decided=5, approved=3, approval_rate=0.6), NOTHING, "D9311 brought $11,771 from plans on 318 claims, $37.02 "
         "each; 60% approved, no clear change; nothing is left to do."),
    ],
)  # fmt: skip
def test_answer_reads_whole(row: dict[str, Any], worth: Worth | None, said: str) -> None:
    assert answer(row, worth) == said


@pytest.mark.parametrize(
    ("recorded", "passed", "of", "said"),
    [
        (1, 0, 1, "1 consultation is recorded; complete: 0 of 1."),
        (359, 271, 359, "359 consultations are recorded; complete: 75% (271/359)."),
        (
            2,
            0,
            0,
            "2 consultations are recorded; the export holds nothing that says which records are complete.",
        ),
    ],
)
def test_answer_of_consultations_alone_reads_whole(recorded: int, passed: int, of: int, said: str) -> None:
    row = {"consultations": recorded, "strict_pass": passed, "strict_of": of}
    assert answer_of_records(row) == said
