"""Verdicts in words: the sentence is all that a hurried reader takes away, so each is compared whole."""

from __future__ import annotations

from typing import Any

import pytest

from d9311.statistics.intervals import wilson
from d9311.ui.verdicts import more_needed, verdict


def group(approved: int, decided: int, signal: str = "inside", **others: Any) -> dict[str, Any]:
    """A row of `payer_signals`, its limits wide unless given."""
    low, high = wilson(approved, decided) or (None, None)
    return {
        "payer": "Cigna",
        "decided": decided,
        "approved": approved,
        "approval_rate": approved / decided if decided else None,
        "ci_low": low,
        "ci_high": high,
        "limit_95_low": 0.1,
        "limit_95_high": 0.99,
        "signal": signal,
        **others,
    }


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (group(0, 0, "too few"), "Cigna: nothing decided yet"),
        (group(1, 4, "too few"), "Cigna: 1 of 4 approved: too few to tell"),
        (group(4, 9), "Cigna: 4 of 9 approved (19–73 %): too few to tell"),
        (group(31, 62, "below"), "Cigna: 31 of 62 approved (38–62 %): below your other payers, beyond chance"),
        (group(62, 62, "above"), "Cigna: 62 of 62 approved (94–100 %): above your other payers, beyond chance"),
        (group(40, 50), "Cigna: 40 of 50 approved (67–89 %): no clear difference from your other payers"),
        (
            group(4, 9, limit_95_low=0.5),
            "Cigna: 4 of 9 approved (19–73 %): below your other payers, though chance may explain it",
        ),
        (
            group(40, 50, limit_95_high=0.75),
            "Cigna: 40 of 50 approved (67–89 %): above your other payers, though chance may explain it",
        ),
        (
            group(9, 9, limit_95_low=None, limit_95_high=None),
            "Cigna: 9 of 9 approved (70–100 %): nothing to compare with among your other payers",
        ),
    ],
)  # fmt: skip
def test_verdict_says_what_the_counts_can_carry(row: dict[str, Any], said: str) -> None:
    assert plain(verdict(row)) == said


@pytest.mark.parametrize(
    ("noun", "ids", "named"),
    [
        ("payers", {"payer": None}, "payer not given"),
        ("practices", {"practice_id": "RIVER"}, "RIVER"),
        ("providers", {"provider_id": "042"}, "042"),
        ("plans", {"plan_name": "PPO", "payer": "Cigna"}, "PPO (Cigna)"),
        ("plans", {"plan_name": None, "payer": None}, "plan not given (payer not given)"),
    ],
)
def test_verdict_names_every_kind_of_group(noun: str, ids: dict[str, Any], named: str) -> None:
    row = {**group(31, 62, "below"), **ids}
    assert (
        plain(verdict(row, noun))
        == f"{named}: 31 of 62 approved (38–62 %): below your other {noun}, beyond chance"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (group(4, 9), "With about 30 more decided Cigna claims the range would narrow to ±15 points."),
        (group(1, 4, "too few"), "With about 35 more decided Cigna claims the range would narrow to ±15 points."),
        (group(40, 50), "With about 15 more decided Cigna claims the range would narrow to ±10 points."),
        (group(0, 0, "too few"), "With about 40 more decided Cigna claims the range would narrow to ±15 points."),
        (group(31, 62, "below"), ""),  # decided already
        (group(900, 1000), ""),  # narrow already
    ],
)  # fmt: skip
def test_undecided_verdict_comes_with_the_claims_still_needed(row: dict[str, Any], said: str) -> None:
    assert more_needed(row) == said
