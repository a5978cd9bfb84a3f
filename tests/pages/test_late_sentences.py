"""What the checklist says of an element that came after the payer's decision."""

from __future__ import annotations

from datetime import date

import pytest

from d9311.ui.show.late import late_sentence

DAYS = {
    "decision_date": date(2026, 3, 12),
    "proof_date": date(2026, 3, 20),
    "first_seen": date(2026, 4, 3),
    "changed": date(2026, 5, 4),
}


@pytest.mark.parametrize(
    ("proved_by", "kind", "said"),
    [
        ("export", "first written", "first seen 3 Apr 2026, after the decision of 12 Mar 2026"),
        ("export", "changed", "first seen so 4 May 2026, after the decision of 12 Mar 2026"),
        ("recorded_at", "first written", "written 20 Mar 2026, after the decision of 12 Mar 2026"),
        ("recorded_at", "changed", "changed 20 Mar 2026, after the decision of 12 Mar 2026"),
        ("signed_at", "signed", "signed 20 Mar 2026, after the decision of 12 Mar 2026"),
    ],
)
def test_the_sentence_says_when_it_came_and_when_was_decided(proved_by: str, kind: str, said: str) -> None:
    entry = {**DAYS, "proved_by": proved_by, "kind": f"{kind} after the decision"}
    assert late_sentence(entry) == said
