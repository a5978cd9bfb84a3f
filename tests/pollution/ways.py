"""What can be wrong in a file: a name for each way, and the change that makes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.pollution.lines import (
    WIDTH,
    Change,
    LineChange,
    Way,
    delimiters,
    drop,
    extend,
    insert,
    on_line,
    quotes,
    swap,
    ways_of_a_line,
)
from tests.pollution.tables import NAMES, ROWS, File

PLACES = {"header": 0, "first": 1, "middle": 4, "last": len(ROWS)}


def ways() -> Iterator[Way]:
    """Every way, in a fixed order."""
    yield "nothing wrong", lambda file: None
    yield from _whole_files()
    yield from _around_the_table()
    yield from _headers()
    yield from _columns()
    for name, number in PLACES.items():
        yield from ways_of_a_line(name, number)


def _every(field: str, value: str) -> Change:
    def change(file: File) -> None:
        for line in file.lines:
            setattr(line, field, value)

    return change


def _whole_files() -> Iterator[Way]:
    for delimiter in (";", "|", "\t", " ", "\t\t", ":", ", ", "\\t", ",,", "~", "^"):
        yield f"field delimiter {delimiter!r}", delimiters(delimiter)
    for end in ("\n", "\r", "\n\n", "\r\n\r\n", "\n\r", ""):
        yield f"record delimiter {end!r}", _every("end", end)
    for quote in ('"', "'", '" ', "~", "`", "''", '""'):
        yield f"quotation mark {quote!r}", quotes(quote)
    for escape in ("\\", '"', ""):
        yield f"escape {escape!r}", _every("escape", escape)
    for encoding in (
        "utf-8-sig",
        "latin-1",
        "cp1252",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "mac-roman",
    ):
        yield f"encoding {encoding}", _encoding(encoding)
    for number in (0, 1, 200, 777):
        yield f"file of {number} bytes", _cut(number)
    for number in (1, 4, 60):
        yield f"{number} rows", _row_count(number)


def _encoding(encoding: str) -> Change:
    def change(file: File) -> None:
        file.encoding = encoding

    return change


def _cut(size: int) -> Change:
    def change(file: File) -> None:
        content = file.content()[:size].decode(file.encoding, "surrogateescape")
        file.lost = {row.split("|")[0] for row in ROWS}
        file.lines, file.before = [], content

    return change


def _row_count(count: int) -> Change:
    def change(file: File) -> None:
        file.lost = {row.split("|")[0] for row in ROWS[count:]}
        file.lines = file.lines[: count + 1]
        for number in range(len(file.lines), count + 1):
            file.lines.append(file.line(f"C{900 + number}", *ROWS[0].split("|")[1:]))
            file.also[f"C{900 + number}"] = "C101"

    return change


def _put(position: int, *rows: list[str]) -> Change:
    def change(file: File) -> None:
        new = [file.line(*cells) for cells in rows]
        at = len(file.lines) if position < 0 else position
        file.lines[at:at] = new

    return change


def _around_the_table() -> Iterator[Way]:
    blank = [""] * WIDTH
    for place, position in (("preamble", 0), ("footnote", -1)):
        for words in ("PREAMBLE", "Report of claims, January", "Total"):
            wide = [words, *blank[1:]]
            for count in (1, 3):
                yield f"{place} of {count} lines, {words}", _put(position, *[[words]] * count)
                yield f"{place} of {count} delimited lines, {words}", _put(position, *[wide] * count)
            gap = ([[words]] * 3, [[""]]) if position == 0 else ([[""]], [[words]] * 3)
            yield f"{place} with a blank line, {words}", _put(position, *gap[0], *gap[1])
            gap = ([wide] * 3, [blank]) if position == 0 else ([blank], [wide] * 3)
            yield f"{place} with a delimited blank line, {words}", _put(position, *gap[0], *gap[1])
    for width in (6, 12, WIDTH, 20):
        names = [f"col{number}" for number in range(width)]
        rows = [[f"x{number}" for number in range(width)] for _ in range(5)]
        yield f"second table of {width} columns", _put(-1, names, *rows)
        yield f"second table of {width} columns after a blank line", _put(-1, [""], names, *rows)
        yield f"first table of {width} columns", _put(0, names, *rows, [""])
    yield "the table again with other claims", _again
    yield "blank lines between", _put(3, [""], blank, [" "])
    yield "the header again in the middle", _put(4, list(NAMES))


def _again(file: File) -> None:
    rows = [line.cells for line in file.lines[1:]]
    _put(-1, list(NAMES), *([f"D{cells[0]}", *cells[1:]] for cells in rows))(file)
    file.also = {f"D{cells[0]}": cells[0] for cells in rows}


def _headers() -> Iterator[Way]:
    yield "no header", _no_header
    for extra in (1, 2):
        yield f"header on {extra + 1} lines", _put(0, *[list(NAMES)] * extra)
        yield f"a half header above, {extra}", _put(0, *[["", "HEADER", *[""] * (WIDTH - 2)]] * extra)
    for position in range(WIDTH):
        for name in ("", "HEADER", "HEAD/%R", NAMES[(position + 1) % WIDTH], "HEADER" * 50_000):
            yield f"header {position + 1} is {name[:20]!r}", _rename(position, name)


def _no_header(file: File) -> None:
    del file.lines[0]


def _rename(position: int, name: str) -> Change:
    def change(file: File) -> None:
        file.lines[0].cells[position] = name

    return change


def _columns() -> Iterator[Way]:
    for position in range(WIDTH):
        yield f"no row has cell {position + 1}", _each_row(partial(drop, at=position))
        yield (
            f"every row has a blank cell before {position + 1}",
            _each_row(partial(insert, at=position)),
        )
        yield (
            f"column {position + 1} is ended by ;",
            _each_line(partial(swap, at=position, delimiter=";")),
        )
    for count in (1, 3):
        yield (
            f"{count} blank cells more in every row",
            _each_row(partial(extend, cells=[""] * count)),
        )
        yield f"{count} cells more in every row", _each_row(partial(extend, cells=["x"] * count))
        yield f"{count} blank names more", on_line(0, partial(extend, cells=[""] * count))
        yield f"{count} names more", on_line(0, partial(extend, cells=[f"n{i}" for i in range(count)]))


def _each_row(line_change: LineChange) -> Change:
    def change(file: File) -> None:
        for line in file.lines[1:]:
            line_change(line)

    return change


def _each_line(line_change: LineChange) -> Change:
    def change(file: File) -> None:
        for line in file.lines:
            line_change(line)

    return change
