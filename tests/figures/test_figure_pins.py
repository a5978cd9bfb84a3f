"""Notes on figures over months: a line at the month, its words above, room for them, and nothing else moved."""

from __future__ import annotations

import pandas as pd

from d9311.figures import Pin, approval_trend, pinned

COLUMNS = ("month", "episodes", "decided", "approved", "approval_rate", "ci_low", "ci_high", "mature")
MONTHS = pd.DataFrame(
    [
        ("2025-01", 10, 10, 4, 0.4, 0.17, 0.69, True),
        ("2025-06", 12, 8, 6, 0.75, 0.41, 0.93, True),
    ],
    columns=COLUMNS,
)


def test_note_is_a_line_at_its_month_with_its_words_above() -> None:
    figure = pinned(approval_trend(MONTHS), [Pin("2025-06", "Letters"), Pin("2025-01", "New <b>fees</b>")])
    assert [(line.x0, line.x1, line.yref) for line in figure.layout.shapes] == [
        ("2025-01-16", "2025-01-16", "paper"), ("2025-06-16", "2025-06-16", "paper"),
    ]  # fmt: skip
    first, last = figure.layout.annotations[-2:]
    assert (first.text, first.hovertext) == (
        "▾ New &lt;b&gt;fees&lt;/b&gt;", "<b>2025-01</b><br>New &lt;b&gt;fees&lt;/b&gt;",
    )  # fmt: skip
    assert (last.text, last.xanchor, first.xanchor) == ("Letters ▾", "right", "left")
    assert first.yshift > last.yshift  # a line each


def test_figure_grows_by_the_lines_of_its_notes_and_its_axes_stay() -> None:
    plain, figure = approval_trend(MONTHS), pinned(approval_trend(MONTHS), [Pin("2025-03", "Letters")])
    room = figure.layout.height - plain.layout.height
    assert room == figure.layout.margin.t - plain.layout.margin.t == 21
    assert figure.layout.xaxis.range == plain.layout.xaxis.range
    many = pinned(approval_trend(MONTHS), [Pin(f"2025-0{one}", "x" * 90) for one in range(1, 7)])
    assert many.layout.height - plain.layout.height == 51
    assert all(len(note.text) <= 36 for note in many.layout.annotations[-6:])


def test_note_outside_the_months_or_on_an_empty_figure_is_not_drawn() -> None:
    outside = [Pin("2024-12", "before"), Pin("2025-07", "after")]
    assert pinned(approval_trend(MONTHS), outside).to_plotly_json() == approval_trend(MONTHS).to_plotly_json()
    empty = approval_trend(MONTHS.iloc[:0])
    assert pinned(empty, [Pin("2025-01", "x")]) is empty
