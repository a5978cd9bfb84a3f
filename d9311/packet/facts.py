"""What the data hold about an episode, cell by cell: `queries/listings/packet_*.sql`, as objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import queries
from d9311.filters import Filters

if TYPE_CHECKING:
    import duckdb

CODE_LIST = "denial_codes.csv"
ELEMENTS = ("reason", "date", "time", "method", "professional", "outcome", "record")


@dataclass(frozen=True)
class Cell:
    """A value and the cell that holds it; `kind` is that of the file, `column` as the contract names it.

    `is_segment`: the file is X12, and the line is the number of the segment of a service line.
    """

    kind: str
    column: str
    value: str
    file_name: str
    line: int | None
    imported: str
    is_segment: bool = False


@dataclass(frozen=True)
class ClaimRow:
    """One row of the claims file of an episode, by its place in the order in which the rules read them.

    One that is `dropped` has none: it is an answer's own submission.
    """

    position: int | None
    dropped: bool
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Code:
    """A CARC or RARC on the deciding row; meaning, next step and route as the list of codes has them."""

    kind: str
    code: str
    group_code: str | None
    is_denial: bool
    category: str | None
    meaning: Cell | None
    next_step: str
    route: str


@dataclass(frozen=True)
class Case:
    """An episode with everything a packet may say of it.

    `elements`: what documentation.md says of each; None where the export has no such column or no record is
    linked. `limits`: the rule's cells by limit (`appeal_days`, `timely_filing_days`), then by column.
    """

    episode_id: str
    practice_id: str
    patient: str
    outcome: str
    deciding: int | None
    denied_on: date | None
    last_day_to_appeal: date | None
    last_day_to_file: date | None
    elements: Mapping[str, bool | None]
    rows: Sequence[ClaimRow] = ()
    record: Mapping[str, Cell] = field(default_factory=dict)
    codes: Sequence[Code] = ()
    limits: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)

    def deciding_cells(self) -> Mapping[str, Cell]:
        """Return the cells of the row that gave the outcome."""
        if self.deciding is None:
            return {}
        return next((row.cells for row in self.rows if row.position == self.deciding), {})

    def every(self, column: str) -> list[Cell]:
        """Return the different values of a column over the episode's rows, the first cell of each."""
        found: dict[str, Cell] = {}
        for row in self.rows:
            if column in row.cells:
                found.setdefault(row.cells[column].value, row.cells[column])
        return list(found.values())

    def newest(self, column: str) -> Cell | None:
        """Return a value of the deciding row, else of the last row that has one."""
        cells = [row.cells[column] for row in self.rows if column in row.cells]
        return self.deciding_cells().get(column) or (cells[-1] if cells else None)


Rows = list[dict[str, Any]]


def gather(
    cursor: duckdb.DuckDBPyConnection, episode_ids: Sequence[str], filters: Filters | None = None
) -> list[Case]:
    """Return the episodes that the filters' access scope lets one see, in the order asked for."""
    asked = {"filters": (filters or Filters()).parameters(), "episodes": list(episode_ids)}
    episodes = {row["episode_id"]: row for row in rows_of(cursor, "packet_episodes", asked)}
    claims = _grouped(rows_of(cursor, "packet_claims", asked))
    records = _grouped(rows_of(cursor, "packet_records", asked))
    codes = _grouped(rows_of(cursor, "packet_codes", asked))
    payers = {"payers": sorted({row["payer_key"] for row in episodes.values()})}
    rules = _grouped(rows_of(cursor, "packet_rules", payers), "payer_key")
    return [
        _case(
            episodes[one],
            _claim_rows(claims.get(one, [])),
            records.get(one, []),
            codes.get(one, []),
            rules.get(episodes[one]["payer_key"], []),
        )
        for one in dict.fromkeys(episode_ids)
        if one in episodes
    ]


def episodes_of_claim(
    cursor: duckdb.DuckDBPyConnection, claim_id: str, practice_id: str | None = None
) -> list[str]:
    """Return the ids of the episodes of which a claim number has rows, sorted; of one practice, or of any."""
    asked = {"claim": claim_id, "practice": practice_id}
    return [row["episode_id"] for row in rows_of(cursor, "packet_claim_episodes", asked)]


@cache
def _read(name: str) -> str:
    return (queries.FOLDER / "listings" / f"{name}.sql").read_text(encoding="utf-8")


def rows_of(cursor: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, object]) -> Rows:
    """Return the rows of a listing, each by its columns."""
    found = cursor.execute(_read(name), parameters)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _grouped(rows: Rows, column: str = "episode_id") -> dict[str, Rows]:
    groups: dict[str, Rows] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def _cell(kind: str, row: Mapping[str, Any]) -> Cell:
    imported = row["imported_at"].date().isoformat() if row["imported_at"] else ""
    return Cell(
        kind, row["column_name"], row["value"], row["file_name"] or "", row["line"], imported,
        row.get("is_segment", False),
    )  # fmt: skip


def _claim_rows(rows: Rows) -> list[ClaimRow]:
    return [
        ClaimRow(
            cells[0]["position"],
            cells[0]["dropped"],
            {row["column_name"]: _cell("claims", row) for row in cells},
        )
        for cells in _grouped(rows, "of_row").values()
    ]


def _code(row: Mapping[str, Any]) -> Code:
    meaning = None
    if row["list_position"] is not None:  # the list's first line names its columns
        meaning = Cell("denial_codes", "meaning", row["meaning"], CODE_LIST, row["list_position"] + 1, "")
    return Code(
        row["kind"], row["code"], row["group_code"], row["is_denial"], row["category"], meaning,
        row["next_step"] or "", row["route"] or "",
    )  # fmt: skip


def _case(row: Mapping[str, Any], rows: list[ClaimRow], record: Rows, codes: Rows, rules: Rows) -> Case:
    limits: dict[str, dict[str, Cell]] = {}
    for one in rules:
        limits.setdefault(one["days_column"], {})[one["column_name"]] = _cell("payer_rules", one)
    return Case(
        row["episode_id"], row["practice_id"], row["patient"], row["outcome"], row["deciding"],
        row["denied_on"], row["last_day_to_appeal"], row["last_day_to_file"],
        {element: row[f"element_{element}"] for element in ELEMENTS},
        rows,
        {one["column_name"]: _cell("consultations", one) for one in record},
        [_code(one) for one in codes],
        limits,
    )  # fmt: skip
