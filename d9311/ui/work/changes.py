"""What an import changed: headline counts, a table per kind of change, and what to do about each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.figures.words import sentence
from d9311.frames import records
from d9311.ui import states
from d9311.ui.export.controls import draw_export
from d9311.ui.export.outline import Shown, outline
from d9311.ui.linked import linked_choice
from d9311.ui.links import WORK, claim_link, page_link, record_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.rules import next_step
from d9311.ui.show.table import draw_table
from d9311.ui.work.change_kinds import KINDS, Kind, Row

if TYPE_CHECKING:
    import pandas

__all__ = ["KINDS", "draw_changes", "draw_way", "paid_difference"]

LABELS = {"before": "Before", "after": "Now", "paid_before": "Paid before", "paid_after": "Paid now"}


def draw_changes(page: Page) -> None:
    """Show the changes of the newest import, or of an earlier one that the user chooses."""
    calls = records(page.session.listing("calls"))
    call = _chosen([one for one in calls if one["is_compared"]])
    if call is None:
        states.nothing_to_compare(page.is_invented, page.link)
        return
    outline().whatever_the_period()
    everything = replace(page.filters, date_from=None, date_to=None, import_call=None)
    is_newest = call["call_number"] == calls[0]["call_number"]
    frame = page.run("changes", everything) if is_newest else _of_call(page, call, everything)
    st.caption(
        f"Imported {_when(call)}: {words.literal(call['file_names'])}; compared with all imports before it. "
        "The period of the filter bar does not matter here, so that no change is hidden; its other filters "
        "do."
    )
    if not len(frame):
        _draw_none(page, is_newest)
        return
    rows = records(frame)
    _draw_headline(page, rows)
    page.definition("changes")
    frame = frame.assign(next_step=list(_next_steps(page, rows)))
    for kind in KINDS:
        _draw_kind(page, kind, frame, rows)
    empty = [kind.title for kind in KINDS if not kind.of(rows)]
    if empty:
        st.caption(f"Nothing to show in: {', '.join(empty)}.")
    every = Shown("All changes", frame, tuple(frame.columns), LABELS, "changes")
    draw_export(every, name="changes", key="changes", what="All changes")


def _chosen(compared: list[dict[str, Any]]) -> dict[str, Any] | None:
    if len(compared) < 2:
        return compared[0] if compared else None
    shown = {str(one["call_number"]): f"{_when(one)}: {one['file_names']}" for one in compared}
    newest = next(iter(shown))
    number = linked_choice("import", "Import", [*shown], default=newest, shown=shown.__getitem__, width=420)
    return next(one for one in compared if str(one["call_number"]) == number)


def _when(call: Row) -> str:
    return f"{words.day(call['imported_at'].date())}, {call['imported_at']:%H:%M} UTC"


def _of_call(page: Page, call: Row, filters: Any) -> pandas.DataFrame:
    return page.session.listing("call_changes", filters, call=str(call["call_number"]))


def _draw_none(page: Page, is_newest: bool) -> None:
    whole = page.run("changes", page.everything) if is_newest else ()
    if len(whole):
        st.info(
            f"{words.plural(len(whole), 'change')} of this import, none of them within the filters above.",
            icon=":material/filter_alt_off:",
        )
        return
    st.info(
        "This import changed nothing: every episode and every consultation is as it was.",
        icon=":material/check:",
    )


def _draw_headline(page: Page, rows: Sequence[Row]) -> None:
    denied, completed, flipped, approved, edited = (kind.of(rows) for kind in KINDS[:5])

    def total(positions: Sequence[int], amount: Callable[[Row], Any]) -> str:
        return words.dollars(sum(amount(rows[number]) or 0 for number in positions))

    def billed(row: Row) -> Any:
        return row["billed"]

    to_denied = sum(rows[number]["after"] == "denied" for number in flipped)
    with st.container(key="cards_changes"):
        page.number("Newly denied", len(denied), note=f"{total(denied, billed)} billed")
        page.number(
            "Newly approved", len(approved), note=f"{total(approved, lambda row: row['paid_after'])} paid"
        )
        page.number(
            "Flipped", len(flipped), note=f"{len(flipped) - to_denied} to approved, {to_denied} to denied"
        )
        page.number("Completed after a denial", len(completed), note=f"{total(completed, billed)} billed")
        page.number("Amounts edited", len(edited), note=paid_difference([rows[number] for number in edited]))


def paid_difference(rows: Sequence[Row]) -> str:
    """Return by how much more or less is paid now than before, over all rows."""
    more = sum((row["paid_after"] or 0) - (row["paid_before"] or 0) for row in rows)
    return f"{words.dollars(abs(more))} {'less' if more < 0 else 'more'} paid"


def _next_steps(page: Page, rows: Sequence[Row]) -> Iterator[str | None]:
    """What to do about each change, None where there is nothing to do."""
    episodes = {row["episode_id"]: row for row in records(page.session.listing("episodes", page.everything))}
    codes = {row["code"]: row for row in records(page.session.listing("denial_codes"))}
    for row in rows:
        episode = episodes.get(row["episode_id"])
        if episode is None or episode["outcome"] != "denied":
            yield None
        elif row["change"] == "documentation completed":
            yield _resend(episode)
        elif row["change"] in ("newly decided", "flipped") and row["after"] == "denied":
            known = codes.get(episode["denial_code"])
            yield sentence(
                next_step(known["next_step"], known["route"], episode["group_code"])
                if known
                else "enter the EOB's reason: the export gives no code that the list knows."
            )
        else:
            yield None


def _resend(episode: Row) -> str:
    if episode["is_appealed"]:
        return "An appeal is filed: see that the record went with it."
    if episode["rework_open"]:
        return "Sent again already: see that the record went with it."
    return "Resubmit or appeal now, with the record."


def _draw_kind(page: Page, kind: Kind, frame: pandas.DataFrame, rows: Sequence[Row]) -> None:
    positions = kind.of(rows)
    if not positions:
        return
    page.section(f"{kind.title}: {len(positions):,}", kind.note)
    key = f"changes_{kind.title.casefold().replace(' ', '_')}"
    part = frame.iloc[positions].reset_index(drop=True)
    chosen = draw_table(
        part, kind.columns, key=key, measure="changes", labels={**LABELS, **kind.labels}, on_open=None,
        export=False, rows_open=True,
    )  # fmt: skip
    if isinstance(chosen, int):
        draw_way(page, records(part.iloc[[chosen]])[0], key)


def draw_way(page: Page, row: Row, key: str) -> None:
    """Lead from a change to the claim or record that it is about;
    a row may be chosen in several tables at once.
    """
    with st.container(border=True, key=f"{key}_way"):
        if row["next_step"]:
            st.text(f"Next step: {row['next_step']}")
        episode = row["now_in"] or (None if row["change"] == "gone" else row["episode_id"])
        if episode:
            label = "Open the denial" if row["after"] == "denied" else "Open the claim"
            page_link(WORK, label, ":material/arrow_forward:", claim_link(page.link, episode))
        elif row["consultation_id"] and row["change"] != "gone":
            page_link(
                WORK,
                "Open the record",
                ":material/arrow_forward:",
                record_link(page.link, row["practice_id"], row["consultation_id"]),
            )
        else:
            st.text("It is in no export any more as D9311, so there is no claim to open.")
