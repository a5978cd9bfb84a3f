"""How long payers take: curves, two payers compared, and how claims end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311 import figures
from d9311.frames import records
from d9311.statistics.competing import after
from d9311.statistics.logrank import compared, life_table
from d9311.ui.linked import linked_choice, linked_choices
from d9311.ui.overview.overdue import draw_overdue, draw_overdue_number
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import draw_folded, explain, tell
from d9311.ui.show.takeaway import DAYS, takeaway_of_curve

if TYPE_CHECKING:
    import pandas

MOST_CURVES = 4

Row = Mapping[str, Any]


def draw_waiting(page: Page) -> None:
    """Draw the page, or say in words what its export does not give."""
    times = records(page.run("decision_time"))
    if not times[0]["decided"]:
        page.not_computable(
            "no claim has both a date sent and a decision date; "
            "columns submitted_date and adjudicated_date are needed."
        )
    else:
        if not page.facts["keeps_history"]:
            explain("This export keeps one decision a claim: an earlier one, if there was any, is gone.")
        _draw_headline(page, times[0])
        _draw_payers(page)
        payers = [row["payer"] for row in times[1:] if row["payer"] is not None]
        for title, choices, draw, note in FOLDED:
            asked = any(st.query_params.get(name) for name in choices)
            draw_folded(title, note, partial(draw, page, payers), key=choices[0], is_open=asked)
    draw_overdue(page)


def _draw_headline(page: Page, pooled: Row) -> None:
    of = {"numerator": pooled["decided"], "denominator": pooled["episodes"]}
    with st.container(key="cards_waiting"):
        page.number(
            "Half decided within",
            pooled["median_days"],
            kind="days",
            definition="Days from first sent to first decision, "
            "undecided claims counted as waiting (Kaplan-Meier).",
            reason="Under half of the claims are decided yet.",
            note=_median_interval(pooled),
            rows={"flag": "waited for a decision"},
            **of,
        )
        page.number(
            "9 of 10 decided within",
            pooled["p90_days"],
            kind="days",
            definition="The day by which nine of ten are decided (Kaplan-Meier).",
            reason="Fewer than nine of ten are decided yet.",
            rows={"flag": "waited for a decision"},
            **of,
        )
        draw_overdue_number(page)


def _median_interval(row: Row) -> str:
    if row["median_low"] is None:
        return ""
    high = "not reached" if row["median_high"] is None else f"{row['median_high']} days"
    return f"95% interval {row['median_low']} to {high}"


def _draw_payers(page: Page) -> None:
    page.section(
        "Payers", "Days from first sent to first decision; claims that still wait are counted as waiting."
    )
    times = page.run("decision_time")
    page.figure(figures.decision_time(times), times, "decision_time")


def _draw_curves(page: Page, payers: Sequence[str]) -> None:
    curve = page.run("decision_curve")
    chosen = linked_choices(
        "curve", "Payers to draw", payers, most=MOST_CURVES, placeholder="All payers together"
    )
    page.figure(
        figures.undecided_curve(curve, chosen or ("all",)),
        curve,
        "decision_curve",
        marks=False,
        alt=takeaway_of_curve(curve, chosen or ("all",)),
    )


def _draw_pair(page: Page, payers: Sequence[str]) -> None:
    curve = page.run("decision_curve")
    if len(payers) < 2:
        tell("There is only one payer in this selection, so there is nothing to compare.")
        return
    with st.container(horizontal=True, key="pair_choices"):
        first = linked_choice("first", "This payer", payers, placeholder="Choose a payer")
        others = [payer for payer in payers if payer != first]
        second = linked_choice("second", "against", others, placeholder="Choose another")
    if first is None or second is None:
        tell("Choose two payers.")
        return
    tell(compared((first, second), *(life_table(_rows_of(curve, payer)) for payer in (first, second))))
    explain(
        "Choose the pair for a reason. Of payers picked because they look far apart, "
        "more seem to differ than do."
    )


def _draw_endings(page: Page, payers: Sequence[str]) -> None:
    curve = page.run("decision_curve")
    payer = (
        linked_choice("ending", "Payer", ["all", *payers], default="all",
                      shown=lambda name: "All payers" if name == "all" else name)
        or "all"
    )  # fmt: skip
    rows = _rows_of(curve, payer)
    sent = rows[0]["at_risk"] if rows else 0
    if sent < words.FEW:
        tell(f"Too few for shares: {words.plural(sent, 'claim')} with a date sent.")
        return
    standing = [found for days in DAYS if (found := after(rows, days))]
    if standing:
        said = _standing(next((one for one in standing if one["days"] == 60), standing[-1]), sent)
    else:
        said = f"No claim has been watched for {DAYS[0]} days yet."
    tell(said)
    st.plotly_chart(
        figures.decision_endings(curve, payer),
        key="endings_chart",
        config={"displayModeBar": False},
        alt=f"Shares approved, denied and undecided by days since sent. {said}",
    )
    if standing:
        _draw_horizons(page, standing)
    page.definition("decision_curve", key="endings")


def _draw_horizons(page: Page, standing: Sequence[Row]) -> None:
    import pandas

    columns = ["days", "share_approved", "approved_low", "share_denied", "denied_low", "share_exhausted",
               "exhausted_low", "share_undecided", "undecided_low", "watched"]  # fmt: skip
    labels = {"days": "After days", "watched": "Claims watched longer"}
    page.table(pandas.DataFrame(standing), columns, key="endings_table", measure="", labels=labels)


def _standing(found: Row, sent: int) -> str:
    parts = [("approved", "approved"), ("denied", "denied"), ("exhausted", "benefit used up"),
             ("undecided", "undecided")]  # fmt: skip
    shares = ", ".join(
        f"{words.percent(found[f'share_{share}'])} {said}"
        for share, said in parts
        if found[f"share_{share}"] > 0
    )
    return f"After {found['days']} days: {shares} (of {words.plural(sent, 'claim')} sent)."


def _rows_of(curve: pandas.DataFrame, payer: str) -> list[dict[str, Any]]:
    return records(curve[curve["payer"] == payer])


# heading, the choices in it by their names in the link, what draws it, and the line under its heading
FOLDED = (
    (
        "Undecided, day by day", ("curve",), _draw_curves,
        "Of the claims sent, the share without a decision after so many days, with its 95% interval.",
    ),
    (
        "Two payers", ("first", "second"), _draw_pair,
        "Does one decide faster than the other, or is it chance? Log-rank test on both curves.",
    ),
    (
        "Approved, denied or undecided", ("ending",), _draw_endings,
        "By the first decision, before any appeal or correction. Approval and denial compete: "
        "what is denied is not just approved later. Unclear answers and duplicates count as undecided.",
    ),
)  # fmt: skip
