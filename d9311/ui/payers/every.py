"""Every payer in one table: how it decides, how soon, for how much; and which one to worry about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

import queries
from d9311.figures.words import words as phrase
from d9311.ui.behind.conditions import Conditions
from d9311.ui.behind.counts import text_of
from d9311.ui.links import PAYERS, card_link, list_link, page_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.drawn import intervals
from d9311.ui.show.frames import records
from d9311.ui.show.table import draw_export
from d9311.ui.show.verdicts import in_short, verdict

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]

COLUMNS = {
    "payer": 190, "decided": 60, "approval_rate": 68, "drawn": 130, "against": 136, "median_days": 46,
    "p90_days": 56, "paid": 80, "denied_billed": 80, "underpaid_by": 74, "ci_low": 84, "underpaid": 70,
    "denied": 60,
}  # fmt: skip
OF_FEES = ("underpaid", "underpaid_by")
LABELS = {
    "approval_rate": "Approved", "drawn": "0 to 100 %", "ci_low": "95 % interval",
    "against": "Against others",
    "median_days": "Days", "p90_days": "9 of 10", "paid": "Plan paid", "denied_billed": "Denied $",
    "underpaid": "Below fee", "underpaid_by": "Short by",
}  # fmt: skip
BESIDE = ("payer_signals", "decision_time", "denied_amounts", "underpayments")
COUNTS: Mapping[str, Conditions] = {
    "decided": {"outcome": "decided"},
    "denied": {"outcome": "denied"},
    "underpaid": {"flag": "allowed below the fee"},
}


def draw_every(page: Page) -> None:
    """Draw the payer to worry about in a sentence, and every payer as a row that opens its card."""
    rates = page.run("approval_by_payer")
    if not len(rates):
        st.text("No D9311 claim within the filters has reached a payer.")
        return
    frame = _ranked(_joined(page, rates))
    _draw_worry(page, records(frame))
    has_fees = bool(frame["with_fee"].fillna(0).gt(0).any())
    columns = {name: width for name, width in COLUMNS.items() if has_fees or name not in OF_FEES}
    page.table(
        frame, tuple(columns), key="every_payer", measure="approval_by_payer", labels=LABELS,
        on_open=_opened, export=False, widths=columns,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="every_payer_reach"):
        draw_export(frame.drop(columns="drawn"), name="payers", key="every_payer")
        page.definition("approval_by_payer", *(queries.describe(name) for name in BESIDE), key="every_payer")
        if not has_fees:
            label = "Enter your fees to see who pays below the contract"
            page_link(PAYERS, label, ":material/edit:", list_link(page.link))
    st.caption(
        "What is most surely low stands first: the upper end of the 95 % interval decides. The dotted line "
        "is the rate of all together; grey: under 30 decided; under 5 no rate. Days from first sent to the "
        "first decision: half are decided by then, and 9 of 10. A click on a count opens its rows, any "
        "other cell the payer's card."
    )


def _joined(page: Page, rates: pandas.DataFrame) -> pandas.DataFrame:
    """Return the payers with what other measures say of each, as it stands there.

    One payer is judged against all of them, whatever payers the filter leaves.
    """
    signals = page.run("payer_signals", replace(page.filters, payers=None))
    said = signals.assign(against=[in_short(row) for row in records(signals)])
    # a row for each group code of a payer; together they are its denied claims
    denied = page.run("denied_amounts").groupby("payer", dropna=False, as_index=False)["billed"].sum()
    # without a fee nothing is known to be short
    fees = page.run("underpayments")
    told = fees.assign(**{name: fees[name].where(fees["with_fee"].gt(0)) for name in OF_FEES})
    beside = (
        (page.run("decision_time").iloc[1:], ["median_days", "p90_days"]),
        (told, ["with_fee", *OF_FEES]),
        (denied.rename(columns={"billed": "denied_billed"}), ["denied_billed"]),
        (said, ["against", "signal", "limit_95_low", "limit_95_high"]),
    )
    rates = rates.drop(columns="median_days")  # of the decided ones alone
    for frame, names in beside:
        rates = rates.merge(frame[["payer", *names]], on="payer", how="left")
    return rates


def _ranked(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows with a picture of each interval: what is most surely low first, too few last."""
    ranked = frame.assign(is_few=frame["decided"] < words.FEW).sort_values(["is_few", "ci_high"])
    decided = int(frame["decided"].sum())
    pooled = float(frame["approved"].sum()) / decided if decided else None
    return (
        ranked.assign(drawn=intervals(records(ranked), pooled)).drop(columns="is_few").reset_index(drop=True)
    )


def _opened(row: Row, column: str) -> Conditions | str | None:
    """Return what a cell opens: the rows of its count, else the payer's card; a blank payer has none."""
    payer = text_of(row["payer"])
    return {"payer": payer, **COUNTS[column]} if column in COUNTS else payer or None


def _draw_worry(page: Page, payers: list[dict[str, Any]]) -> None:
    """Say which payer to worry about, and why: one beyond chance before one that may be low by chance."""
    judged = [row for row in payers if row["decided"] >= words.FEW and row["payer"] is not None]
    below = [row for row in judged if row["signal"] == "below"] or [row for row in judged if _is_low(row)]
    if not below:
        st.markdown("**No payer stands below the others.** " + _most_denied(judged))
        return
    worst = below[0]
    others = f" So does {words.plural(len(below) - 1, 'other payer', 'other payers')}." if below[1:] else ""
    with st.container(border=True, key="verdict_box", gap="xxsmall"):
        st.markdown(f"**{words.literal(verdict(worst))}.**{others}")
        st.text(_why(page, worst))
        card = card_link(page.link, worst["payer"])
        page_link(PAYERS, f"Card of {words.literal(worst['payer'])}", ":material/contact_page:", card)


def _is_low(row: Row) -> bool:
    return bool(row["limit_95_low"] is not None and row["approval_rate"] < row["limit_95_low"])


def _most_denied(judged: list[dict[str, Any]]) -> str:
    if not judged:
        return "Too few claims are decided to tell."
    worst = judged[0]
    counts = f"{worst['approved']:,} of {worst['decided']:,} approved"
    return words.literal(f"Most surely low is {worst['payer']}: {counts}.")


def _why(page: Page, row: Row) -> str:
    """Return what was denied, and the heaviest reason."""
    denied = f"{words.plural(row['denied'], 'claim')} denied, {words.dollars(row['denied_billed'])} billed"
    own = replace(page.filters, payers=(row["payer"],))
    kinds: dict[str, int] = {}
    for reason in records(page.run("denial_reasons", own)):
        kind = phrase(reason["category"] or "no_reason_given")
        kinds[kind] = kinds.get(kind, 0) + reason["episodes"]
    if not row["denied"] or not kinds:
        return f"{denied}."
    kind = max(kinds, key=kinds.__getitem__)
    return f"{denied}; the most frequent reason is {kind} ({kinds[kind]:,} of {row['denied']:,})."
