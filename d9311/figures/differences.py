"""Differences of two rates with their intervals about zero: practices against the rest, gaps against none."""

from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import Rate, add_dots
from .layout import MEASURED, empty, most, percent_axis, row_chart, row_texts, say_left_out
from .palette import APPROVED, GAP, QUIET
from .words import called, count, failures, labels, lines, literal, of, percent, sentence, signed

TOO_FEW = "too few to tell"
DIFFERENCE = {
    **percent_axis(range=[-1.03, 1.03], **MEASURED),
    "tickvals": [-1, -0.5, 0, 0.5, 1],
    "ticktext": ["−100", "", "same", "", "+100"],
}


def practice_differences(frame: Any) -> go.Figure:
    """Approval rate of each practice minus that of the others, with its interval;
    `practice_differences`' frame.

    Of many practices thirty are drawn: those that differ clearly, then those with most decided.
    """
    every = sorted(records(frame), key=lambda row: -row["decided"])
    rows = most(every, lambda row: (row["verdict"] in ("higher", "lower"), row["decided"]))
    if not rows:
        return empty("No episode in this selection.")
    if not any(row["rest_decided"] for row in every):
        return empty("No other practice has a decided episode in this selection: nothing to compare with.")
    names = labels([called(row, "practice_id") for row in rows])
    figure = row_chart(
        names,
        [of(row["approved"], row["decided"]) for row in rows],
        "approved<br>of decided",
        axis=DIFFERENCE,
    )
    clear: list[Rate] = []
    unclear: list[Rate] = []
    few = [place for place, row in enumerate(rows) if row["verdict"] == "too few"]
    row_texts(figure, dict.fromkeys(few, TOO_FEW))
    for place, row in enumerate(rows):
        if row["verdict"] == "too few":
            continue
        mark = Rate(
            place, (row["practice_id"],), row["approved"], row["decided"],
            row["difference"], row["difference_low"], row["difference_high"], _difference_hover(row),
        )  # fmt: skip
        (unclear if row["verdict"] == "no clear difference" else clear).append(mark)
    add_dots(figure, clear, APPROVED, "clear difference", "diamond")
    add_dots(figure, unclear, QUIET, "no clear difference", "circle-open")
    say_left_out(figure, len(rows), len(every), "clear ones first, then most decided")
    return figure


def _difference_hover(row: dict[str, Any]) -> str:
    return lines(
        f"<b>{literal(called(row, 'practice_id'))}</b>",
        f"approved {of(row['approved'], row['decided'])} decided: {percent(row['approval_rate'])}",
        f"the others {of(row['rest_approved'], row['rest_decided'])}: {percent(row['rest_rate'])}",
        f"difference {signed(row['difference'] * 100)} points "
        f"({signed(row['difference_low'] * 100)} to {signed(row['difference_high'] * 100)})",
    )


def gap_effects(frame: Any) -> go.Figure:
    """Difference of the denial rates with and without each gap, within payers; `gap_effects`' frame."""
    rows = sorted(
        records(frame), key=lambda row: (row["risk_difference"] is None, -(row["risk_difference"] or 0))
    )
    if not rows:
        return empty("No episode with a first decision in this selection.")
    few = [row["risk_difference"] is None or row["verdict"] == TOO_FEW for row in rows]
    if all(few):
        return empty("Too few decided claims to tell of any gap.")
    figure = row_chart(
        labels([sentence(failures(row["name"])) for row in rows]),
        [count(row["with_gap_decided"]) for row in rows],
        "with the<br>gap",
        axis=DIFFERENCE,
    )
    strong: list[Rate] = []
    weak: list[Rate] = []
    row_texts(figure, {place: TOO_FEW for place, is_few in enumerate(few) if is_few})
    for place, row in enumerate(rows):
        if few[place]:
            continue
        mark = Rate(
            place, (row["name"], row["kind"]), row["with_gap_denied"], row["with_gap_decided"],
            row["risk_difference"], row["rd_low"], row["rd_high"], _gap_hover(row),
        )  # fmt: skip
        (strong if "beyond chance" in row["verdict"] else weak).append(mark)
    add_dots(figure, strong, GAP, "beyond chance", "diamond")
    add_dots(figure, weak, QUIET, "no clear difference", "circle-open")
    return figure


def _gap_hover(row: dict[str, Any]) -> str:
    return lines(
        f"<b>{sentence(failures(row['name']))}</b>",
        f"denied with the gap {of(row['with_gap_denied'], row['with_gap_decided'])}",
        f"denied without it {of(row['without_gap_denied'], row['without_gap_decided'])}",
        f"within payers {signed(row['risk_difference'] * 100)} points "
        f"({signed(row['rd_low'] * 100)} to {signed(row['rd_high'] * 100)})",
    )
