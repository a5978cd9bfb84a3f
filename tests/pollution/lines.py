"""What can be wrong in one line of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.pollution.tables import NAMES, File, Line

Change = Callable[[File], None]
LineChange = Callable[[Line], None]
Way = tuple[str, Change]

WIDTH = len(NAMES)


def on_line(number: int, line_change: LineChange) -> Change:
    """The change of a file that changes one of its lines."""
    return lambda file: line_change(file.lines[number])


def delimiters(value: str, *numbers: int) -> Change:
    """Other delimiters, in all lines or some."""

    def change(file: File) -> None:
        for number in numbers or range(len(file.lines)):
            line = file.lines[number]
            line.delimiters = [value] * len(line.delimiters)

    return change


def quotes(value: str, *numbers: int) -> Change:
    """Other quotes, in all lines or some."""

    def change(file: File) -> None:
        for number in numbers or range(len(file.lines)):
            file.lines[number].quote = file.lines[number].escape = value

    return change


def drop(line: Line, at: int) -> None:
    """Leave out a cell and its delimiter."""
    del line.cells[at]
    del line.delimiters[min(at, len(line.delimiters) - 1)]


def insert(line: Line, at: int) -> None:
    """Put in a blank cell."""
    line.cells.insert(at, "")
    line.delimiters.append(line.delimiters[0])


def extend(line: Line, cells: list[str]) -> None:
    """Put cells at the end."""
    line.cells += cells
    line.delimiters += [line.delimiters[0]] * len(cells)


def swap(line: Line, at: int, delimiter: str) -> None:
    """Another delimiter behind a cell."""
    if at < len(line.delimiters):
        line.delimiters[at] = delimiter


def ways_of_a_line(name: str, number: int) -> Iterator[Way]:
    """Every way for one line: `name` says which it is, `number` counts from the header."""
    on = partial(on_line, number)
    if number:
        yield f"{name} line has no cells", _emptied(number)
    for count in (1, 5, 12, 15):
        yield f"{name} line has {count} cells", on(partial(_resize, count=count))
    for end in ("\n", "\r", "", "\n\n"):
        yield f"{name} line ends with {end!r}", on(partial(_end, end=end))
    for delimiter in (";", "\t", "|", " ", ",,"):
        yield f"{name} line is delimited by {delimiter!r}", delimiters(delimiter, number)
    for quote in ("'", "", '"', "~"):
        yield f"{name} line is quoted by {quote!r}", quotes(quote, number)
    if number:
        for escape in ("\\", '"', "'"):
            yield f"{name} line has a quote escaped by {escape!r}", _escaped(number, escape)
    yield from _cells_of_a_line(name, number)


def _cells_of_a_line(name: str, number: int) -> Iterator[Way]:
    on = partial(on_line, number)
    for position in range(WIDTH):
        yield f"{name} line lacks cell {position + 1}", on(partial(drop, at=position))
        yield (
            f"{name} line has a delimiter more before {position + 1}",
            on(partial(insert, at=position)),
        )
        yield (
            f"{name} line has a quote more in {position + 1}",
            on(partial(_quote, at=position)),
        )
        if position < WIDTH - 1:
            yield (
                f"{name} line lacks delimiter {position + 1}",
                on(partial(swap, at=position, delimiter="")),
            )


def _resize(line: Line, count: int) -> None:
    line.cells = (line.cells + [line.cells[-1]] * count)[:count]
    line.delimiters = (line.delimiters + line.delimiters)[: max(0, count - 1)]


def _escaped(number: int, escape: str) -> Change:
    def change(file: File) -> None:
        line = file.lines[number]
        line.escape, line.cells[2] = escape, 'The "Old" Mutual'
        file.payers[line.cells[0]] = line.cells[2]

    return change


def _emptied(number: int) -> Change:
    def change(file: File) -> None:
        file.lost = {file.lines[number].cells[0]}
        _resize(file.lines[number], 0)

    return change


def _quote(line: Line, at: int) -> None:
    line.cells[at] = '"' + line.cells[at]
    line.escape = ""


def _end(line: Line, end: str) -> None:
    line.end = end
