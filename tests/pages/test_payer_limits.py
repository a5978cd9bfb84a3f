"""What repeat consultations are said to point to: whole sentences, and nothing that the counts do not
carry."""

from __future__ import annotations

from typing import Any

import pytest

from d9311.ui.payers.limits import limit_in_words

NOTHING: dict[str, Any] = {
    "followed": 0, "too_many": 0, "too_many_fewest_days": None, "too_many_most_days": None, "too_many_same_year": 0,
    "approved": 0, "approved_fewest_days": None, "approved_most_days": None, "approved_same_year": 0,
    "denied_otherwise": 0, "codes": "",
}  # fmt: skip
RULE = "An observation in these claims, not the payer's rule: ask for it."


def row(
    refused: tuple[int, int, int] | None, approved: tuple[int, int, int] | None, **more: Any
) -> dict[str, Any]:
    """A row of `observed_limits`: number, fewest and most days of the refused and of the approved ones."""
    found = {**NOTHING, "codes": "149"}
    for name, span in (("too_many", refused), ("approved", approved)):
        if span:
            found |= {name: span[0], f"{name}_fewest_days": span[1], f"{name}_most_days": span[2]}
    found["followed"] = found["too_many"] + found["approved"] + more.get("denied_otherwise", 0)
    return {**found, **more}


CASES = {
    "none followed": (
        None,
        "No patient has a decided consultation after an approved one here, so no limit can be seen.",
    ),
    "none refused": (
        row(None, (8, 40, 300)),
        "None of 8 consultations that followed an approved one was refused as too many; 8 approved, the soonest after "
        "40 days. No limit shows.",
    ),
    "none refused, none approved": (
        row(None, None, denied_otherwise=3),
        "None of 3 consultations that followed an approved one was refused as too many, but none was approved either: "
        "no limit can be seen.",
    ),
    "too few": (
        row((4, 30, 200), (2, 370, 400)),
        "4 of 6 consultations that followed an approved one were refused as too many (149), 30 to 200 days after it. "
        "2 were approved, 370 to 400 days after it. Too few to point to a limit.",
    ),
    "one a year": (
        row((7, 30, 340), (5, 380, 500)),
        "7 of 12 consultations that followed an approved one were refused as too many (149), 30 to 340 days after it. "
        f"5 were approved, 380 to 500 days after it. This points to one in a year. {RULE}",
    ),
    "between two periods": (
        row((6, 30, 100), (3, 400, 500)),
        "6 of 9 consultations that followed an approved one were refused as too many (149), 30 to 100 days after it. "
        f"3 were approved, 400 to 500 days after it. This points to a limit between 100 and 400 days. {RULE}",
    ),
    "none approved later": (
        row((7, 30, 340), None, codes="119"),
        "All 7 consultations that followed an approved one were refused as too many (119), 30 to 340 days after it. None "
        f"was approved. This points to a limit that lasts longer than 340 days; how long cannot be told. {RULE} Code 119 "
        "is also used when the yearly dollar maximum is reached.",
    ),
    "others denied for something else": (
        row((6, 30, 300), None, denied_otherwise=2),
        "6 of 8 consultations that followed an approved one were refused as too many (149), 30 to 300 days after it. None "
        "was approved. The others were denied for other reasons, so how long a limit lasts cannot be told.",
    ),
    "a calendar year": (
        row((6, 30, 300), (4, 60, 200), too_many_same_year=6),
        "6 of 10 consultations that followed an approved one were refused as too many (149), 30 to 300 days after it. "
        "4 were approved, 60 to 200 days after it. All refused ones fell in the calendar year of the approved one, no "
        f"approved one did: this points to one in a calendar year. {RULE}",
    ),
    "both readings": (
        row((6, 30, 340), (4, 366, 400), too_many_same_year=6),
        "6 of 10 consultations that followed an approved one were refused as too many (149), 30 to 340 days after it. "
        "4 were approved, 366 to 400 days after it. This points to one in a year. It fits one in a calendar year as "
        f"well. {RULE}",
    ),
    "overlap": (
        row((6, 30, 300), (40, 25, 600), too_many_same_year=2, approved_same_year=9),
        "6 of 46 consultations that followed an approved one were refused as too many (149), 30 to 300 days after it. "
        "40 were approved, 25 to 600 days after it. Approved and refused ones overlap in time, so no fixed limit shows.",
    ),
    "one alone": (
        row((1, 60, 60), None),
        "The one consultation that followed an approved one was refused as too many (149), 60 days after it. None was "
        "approved. Too few to point to a limit.",
    ),
}


@pytest.mark.parametrize(("found", "said"), CASES.values(), ids=CASES)
def test_limit_is_named_only_as_far_as_the_counts_carry(found: dict[str, Any] | None, said: str) -> None:
    assert limit_in_words(found) == said


def test_first_consultations_refused_point_away_from_a_limit_on_repeats() -> None:
    said = limit_in_words(row(None, (8, 40, 300)), first_refused=23)
    assert said.endswith(
        "No limit shows. 23 first consultations were refused as too many: no limit on repeats explains that, a used-up "
        "yearly maximum may."
    )
    assert "1 first consultation was refused" in limit_in_words(None, first_refused=1)
