"""Verdicts in words: the sentence is all that a hurried reader takes away, so each is compared whole."""

from __future__ import annotations

from typing import Any

import pytest

from d9311.statistics.intervals import wilson
from d9311.ui.documentation.gap_verdicts import gap_sentences
from d9311.ui.show.verdicts import more_needed, shrunk_note, spread_note, verdict, verdicts


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


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (group(0, 0, "too few"), "Cigna: nothing decided yet"),
        (group(1, 4, "too few"), "Cigna: 1 of 4 approved: too few to tell"),
        (group(4, 9), "Cigna: 4 of 9 approved (19–73%): too few to tell"),
        (group(31, 62, "below"), "Cigna: 31 of 62 approved (38–62%): below your other payers, beyond chance"),
        (group(62, 62, "above"), "Cigna: 62 of 62 approved (94–100%): above your other payers, beyond chance"),
        (group(40, 50), "Cigna: 40 of 50 approved (67–89%): no clear difference from your other payers"),
        (
            group(4, 9, limit_95_low=0.5),
            "Cigna: 4 of 9 approved (19–73%): below your other payers, but within the outer limits",
        ),
        (
            group(40, 50, limit_95_high=0.75),
            "Cigna: 40 of 50 approved (67–89%): above your other payers, but within the outer limits",
        ),
        (
            group(9, 9, limit_95_low=None, limit_95_high=None),
            "Cigna: 9 of 9 approved (70–100%): nothing to compare with among your other payers",
        ),
    ],
)  # fmt: skip
def test_verdict_says_what_the_counts_can_carry(row: dict[str, Any], said: str) -> None:
    assert verdict(row) == said


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
        verdict(row, noun) == f"{named}: 31 of 62 approved (38–62%): below your other {noun}, beyond chance"
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


def groups(*counts: tuple[int, int, str]) -> list[dict[str, Any]]:
    return [group(approved, decided, signal) for approved, decided, signal in counts]


ALIKE = [(48, 60, "inside")] * 11


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Fewer than two payers, or all claims decided alike: nothing to compare."),
        (groups((3, 7, "inside")), "Fewer than two payers, or all claims decided alike: nothing to compare."),
        (groups((6, 6, "inside"), (7, 7, "inside")), "Fewer than two payers, or all claims decided alike: nothing to compare."),
        (groups(*ALIKE), "All payers together: 80% approved. Chance explains how your payers differ."),
        (
            groups(*ALIKE, (30, 60, "below")),
            "All payers together: 78% approved. Most payers differ as chance makes them; 1 of them lies beyond it.",
        ),
        (
            groups((45, 50, "inside"), (46, 50, "inside"), (20, 60, "inside")),
            "All payers together: 69% approved. Your payers differ from each other more than chance makes them, so the "
            "limits are wide; against that spread none stands out. Go by each one's range and shrunk rate.",
        ),
        (
            groups((90, 100, "above"), (46, 50, "inside"), (20, 60, "below")),
            "All payers together: 74% approved. Your payers differ from each other more than chance makes them, so the "
            "limits are wide; 2 of them lie beyond even that spread.",
        ),
    ],
)  # fmt: skip
def test_note_says_how_far_the_groups_differ_and_what_to_go_by(rows: list[dict[str, Any]], said: str) -> None:
    assert spread_note(rows) == said


def test_shrunk_rates_name_their_target_or_why_there_are_none() -> None:
    assert shrunk_note(groups(*ALIKE[:4])) == "No shrunk rates: they need five payers with decided claims."
    rows = groups((8, 10, ""), (9, 10, ""), (20, 30, ""), (30, 60, ""), (2, 4, ""), (50, 60, ""))
    assert shrunk_note(rows) == (
        "Shrunk rates draw each rate towards 69%, the mean of your payers, the fewer its claims the more; the list "
        "is in their order."
    )


def test_list_follows_the_shrunk_rates_else_the_claims_decided() -> None:
    rows = [group(4, 9, shrunk_rate=0.6), group(31, 62, "below", shrunk_rate=0.5)]
    assert [sentence.mark for sentence in verdicts(rows)] == ["below", "inside"]
    rows = [group(4, 9, shrunk_rate=None), group(31, 62, "below", shrunk_rate=None)]
    assert [sentence.mark for sentence in verdicts(rows)] == ["below", "inside"]


def gap(name: str, verdict: str, kind: str = "element", **others: Any) -> dict[str, Any]:
    """A row of `gap_effects`: a gap of ten points, nine denials a year."""
    return {
        "name": name,
        "kind": kind,
        "strata": 3,
        "with_gap_decided": 40,
        "with_gap_denied": 20,
        "without_gap_decided": 1070,
        "without_gap_denied": 18,
        "risk_difference": 0.1,
        "rd_low": 0.04,
        "rd_high": 0.161,
        "denials_low": 3.5,
        "denials": 9.04,
        "denials_high": 14.2,
        "dollars_low": 200.4,
        "dollars": 1540.0,
        "dollars_high": 2900.0,
        "verdict": verdict,
        **others,
    }


MORE = "goes with more denials: 10 points within payers, beyond chance"


@pytest.mark.parametrize(
    ("row", "said", "note"),
    [
        (
            gap("outcome", MORE),
            "Outcome missing: first denied 20 of 40 with the gap, 18 of 1,070 without it: 10 points more denied within "
            "payers (4 to 16), beyond chance",
            "About 9.0 (3.5 to 14) denials a year, $1,540 ($200 to $2,900) that would probably not have happened, if the "
            "gap is the cause.",
        ),
        (
            gap("signed", f"{MORE}; payers differ", "check", strata=1, denials=None, dollars=None),
            "Not signed: first denied 20 of 40 with the gap, 18 of 1,070 without it: 10 points more denied at "
            "the one payer with both kinds (4 to 16), beyond chance",
            "Payers differ in this: look at each by itself.",
        ),
        (
            gap("time", "goes with fewer denials: ..., beyond chance", risk_difference=-0.1, rd_low=-0.2, rd_high=-0.01),
            "Time missing: first denied 20 of 40 with the gap, 18 of 1,070 without it: 10 points fewer denied within "
            "payers (1 to 20), beyond chance",
            "",
        ),
        (
            gap("time", "no clear difference", dollars=None, rd_low=-0.05),
            "Time missing: first denied 20 of 40 with the gap, 18 of 1,070 without it: no clear difference within payers "
            "(−5 to +16 points)",
            "",
        ),
        (
            gap("date", "too few to tell", with_gap_decided=2, with_gap_denied=0),
            "Date missing: first denied 0 of 2 with the gap, 18 of 1,070 without it: too few to tell",
            "",
        ),
        (
            gap("date", "too few to tell", risk_difference=None, rd_low=None, rd_high=None),
            "Date missing: first denied 20 of 40 with the gap, 18 of 1,070 without it: no payer has decided claims of "
            "both kinds, so nothing can be compared",
            "",
        ),
    ],
)  # fmt: skip
def test_gap_has_its_counts_its_points_and_its_price(row: dict[str, Any], said: str, note: str) -> None:
    (sentence,) = gap_sentences([row])
    assert (sentence.text, sentence.note) == (said, note)


def test_gaps_beyond_chance_come_first_and_then_most_denials() -> None:
    rows = [
        gap("date", "too few to tell", denials=None),
        gap("time", "no clear difference", denials=30.0),
        gap("method", MORE, denials=2.0),
        gap("outcome", MORE, denials=9.0),
    ]
    assert [sentence.text.split()[0] for sentence in gap_sentences(rows)] == [
        "Outcome",
        "Method",
        "Time",
        "Date",
    ]
