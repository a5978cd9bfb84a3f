"""What the page Money says of differences: whole sentences."""

from __future__ import annotations

import pytest

from d9311.statistics.effect import Placebo, event_change, work_effect
from d9311.statistics.strata import Stratum
from d9311.ui.effect.sentences import event_sentence, needed_sentence, placebo_sentence, work_sentence


@pytest.mark.parametrize(
    ("stratum", "said"),
    [
        (
            Stratum(3, 1, 12, 2),
            "Not yet tellable: 1 of 3 worked denials were paid later, 2 of 12 comparable ones that nobody "
            "worked. At least 5 of each are needed, and about 327 of each to see 10 points (power 80%).",
        ),
        (
            Stratum(20, 9, 20, 7),
            "No clear difference: 9 of 20 worked denials were paid later, 7 of 20 comparable ones that "
            "nobody worked. Within the same payer, reason and quarter −21 to +39 points.",
        ),
        (
            Stratum(20, 15, 20, 5),
            "15 of 20 worked denials were paid later, 5 of 20 comparable ones that nobody worked: 50 points "
            "more within the same payer, reason and quarter (+18 to +72 points), beyond chance.",
        ),
        (
            Stratum(20, 5, 20, 15),
            "5 of 20 worked denials were paid later, 15 of 20 comparable ones that nobody worked: 50 points "
            "fewer within the same payer, reason and quarter (−72 to −18 points), beyond chance.",
        ),
    ],
)
def test_effect_of_work_is_said_with_its_counts(stratum: Stratum, said: str) -> None:
    assert work_sentence(work_effect([stratum])) == said


def test_placebo_is_said_with_its_middle() -> None:
    assert placebo_sentence(Placebo(0.0021, -0.14, 0.12)) == (
        "Placebo: had the worked ones been drawn by lot in the same groups, the difference would be "
        "+0.2 points on average and in 95 of 100 cases −14 to +12 points."
    )


@pytest.mark.parametrize(
    ("stratum", "said", "needed"),
    [
        (
            Stratum(600, 120, 400, 160),
            "Changed: 120 of 600 denied at first since, 160 of 400 before. Within payers 20 points fewer "
            "(−26 to −14 points), beyond chance.",
            "To see 10 points (power 80%) it takes 376 decided claims after it; 600 are there.",
        ),
        (
            Stratum(20, 1, 200, 160),
            "Changed: 1 of 20 denied at first since, 160 of 200 before. Within payers 75 points fewer "
            "(−85 to −39 points), beyond chance, even for an early look (99.9% interval).",
            "",
        ),
        (
            Stratum(900, 360, 900, 360),
            "No change of 10 points or more: 360 of 900 denied at first since, 360 of 900 before. Within "
            "payers −5 to +5 points.",
            "",
        ),
        (
            Stratum(1, 0, 40, 10),
            "Not yet tellable: 0 of 1 denied at first since, 10 of 40 before. Within payers −26 to +100 "
            "points so far.",
            "With 40 decided claims before it no number after it is enough to see 10 points (power 80%); a "
            "larger change may still show.",
        ),
        (
            Stratum(3, 0, 0, 0),
            "Not yet tellable: 0 of 3 denied at first since, 0 of 0 before.",
            "No claim was decided before it, so nothing can be compared.",
        ),
    ],
)
def test_verdict_on_an_event_is_said_with_what_it_takes(stratum: Stratum, said: str, needed: str) -> None:
    found = event_change([stratum])
    assert event_sentence(found) == said
    if needed:
        assert needed_sentence(found) == needed
