"""What a page shows, as it shows it: its exports are made of this and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.ui.show import words

if TYPE_CHECKING:
    import pandas

_KEY = "_outline"
ALL_DATES = "All dates, whatever the filter bar says"


@dataclass(frozen=True)
class About:
    """What all numbers of a page are of.

    `parts` are the names of the page's parts in its address, the first one empty.
    `filters` are names and words in the order of the filter bar; `period` is the one that file names and
    paper are headed with; `dates` are the newest dates of the data by what they are of; `files` the rows of
    the listing `imports`.
    """

    page: str = ""
    question: str = ""
    part: str = ""
    parts: Sequence[str] = ("",)
    period: str = ""
    filters: Sequence[tuple[str, str]] = ()
    dates: Sequence[tuple[str, str]] = ()
    files: Sequence[Mapping[str, Any]] = ()
    build: str = ""

    @property
    def title(self) -> str:
        """Return the page with its part, once where they have one name."""
        return f"{self.page}: {self.part}" if self.part not in ("", self.page) else self.page


@dataclass(frozen=True)
class Heading:
    """A heading inside the page, and the line under it."""

    title: str
    note: str = ""


@dataclass(frozen=True)
class Said:
    """A sentence that answers."""

    text: str


@dataclass(frozen=True)
class Figure:
    """One headline figure: its value of its kind (rate, count, dollars, days) and what stands beside it."""

    label: str
    value: words.Number | None
    kind: str = "count"
    numerator: int | None = None
    denominator: int | None = None
    interval: tuple[words.Number | None, words.Number | None] = (None, None)
    note: str = ""
    definition: str = ""

    @property
    def is_small(self) -> bool:
        """Return whether it is a rate over too few to be written as one."""
        return self.kind == "rate" and self.denominator is not None and self.denominator < words.FEW


@dataclass(frozen=True)
class Shown:
    """A table as it is shown: the frame, the names of the columns seen, in order, and the page's headings.

    `measure` names the measure or the listing whose definition it has; `title` the section it stands in;
    `note` says which rows these are, where the filters do not say it all.
    """

    title: str
    frame: pandas.DataFrame
    columns: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    measure: str = ""
    note: str = ""


Entry = Heading | Said | Figure | Shown


@dataclass
class Outline:
    """One run of a page: what was shown, in order. What is drawn again under its key takes its old place."""

    about: About = field(default_factory=About)
    entries: dict[str, Entry] = field(default_factory=dict)

    def put(self, key: str, entry: Entry) -> None:
        """Note what is shown under a key of the page."""
        self.entries[key] = entry

    def describe(self, **known: Any) -> None:
        """Note more of what the page's numbers are of, as it becomes known; fields of `About`."""
        self.about = replace(self.about, **known)

    def whatever_the_period(self) -> None:
        """Note that the numbers of this part do not know the period of the filter bar."""
        known = {**dict(self.about.filters), "Period": ALL_DATES}
        self.describe(period=ALL_DATES, filters=[*known.items()])

    @property
    def section(self) -> str:
        """Return the heading under which something is shown now, else the page."""
        titles = [entry.title for entry in self.entries.values() if isinstance(entry, Heading)]
        return titles[-1] if titles else self.about.title


def begin(about: About) -> Outline:
    """Begin the outline of a run; those of earlier runs stay with the exports that hold them."""
    outline = st.session_state[_KEY] = Outline(about)
    return outline


def outline() -> Outline:
    """Return the outline of the page that is being drawn."""
    found: Outline = st.session_state.get(_KEY) or begin(About())
    return found


def of_session(state: Any) -> Outline:
    """Return the outline of the page that was drawn last in a session, by its state."""
    found: Outline = state[_KEY]
    return found
