"""What is said of a row that cannot be kept as it is, and of one that stops the import."""

from __future__ import annotations

from d9311.ingest.errors import Refused, place, size
from d9311.ingest.reading.rows.plan import Found, Plan
from d9311.ingest.reading.textfile import SetAside

DELIMITER_NAMES = {b",": "comma", b";": "semicolon", b"\t": "tab", b"|": "bar"}


class Faults:
    """Sets rows aside in `found`, and makes the refusals of rows that are too long."""

    def __init__(self, plan: Plan, found: Found) -> None:
        self.plan, self.found = plan, found

    def too_many_cells(self, line: int, raw: bytes, count: int) -> None:
        """A row with more cells than the header."""
        name = DELIMITER_NAMES[self.plan.dialect.grammar.delimiter]
        width = self.plan.dialect.width
        message = f"{count} cells, the header has {width}. Put quotes around a cell that holds a {name}."
        self._set_aside(line, None, "too_many_cells", message, raw)

    def too_few_cells(self, line: int, raw: bytes, count: int, needed: int) -> None:
        """A row with fewer cells than the header, which may stand under the wrong columns."""
        message = f"{count} cells, the header has {needed}. Put in the cell that is missing."
        self._set_aside(line, None, "too_few_cells", message, raw)

    def header_repeated(self, line: int, raw: bytes) -> None:
        """A row that is the header again."""
        self._set_aside(line, None, "header_repeated", "the header is repeated. Remove the line.", raw)

    def cut_off(self, line: int, raw: bytes, count: int) -> None:
        """A last row that ends in its cell number `count`."""
        width = self.plan.dialect.width
        message = f"the file ends inside this row (cell {count} of {width}). Export the file again."
        self._set_aside(line, None, "cut_off", message, raw)

    def total_row(self, line: int, raw: bytes) -> None:
        """A last row that is a total."""
        message = "a total, not a row of data. Leave totals out of the export."
        self._set_aside(line, None, "total_row", message, raw)

    def unclosed_quote(self, line: int, raw: bytes, position: int) -> None:
        """A row in which the quote that opens in a cell (counted from 0) goes wrong."""
        quote = self.plan.dialect.grammar.quote.decode()
        message = (
            f"a quote ({quote}) opens and is not closed. Close it, or double it if it is part of the text."
        )
        self._set_aside(line, self._column_name(position), "unclosed_quote", message, raw)

    def too_long(self, line: int, position: int) -> Refused:
        """A cell (counted from 0) beyond the limit."""
        where = place(self.plan.file_name, line, self._column_name(position))
        return _longer(f"{where}: cell {position + 1}", self.plan.limits.field_bytes)

    def row_too_long(self, line: int) -> Refused:
        """A row beyond the limit."""
        return _longer(f"{place(self.plan.file_name, line)}: the row", self.plan.limits.row_bytes)

    def _set_aside(self, line: int, column: str | None, rule: str, message: str, raw: bytes) -> None:
        said = f"{place(self.plan.file_name, line, column)}: {message}"
        text = "" if self.plan.has_unkept else raw.decode("utf-8", "replace")
        self.found.set_aside.append(SetAside(line, column, rule, said, text))
        broken = len(self.found.set_aside)
        if broken >= self.plan.limits.broken_rows and broken > self.found.rows_read / 2:
            raise Refused(
                f"{self.plan.file_name}: {broken:,} of the first {self.found.rows_read:,} rows cannot be "
                f"read. The last one says: {said}"
            )

    def _column_name(self, position: int) -> str | None:
        """Name of a column for a message, if it is a canonical one: a header cell may be anything."""
        spec = self.plan.columns[position] if position < self.plan.dialect.width else None
        return spec.name if spec else None


def _longer(what: str, limit: int) -> Refused:
    return Refused(
        f"{what} is longer than the limit of {size(limit)}. "
        "Look for a quote that is not closed, mend the line and import again."
    )
