"""A page as a document for paper: what the screen showed, in its order, each table whole, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from d9311 import __version__
from d9311.exports import cell
from d9311.packet.document import Block, Document, Heading, Paragraph, Table, inert, line, paragraph
from d9311.ui.export import outline as shown
from d9311.ui.export.columns import Column, written_columns
from d9311.ui.export.outline import Outline
from d9311.ui.export.told import FILE_HEADS, about_rows, definitions, figure_lines
from d9311.ui.show import words
from d9311.ui.show.written import WRITTEN, number_of

TITLE = "D9311"
NUMBERS = ("rate", "points", "parts", "decimal", "money", "wait", "number", "count")
ROOM = 175  # characters of a line of a table on a sheet of paper across
BOLD = 1.15  # as wide as a plain letter is a bold one
PAD = 3  # characters that the space between two columns takes
LONGEST = 34  # characters of a word before it is parted
WIDEST = 90  # characters of a cell before it breaks into lines, where there is room
COUNTS = ("Rows read", "Kept", "Set aside")
EMPTY = "Nothing to show within the filters."


def of_pages(outlines: Sequence[Outline]) -> bytes:
    """Return the PDF of one page, or of several, each beginning on a new sheet."""
    from d9311.packet import (
        pdf,  # what sets paper takes a tenth of a server's memory, so not before it is wanted
    )

    return pdf.write(document(outlines))


def document(outlines: Sequence[Outline]) -> Document:
    """Return what stands on paper; `head` is on top of each sheet."""
    about = outlines[0].about
    title = f"{TITLE}: {about.title}" if len(outlines) == 1 else f"{TITLE}: all pages"
    filters, dates = head_of(about)
    head = (inert(f"{title} · {filters}"), inert(dates))
    blocks = [block for one in outlines for block in _page(one, outlines[0])]
    tables = [entry for one in outlines for entry in one.entries.values() if isinstance(entry, shown.Shown)]
    blocks += [*_sources(about), *_definitions(tables)]
    return Document(title, f"{TITLE} dashboard {__version__}", (), tuple(blocks), head=head, is_wide=True)


def head_of(about: shown.About) -> tuple[str, str]:
    """Return what stands on top of a sheet, beside the title: what was chosen, and how far the data reach."""
    dates = "; ".join(f"{name.casefold()} {day}" for name, day in about.dates)
    return _filters(about), f"Data: {dates}"


def _filters(about: shown.About) -> str:
    return " · ".join(f"{name}: {text}" for name, text in about.filters if text != "All")


def _page(page: Outline, first: Outline) -> Iterator[Block]:
    about = page.about
    yield Heading(inert(about.title), 1, new_page=page is not first)
    if list(about.filters) != list(first.about.filters):
        yield paragraph(inert(_filters(about)))
    if about.question:
        yield paragraph(inert(about.question))
    for kind, entries in groupby(page.entries.values(), type):
        if kind is shown.Figure:
            yield _table(figure_lines([entry for entry in entries if isinstance(entry, shown.Figure)]))
        else:
            for entry in entries:
                yield from _entry(entry)


def _entry(entry: shown.Entry) -> Iterator[Block]:
    if isinstance(entry, shown.Heading):
        yield Heading(inert(entry.title))
        if entry.note:
            yield paragraph(inert(entry.note))
    elif isinstance(entry, shown.Said):
        yield paragraph(inert(entry.text))
    elif isinstance(entry, shown.Shown):
        if entry.note:
            yield paragraph(inert(entry.note))
        columns = written_columns(entry)
        if columns and columns[0].values:
            yield from (_table(part) for part in parts(columns))
        else:
            yield paragraph(EMPTY)


def parts(columns: Sequence[Column]) -> list[list[Column]]:
    """Return columns in as few parts as the paper needs to hold them, about as wide each; every part begins
    with the first column where that tells the rows apart, else with their numbers.
    """
    if sum(map(_least, columns)) <= ROOM:
        return [[*columns]]
    first = columns[0].values
    if len(set(first)) < len(first):
        columns = [Column("", "No.", "number", [*range(1, len(first) + 1)]), *columns]
    fewest = len(_parted(columns, ROOM))
    rooms = (*range(ROOM // 2, ROOM, 5), ROOM)
    return next(made for room in rooms if len(made := _parted(columns, room)) == fewest)


def _parted(columns: Sequence[Column], room: int) -> list[list[Column]]:
    first, *rest = columns
    made, left = [[first]], room - _least(first)
    for column in rest:
        least = _least(column)
        if len(made[-1]) > 1 and least > left:
            made.append([first])
            left = room - _least(first)
        made[-1].append(column)
        left -= least
    return made


def _table(columns: Sequence[Column]) -> Table:
    """Set columns as a table: each as wide as its longest word, and wider as far as there is room."""
    texts = [texts_of(column) for column in columns]
    least = [_least(column) for column in columns]
    wanted = [min(max(map(len, [*cells, ""])), WIDEST) + PAD for cells in texts]
    more = [max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    share = min(1.0, max(ROOM - sum(least), 0) / (sum(more) or 1))
    return Table(
        rows=tuple(tuple(line(text) for text in row) for row in zip(*texts, strict=True)),
        widths=tuple(need + one * share for need, one in zip(least, more, strict=True)),
        heads=tuple(inert(column.heading) for column in columns),
        small=True,
        right=tuple(column.kind in NUMBERS for column in columns),
    )


def _least(column: Column) -> int:
    """Return how many characters wide a column must be for its longest word; headings are bold."""
    heads = [round(len(word) * BOLD) for word in column.heading.split()]
    cells = {len(word) for text in texts_of(column) for word in text.split()}
    return min(max([*heads, *cells], default=1), LONGEST) + PAD


def texts_of(column: Column) -> list[str]:
    """Return the cells of a column as they are printed."""
    return [inert(text_of(value, column)) for value in column.values]


def text_of(value: Any, column: Column) -> str:
    """Return one value as paper has it: rates in percent, money with its cents, days as on screen."""
    if value is None or value == "":
        return words.UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{words.day(value)} {value:%H:%M}" if isinstance(value, datetime) else words.day(value)
    return (
        number_of(value, column.kind, column.form) if column.kind in WRITTEN or column.form else cell(value)
    )


def _sources(about: shown.About) -> Iterator[Block]:
    yield Heading("What it was made from")
    pairs = [*about.filters, *about.dates, ("Rules that derived the numbers", about.build)]
    yield Paragraph(tuple(line(inert(f"{name}: {text}")) for name, text in pairs))
    files = [row for row in about_rows(about, ()) if len(row) == len(FILE_HEADS)]
    if len(files) > 1:
        columns = [
            Column(head, head, "count" if head in COUNTS else "text", list(values))
            for head, *values in zip(*files, strict=True)
        ]
        yield _table(columns)


def _definitions(tables: Iterable[shown.Shown]) -> Iterator[Block]:
    for number, (measure, header) in enumerate(definitions([*tables]).items()):
        if not number:
            yield Heading("How it is counted")
        said = [f"{measure.replace('_', ' ').capitalize()}. {header.get('question', '')}"]
        said += [f"{name.capitalize()}: {text}" for name, text in header.items() if name != "question"]
        yield Paragraph(tuple(line(inert(text)) for text in said))
