"""A letter as data: what is said, in what look, and from which cell; `pdf` and `word` draw it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Look = Literal["plain", "strong", "missing", "late", "source"]

# Characters that would turn a line around or hide in it: they go, so that what is printed is what is stored.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Without these some scripts write other letters.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def inert(text: str) -> str:
    """Return a text of a file for print: one line, without characters that are no writing.

    White space is drawn together; a character without meaning of its own (private, not assigned, half of
    one) becomes the sign for unreadable, an invisible one goes.
    """
    kept = "".join(_seen(character) for character in text)
    return " ".join(kept.split())


def _seen(character: str) -> str:
    kind = unicodedata.category(character)
    if kind not in _UNSEEN or character in _JOINERS:
        return character
    if kind in ("Co", "Cn", "Cs"):
        return UNREADABLE
    return "" if kind == "Cf" else " "


@dataclass(frozen=True)
class Place:
    """Where a value stands: the cell of a file and its import, or a row of a list of the dashboard.

    `value` is the value as stored, in one line; `line` None where no single cell holds it, and with
    `is_segment` the number of the segment of a service line in an X12 file.
    """

    column: str
    value: str
    file_name: str
    line: int | None
    imported: str
    is_segment: bool = False

    def where(self) -> str:
        """Return the line or the segment, as the appendix has it."""
        return f"segment {self.line}" if self.is_segment else str(self.line or "")


@dataclass(frozen=True)
class Span:
    """A piece of a line in one look; a source has the place that its number will lead to."""

    text: str
    look: Look = "plain"
    place: Place | None = None


Line = tuple[Span, ...]


def line(*parts: str | Span | Iterable[Span]) -> Line:
    """Return texts, spans and lines as one line."""
    return tuple(span for part in parts for span in _spans(part))


def _spans(part: str | Span | Iterable[Span]) -> Iterator[Span]:
    if isinstance(part, str):
        yield Span(part)
    elif isinstance(part, Span):
        yield part
    else:
        yield from part


@dataclass(frozen=True)
class Heading:
    """A heading; of level 1 where a part begins on a page of its own, but for the first."""

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Lines of running text, one below the other; `gap` is the space before, in lines."""

    lines: tuple[Line, ...]
    gap: float = 0.5


@dataclass(frozen=True)
class Table:
    """Rows of cells below a header; `widths` are shares. Without `heads` the first cell of a row names it.

    `right` says of each column whether it is set to the right, as numbers are; empty: none is.
    """

    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]
    heads: tuple[str, ...] = ()
    small: bool = False
    right: tuple[bool, ...] = ()


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Document:
    """One file: `running` stands at the foot of each page beside its number, `head` on top of each.

    `is_wide`: on paper laid across, for wide tables.
    """

    title: str
    running: str
    letterhead: tuple[Line, ...]
    blocks: tuple[Block, ...]
    head: tuple[str, ...] = ()
    is_wide: bool = False


def paragraph(*parts: str | Span | Iterable[Span], gap: float = 0.5) -> Paragraph:
    """Return a paragraph of one line of parts."""
    return Paragraph((line(*parts),), gap)


def numbered(blocks: Iterable[Block]) -> tuple[list[Block], list[Place]]:
    """Number the sources of a document in the order in which it is read; return it with the places cited.

    A place that is cited again keeps its number.
    """
    places: list[Place] = []

    def number(parts: Line) -> Line:
        return tuple(_cited(span, places) for span in parts)

    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made.append(replace(block, lines=tuple(number(parts) for parts in block.lines)))
        elif isinstance(block, Table):
            rows = tuple(tuple(number(cell) for cell in row) for row in block.rows)
            made.append(replace(block, rows=rows))
        else:
            made.append(block)
    return made, places


def _cited(span: Span, places: list[Place]) -> Span:
    if span.place is None:
        return span
    if span.place not in places:
        places.append(span.place)
    return replace(span, text=f"\N{NO-BREAK SPACE}[{places.index(span.place) + 1}]")
