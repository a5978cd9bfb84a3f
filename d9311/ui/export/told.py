"""What is told beside the tables of an export: the headline figures and what all numbers are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from d9311 import __version__
from d9311.ui.export.about import definition_of
from d9311.ui.export.columns import Column
from d9311.ui.export.outline import About, Figure, Shown
from d9311.ui.show import words
from d9311.ui.show.numbers import WRITE

FILE_HEADS = ("File", "Kind", "Imported, UTC", "Rows read", "Kept", "Set aside", "SHA-256")
FILE_COLUMNS = ("file_name", "kind", "imported_at", "rows_read", "rows_kept", "rows_set_aside", "sha256")
Row = tuple[Any, ...]


def figure_columns(figures: Sequence[Figure]) -> list[Column]:
    """Return headline figures as columns; a rate over too few has its counts only."""

    def column(heading: str, values: list[Any], kind: str = "text") -> Column:
        return Column(heading, heading, kind, values)

    return [
        column("Number", [one.label for one in figures]),
        *(
            column(said, [None if one.is_small or one.kind != kind else one.value for one in figures], look)
            for said, kind, look in (
                ("Rate", "rate", "rate"), ("Dollars", "dollars", "money"), ("Days", "days", "wait"),
                ("Count", "count", "count"),
            )
            if any(one.kind == kind for one in figures)
        ),
        column("Numerator", [one.numerator for one in figures], "count"),
        column("Denominator", [one.denominator for one in figures], "count"),
        column("95% interval, low", [one.interval[0] for one in figures], "rate"),
        column("95% interval, high", [one.interval[1] for one in figures], "rate"),
        column("Note", [one.note or None for one in figures]),
        column("How it is counted", [one.definition or None for one in figures]),
    ]  # fmt: skip


def contents_columns(tables: Sequence[tuple[About, Shown]], sheets: Sequence[str | None]) -> list[Column]:
    """Return the tables, each with its page and sheet, as columns; one without rows has no sheet."""
    return [
        Column("page", "Page", "text", [about.title for about, _ in tables]),
        Column("table", "Table", "text", [table.title for _, table in tables]),
        Column("sheet", "Sheet", "text", [name or "no rows within the filters" for name in sheets]),
        Column("rows", "Rows", "count", [len(table.frame) for _, table in tables]),
        Column("period", "Period", "text", [about.period for about, _ in tables]),
    ]


def figure_lines(figures: Sequence[Figure]) -> list[Column]:
    """Return headline figures as columns of texts, as their cards have them."""

    def column(heading: str, values: list[str], kind: str = "text") -> Column:
        return Column("", heading, kind, [value or None for value in values])

    found = [
        column("Number", [one.label for one in figures]),
        column("Value", [_value(one) for one in figures]),
        column("Of", [_counts(one) for one in figures]),
        column("95% interval", [_interval(one) for one in figures]),
        column("Note", [one.note for one in figures]),
    ]
    return [column for column in found if any(column.values)]


def _value(figure: Figure) -> str:
    if figure.is_small and figure.value is not None:
        return f"{figure.numerator or 0} of {figure.denominator}, too few for a rate"
    return WRITE[figure.kind](figure.value)


def _counts(figure: Figure) -> str:
    if figure.denominator is None:
        return ""
    known = figure.numerator is not None
    return f"{figure.numerator:,}/{figure.denominator:,}" if known else f"n = {figure.denominator:,}"


def _interval(figure: Figure) -> str:
    known = figure.interval[0] is not None and not figure.is_small
    return words.interval(*figure.interval) if known else ""


def about_rows(about: About, tables: Sequence[Shown]) -> Iterator[Row]:
    """Give what the numbers are of, row by row; a row of one text is a heading."""
    yield (about.title,)
    if about.question:
        yield "Question", about.question
    yield ("What was chosen",)
    yield from about.filters
    yield from (("Rows", table.note) for table in tables if table.note)
    yield ("The data",)
    yield from about.dates
    yield ("The files that were read",)
    if about.files:
        yield FILE_HEADS
    for file in about.files:
        yield tuple(file[name] for name in FILE_COLUMNS)
    for measure, header in definitions(tables).items():
        yield (f"How it is counted: {measure.replace('_', ' ')}",)
        yield from ((name.capitalize(), text) for name, text in header.items())
    yield ("Made by",)
    yield "D9311 dashboard", __version__
    yield "Rules that derived the numbers", about.build


def definitions(tables: Sequence[Shown]) -> dict[str, dict[str, str]]:
    """Return the definitions of all measures shown, each once."""
    found = {table.measure: definition_of(table.measure) for table in tables}
    return {measure: header for measure, header in found.items() if header}
