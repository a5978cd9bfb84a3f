"""What a page may do: run a measure, show a number, a figure, a table, and open the rows behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Unpack

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import queries
from d9311.conditions.rows import Conditions, narrow
from d9311.filters import Filters
from d9311.frames import records
from d9311.ui import states
from d9311.ui.behind.counts import opener
from d9311.ui.behind.panel import draw_rows, is_of_consultations, rows_link
from d9311.ui.kept.control import draw_keep
from d9311.ui.kept.shown import note_shown
from d9311.ui.links import PAYERS, WORK, Link, card_link, go, page_link
from d9311.ui.session import NO_SESSION, Session
from d9311.ui.show import words
from d9311.ui.show.accounted import Account, account_of
from d9311.ui.show.chart import draw_chart
from d9311.ui.show.definition import draw_definition
from d9311.ui.show.heads import draw_header, draw_opener, draw_section, say
from d9311.ui.show.numbers import Details, draw_number
from d9311.ui.show.table import Opening, draw_table, note_table

if TYPE_CHECKING:
    import pandas
    import plotly.graph_objects


@dataclass(frozen=True)
class Page:
    """One open page: its filters, its data, and the few ways in which it shows something.

    `link` holds the filters as query parameters; every link to another page hands it on. `facts` are those
    of all data in the user's scope: dates, counts, whether they are invented. `problem` says why the data
    do not open; only the Data page is ever drawn with one. `within` are the conditions that every number of
    the page stands under beside its own, as on a payer's card; the rows behind it meet them too.
    """

    name: str
    filters: Filters
    session: Session = NO_SESSION
    link: Link = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""
    within: Conditions = field(default_factory=dict)

    @property
    def has_data(self) -> bool:
        """Return whether anything is loaded; only the Data page is ever open without."""
        return bool(self.facts)

    @property
    def is_invented(self) -> bool:
        """Return whether the sample data are loaded."""
        return bool(self.facts.get("invented"))

    def has(self, kind: str) -> bool:
        """Return whether any claim with D9311, or any consultation, is loaded, whatever the filters."""
        return bool(self.facts.get("episodes" if kind == "claims" else kind))

    def has_or_says(self, kind: str) -> bool:
        """Return whether a kind of file is loaded; where not, say what is missing and how to fill it in."""
        if not self.has(kind):
            states.without(kind, self.link)
        return self.has(kind)

    def needs(self, kind: str) -> None:
        """End the run, having said why, where a kind of file is not loaded."""
        if not self.has_or_says(kind):
            st.stop()

    @property
    def everything(self) -> Filters:
        """Return the filters that leave in all that the user may see."""
        return Filters(scope=self.filters.scope, as_of=self.filters.as_of)

    @property
    def practices(self) -> Mapping[str, str]:
        """Return what each practice that the user may see is called on screen, by its id."""
        listing = self.session.listing("practices", self.everything)
        return {row["practice_id"]: row["practice"] for row in records(listing)}

    def header(self, title: str, question: str = "") -> None:
        """Write the title and, under it, the question that the page answers, where its answer does not."""
        with draw_header(self.name, title, question):
            draw_keep(self.name, self.filters, self.session)

    def section(self, title: str, note: str = "", anchor: str | None = None) -> None:
        """Write a heading inside the page and an optional line under it; `anchor`: what leads there."""
        draw_section(title, note, anchor)

    def says(self, sentence: str) -> None:
        """Write a sentence that answers; foreign text in it shows as typed."""
        say(sentence)

    def run(self, name: str, filters: Filters | None = None) -> pandas.DataFrame:
        """Run a measure with the page's filters (or others): the columns and order of its definition.

        Cached by data version, measure and filters. Raises queries.UnknownQuery.
        """
        return self.session.run(name, filters or self.filters)

    def groups(self, name: str) -> tuple[str, ...]:
        """Return the columns that say whose a row of a measure is, and by which its counts open."""
        return tuple(queries.opens(name))

    def number(
        self,
        label: str,
        value: words.Number | None,
        *,
        rows: Conditions | None = None,
        **details: Unpack[Details],
    ) -> None:
        """Show one headline figure with what `Details` holds; `rows` opens the rows behind it."""
        note_shown(label, rows, self.within, details)
        link = self.link if "leads" in details else self.rows_url(rows)
        draw_number(link, label, value, details, self.account)

    def table(
        self,
        frame: pandas.DataFrame,
        columns: Sequence[str] | None = None,
        *,
        key: str,
        measure: str = "",
        labels: Mapping[str, str] | None = None,
        on_open: Opening | None = None,
        export: bool = True,
        widths: Mapping[str, int] | None = None,
    ) -> None:
        """Show a frame with readable headings and number formats, literal text and our own export.

        `columns` picks and orders (default: all); `labels` renames a heading. Where the measure's header says
        what its counts open, or `on_open` does (row, column -> conditions, or a payer), a click on a count
        opens its rows below, and one on a payer's name the payer's card. `widths` of columns are pixels.
        """
        chosen = draw_table(
            frame,
            columns,
            key=key,
            measure=measure,
            labels=labels or {},
            on_open=on_open or opener(measure),
            export=export,
            widths=widths,
        )
        if isinstance(chosen, str):
            go(PAYERS, card_link(self.link, chosen))
        elif isinstance(chosen, Mapping):
            self.show_rows({**self.within, **chosen}, key=f"{key}_rows")

    def figure(
        self,
        figure: plotly.graph_objects.Figure,
        frame: pandas.DataFrame,
        name: str,
        *,
        columns: Sequence[str] | None = None,
        labels: Mapping[str, str] | None = None,
        on_open: Opening | None = None,
        marks: bool = True,
        key: str = "",
        alt: str = "",
    ) -> None:
        """Show a chart with its table, its definition and the rows behind it within reach.

        `name` is the measure. `alt` tells it, where `takeaway` cannot. A count in the table opens its
        rows, as in `table`, and so does a mark of the chart (its ids in `customdata`, in the order of
        `groups`) unless `marks` is False.
        """
        self.chart(figure, frame, name, marks=marks, key=key, alt=alt)
        self.reach(frame, name, columns=columns, labels=labels, on_open=on_open, key=key)

    def chart(
        self, figure: plotly.graph_objects.Figure, frame: pandas.DataFrame, name: str, *, marks: bool = True,
        key: str = "", alt: str = "",
    ) -> None:  # fmt: skip
        """Show the chart of `figure` alone, where a page calls `reach` by itself."""
        key, marks = key or name, marks and bool(self.groups(name))
        if conditions := draw_chart(figure, frame, name, marks=marks, key=key, alt=alt):
            self.show_rows({**self.within, **conditions}, key=f"{key}_mark")

    def reach(
        self,
        frame: pandas.DataFrame,
        name: str,
        *,
        columns: Sequence[str] | None = None,
        labels: Mapping[str, str] | None = None,
        on_open: Opening | None = None,
        key: str = "",
    ) -> DeltaGenerator:
        """Put table, rows and definition of what is said above one click away; return their line for more."""
        key = key or name
        note_table(frame, columns, key=f"{key}_frame", measure=name, labels=labels or {})
        line = st.container(horizontal=True, vertical_alignment="center", key=f"{key}_reach")
        with line:
            opened = draw_opener(key)
            self.definition(name, key=key)
        if opened:
            card = " A payer's name opens its card." if "payer" in self.groups(name) else ""
            if self.groups(name) or on_open:
                st.caption(f"Choose a count to see the rows behind it.{card}")
            self.table(frame, columns, key=f"{key}_frame", measure=name, labels=labels, on_open=on_open)
        return line

    def definition(self, name: str, *beside: Mapping[str, str], key: str = "") -> None:
        """Offer what a measure counts and leaves out, and its SQL; `beside`: headers of its table's rest."""
        header, key = queries.describe(name), f"{self.name}_{key or name}_how"
        draw_definition(header, *beside, key=key, account=self.account, sql=queries.read(name))

    def account(self, rate: str) -> Account | None:
        """Return what is in the numbers of a rate and in neither, within the filters; None for no rate."""
        return account_of(self.session, self.filters, rate, self.rows_url) if rate else None

    def not_computable(self, reason: str) -> None:
        """Say in place of a number or figure why this export does not give it."""
        st.info(f"Cannot be computed from this export: {words.literal(reason)}", icon=":material/block:")

    def rows_url(self, conditions: Conditions | None) -> Link | None:
        """Return the query parameters under which the page Work shows the rows of `conditions`."""
        return None if conditions is None else rows_link(self.link, {**self.within, **conditions})

    def rows_of(self, conditions: Conditions) -> pandas.DataFrame:
        """Return the episodes or consultations that meet the conditions, in worklist order."""
        name = "consultations" if is_of_consultations(conditions) else "episodes"
        return narrow(self.session.listing(name, self.filters), conditions)

    def show_rows(self, conditions: Conditions, key: str) -> None:
        """Show the rows that meet the conditions, in place."""
        rows, has_card = self.rows_of(conditions), "payer" not in self.within
        draw_rows(rows, conditions, key=key, link=self.link, practices=self.practices, has_card=has_card)

    def rows_behind(self, label: str = "Open the rows", **conditions: str) -> None:
        """Link to the claims in the filters that meet the conditions: `outcome="denied", payer="X"`."""
        page_link(WORK, words.literal(label), ":material/arrow_forward:", rows_link(self.link, conditions))
