"""Which payer to worry about, and why: by the rule of measures.md, Whom to worry about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.figures.words import words as phrase
from d9311.frames import beside, records, values
from d9311.ui.links import PAYERS, card_link, page_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import note_said, tell
from d9311.ui.show.verdicts import in_short, verdict

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]


def judged(page: Page, rates: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows of `approval_by_payer` with how each stands against all, and its denied dollars.

    One payer is judged against all of them, whatever payers the filter leaves.
    """
    signals = page.run("payer_signals", replace(page.filters, payers=None))
    said = signals.assign(against=[in_short(row) for row in records(signals)])
    names = ("against", "signal", "limit_95_low", "limit_95_high")
    return beside(_with_dollars(page, rates), said, names, "payer")


def _with_dollars(page: Page, rates: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows with what was billed on each payer's denied claims."""
    import pandas

    denied = page.run("denied_amounts")
    billed: dict[str | None, Decimal] = {}
    for row in records(denied):  # one for each group code of a payer
        billed[row["payer"]] = billed.get(row["payer"], Decimal()) + (row["billed"] or Decimal())
    dollars = [billed.get(payer) for payer in values(rates["payer"])]
    return rates.assign(denied_billed=pandas.array(dollars, dtype=denied["billed"].dtype))


def worrying(payers: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the payers that have enough decided claims, and those of them to worry about, the worst first.

    Beyond chance before one that may be low by chance.
    """
    enough = [row for row in payers if row["decided"] >= words.FEW and row["payer"] is not None]
    ranked = sorted(enough, key=lambda row: float(row["ci_high"]))
    return ranked, [row for row in ranked if row["signal"] == "below"] or [r for r in ranked if _is_low(r)]


def draw_worry(page: Page, payers: Sequence[Row]) -> None:
    """Say in a box which payer to worry about, and why, with the way to its card."""
    ranked, below = worrying(payers)
    if not below:
        most = _most_denied(ranked)
        st.markdown("**No payer stands below the others.** " + words.literal(most))
        note_said(f"No payer stands below the others. {most}")
        return
    others = f" So does {words.plural(len(below) - 1, 'other payer', 'other payers')}." if below[1:] else ""
    with st.container(border=True, key="verdict_box", gap="xxsmall"):
        st.markdown(f"**{words.literal(verdict(below[0]))}.**{others}")
        note_said(f"{verdict(below[0])}.{others}")
        tell(_why(page, below[0]))
        card = card_link(page.link, below[0]["payer"])
        name = words.literal(below[0]["payer"])
        page_link(PAYERS, f"Card of {name}", ":material/contact_page:", card)


def draw_worry_line(page: Page, rates: pandas.DataFrame) -> None:
    """Say it in few words, for a page on which it is not all."""
    ranked, below = worrying(records(judged(page, rates)))
    said = f"{verdict(below[0])}." if below else "No payer stands below the others."
    why = _why(page, below[0]) if below else _most_denied(ranked)
    note_said(f"{said} {why}")
    with st.container(horizontal=True, vertical_alignment="center", key="next_worry"):
        st.html(f'<div class="d-next d-worry"><b>{escape(said)}</b><span>{escape(why)}</span></div>')
        if below:
            page_link(PAYERS, "Card", ":material/contact_page:", card_link(page.link, below[0]["payer"]))


def _is_low(row: Row) -> bool:
    return bool(row["limit_95_low"] is not None and row["approval_rate"] < row["limit_95_low"])


def _most_denied(ranked: Sequence[Row]) -> str:
    if not ranked:
        return "Too few claims are decided to tell."
    worst = ranked[0]
    counts = f"{worst['approved']:,} of {worst['decided']:,} approved"
    return f"Most surely low is {worst['payer']}: {counts}."


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
