"""Denials by month: what is drawn of the months and of the events."""

from __future__ import annotations

from datetime import date

import pandas as pd

from d9311.figures import Mark, denial_months

COLUMNS = ("month", "episodes", "first_decided", "first_denied", "denial_rate", "ci_low", "ci_high", "mature")
MONTHS = pd.DataFrame(
    [
        ("2025-01", 10, 10, 4, 0.4, 0.17, 0.69, True),
        ("2025-03", 9, 4, 1, 0.25, 0.05, 0.7, True),
        ("2025-04", 12, 8, 2, 0.25, 0.07, 0.59, False),
    ],
    columns=COLUMNS,
)
MARKS = [Mark(date(2025, 3, 4), "A", False), Mark(date(2025, 6, 1), "B", True)]


def test_months_with_fewer_than_five_decided_and_those_without_any_are_holes() -> None:
    _, rates, bars = denial_months(MONTHS, MARKS).data
    assert rates.x == ("2025-01-16", "2025-02-16", "2025-03-16", "2025-04-16")
    assert rates.y == (0.4, None, None, 0.25)
    assert rates.marker.symbol == ("circle", "circle", "circle", "circle-open")
    assert bars.y == (10, 4, 8)


def test_immature_months_are_hatched() -> None:
    hatched = denial_months(MONTHS, MARKS).data[0]
    assert (hatched.name, hatched.x) == ("immature: over 10% pending", ("2025-04-16",))


def test_every_event_is_a_line_on_its_day_with_its_letter() -> None:
    figure = denial_months(MONTHS, MARKS)
    assert [(line.x0, line.x1, line.line.dash) for line in figure.layout.shapes] == [
        ("2025-03-04", "2025-03-04", "dot"),
        ("2025-06-01", "2025-06-01", None),
    ]
    letters = {note.text: note.x for note in figure.layout.annotations if note.text != "decided"}
    assert letters == {"A": "2025-03-04", "<b>B</b>": "2025-06-01"}
    assert figure.layout.xaxis.range == ("2025-01-01", "2025-07-01")  # as far as the last event


def test_hover_says_counts_and_why_there_is_no_rate() -> None:
    bars = denial_months(MONTHS, []).data[-1]
    assert (
        bars.hovertext[1]
        == "<b>2025-03</b><br>denied at first 1 of 4 decided<br>too few for a rate<br>9 sent"
    )


def test_nothing_decided_is_said() -> None:
    figure = denial_months(MONTHS.assign(first_decided=0), MARKS)
    assert figure.layout.annotations[0].text == "No decided claim with a date in this selection."
