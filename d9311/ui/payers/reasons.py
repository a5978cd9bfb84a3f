"""A payer's card, reasons: why it denies with the next step, and what its approved and denied claims hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas
import streamlit as st

from d9311 import figures
from d9311.conditions.rows import CHECKS, ELEMENTS, Conditions
from d9311.figures.words import sentence
from d9311.figures.words import words as phrase
from d9311.frames import records
from d9311.ui.behind.counts import behind
from d9311.ui.counted import draw_counts
from d9311.ui.payers.card import Card
from d9311.ui.show import words
from d9311.ui.show.heads import explain, note_said, tell
from d9311.ui.show.rules import next_step

Row = Mapping[str, Any]
Key = tuple[str | None, str | None]

REASONS = ("category", "code", "first_episodes", "recovered", "episodes", "billed")
REASON_LABELS = {
    "recovered": "Of these won back",
    "episodes": "Denied at last",
    "billed": "Billed, denied at last",
}
STEPS = 5  # as many as a reader takes in before a call; the rest is one click away
NO_STEP = "The list of codes does not know it: read the EOB's reason."
COMMON_LABELS = {
    "name": "Element or check", "approved_with": "Approved, with it", "approved_all": "Approved, all",
    "denied_with": "Denied, with it", "denied_all": "Denied, all", "verdict": "Beyond chance?",
}  # fmt: skip


def draw_reasons(card: Card) -> None:
    """Show the denial reasons, most at first on top, what to do about each, and their rows folded."""
    page = card.page
    page.section("Why it denies, and the next step for each code")
    reasons = page.run("denial_reasons")
    if not len(reasons):
        tell("This payer denied nothing in this period.")
        return
    groups: dict[Key, list[str | None]] = {}
    for row in records(page.session.listing("payer_denial_groups", page.filters)):
        groups.setdefault((row["category"], row["code"]), []).append(row["group_code"])
    known = {row["code"]: row for row in records(page.session.listing("denial_codes"))}
    rows = records(reasons)
    _draw_steps([(*line, _counts(row)) for line, row in zip(steps(rows, groups, known), rows, strict=True)])
    with st.expander("The same as a table, with the rows behind it", type="compact"):
        draw_counts(page, "denial_reasons", reasons, REASONS, REASON_LABELS)


def _counts(row: Row) -> str:
    first = f"{row['first_episodes']:,} denied at first"
    if row["recovered"]:
        first += f", {row['recovered']:,} of them won back"
    return f"{first}; {row['episodes']:,} at last, {words.dollars(row['billed'])} billed"


def steps(
    reasons: Iterable[Row], groups: Mapping[Key, list[str | None]], known: Mapping[str, Row]
) -> list[tuple[str, str, str]]:
    """Return for each reason its code, its meaning and what to do about it, under each of its group codes.

    `groups`: the group codes of each category and code; `known`: the list of codes by code.
    """
    found = []
    for row in reasons:
        code, category = row["code"], sentence(phrase(row["category"] or "no_reason_given"))
        entry = known.get(code)
        meaning = entry["meaning"] if entry else "not in the list of codes" if code else "no code is given"
        said = [
            sentence(next_step(entry["next_step"], entry["route"], group))
            for group in groups.get((row["category"], code), [None])
            if entry
        ]
        found.append((code or "No code", f"{category}: {meaning}", " ".join(dict.fromkeys(said)) or NO_STEP))
    return found


def _draw_steps(lines: Sequence[tuple[str, str, str, str]]) -> None:
    for one in lines:
        note_said(" · ".join(one))
    with st.container(border=True):
        st.html(f'<div class="d-list d-steps">{_listed(lines[:STEPS])}</div>')
        if len(lines) > STEPS:
            with st.expander(f"{len(lines) - STEPS} more", type="compact"):
                st.html(f'<div class="d-list d-steps">{_listed(lines[STEPS:])}</div>')


def _listed(lines: Iterable[tuple[str, str, str, str]]) -> str:
    return "".join(
        f"<p><b>{escape(code)}</b><span>{escape(meaning)}<small>{escape(counts)}</small></span>"
        f"<span>{escape(step)}</span></p>"
        for code, meaning, step, counts in lines
    )


def draw_common(card: Card) -> None:
    """Show which elements and checks approved and denied claims have, by the first decision."""
    page = card.page
    explain(
        "Elements of the record and billing checks, by this payer's first decision. They go together; that "
        "is no proof of a cause. Records written after the decision are left out. Under five, counts only."
    )
    found = common(page.run("gap_effects"))
    if not len(found):
        tell("No decided claim of this payer has a record or a check to compare.")
        return
    page.figure(
        figures.payer_common(found),
        found,
        "gap_effects",
        columns=[*COMMON_LABELS],
        labels=COMMON_LABELS,
        on_open=rows_of_common,
        marks=False,
        key="common",
    )


def common(effects: pandas.DataFrame) -> pandas.DataFrame:
    """Turn `gap_effects` of one payer round:
    how many of the approved and of the denied have each element or pass.

    Returns name, kind, approved_with, approved_all, denied_with, denied_all, verdict; what applies to no
    decided claim is left out. Elements come first, each kind in the order of the checklist.
    """
    places = {name: place for place, name in enumerate((*ELEMENTS, *CHECKS))}
    effects = effects.sort_values("name", key=lambda names: names.map(places), kind="stable")
    effects = effects.sort_values("kind", ascending=False, kind="stable")
    found = effects[(effects["with_gap_decided"] + effects["without_gap_decided"]) > 0]
    denied = found["with_gap_denied"] + found["without_gap_denied"]
    return (
        found[["name", "kind"]]
        .assign(
            approved_with=found["without_gap_decided"] - found["without_gap_denied"],
            approved_all=found["with_gap_decided"] + found["without_gap_decided"] - denied,
            denied_with=found["without_gap_denied"],
            denied_all=denied,
            verdict=found["verdict"],
        )
        .reset_index(drop=True)
    )


def rows_of_common(row: Row, column: str) -> Conditions | None:
    """Return the conditions of the rows behind one count of `common`."""
    outcome, _, of = column.partition("_")
    if outcome not in ("approved", "denied") or of not in ("with", "all"):
        return None
    judged = behind("gap_effects", "without_gap_decided", row) or {}
    there = "present" if row["kind"] == "element" else "passed"
    return {**judged, "state": there if of == "with" else "applicable", "first": outcome}
