"""Stores what was kept and what was set aside of one staged file."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, replace

import duckdb

from d9311 import contract
from d9311.ingest.pseudonym import KNOWN
from d9311.ingest.reading.sniff import is_x12
from d9311.ingest.reading.textfile import ProviderAdjustment, SetAside, TextFile, Warning_
from d9311.ingest.staging.parsed import PARSED_KINDS
from d9311.ingest.storing.schema import STORED


def store_rows(connection: duckdb.DuckDBPyConnection, kind: str, import_id: int, file: TextFile) -> int:
    """Store the staged rows that were not set aside, typed, beside those of other imports; return their
    number.

    Afterwards the temporary view `kept_rows` shows the rows of this import.
    """
    expressions, joins = [], []
    for spec in contract.FILES[kind]:
        is_there = (
            spec.name in file.columns or spec.name == "practice_id"
        )  # which may be given beside the file
        expression, join = _stored(spec, is_there)
        expressions.append(f"{expression} as {spec.name}")
        joins += join
    expressions += [f"text_rows.{name} as {name}" for name in file.extra_columns]
    select = (
        f"{', '.join(expressions)} from text_rows {' '.join(joins)} anti join lines_set_aside using (line)"
    )
    table = STORED[kind]
    connection.execute(f"insert into {table} by name select {import_id} as import_id, line, {select}")
    connection.execute(f"create temp view kept_rows as select * from {table} where import_id = {import_id}")
    counted = connection.execute("select count(*) from kept_rows").fetchone()
    return int(counted[0]) if counted else 0


def _stored(spec: contract.ColumnSpec, present: bool) -> tuple[str, list[str]]:
    """Return a column's stored expression and the join that it needs."""
    default = f"'{spec.default}'" if spec.default is not None else None
    if not present:
        return default or "null", []
    expression, joins = f"text_rows.{spec.name}", []
    if spec.name == "patient_id":
        expression = "patients.value"
        joins.append("left join patients on patients.text = text_rows.patient_id")
    elif spec.kind in PARSED_KINDS:
        table = f"parsed_{spec.name}"
        expression = f"{table}.value"
        joins.append(f"left join {table} on {table}.text = text_rows.{spec.name}")
    elif spec.kind != "identifier":
        expression = f"case when is_missing({expression}) then null else {expression} end"
    return (f"coalesce({expression}, {default})" if default else expression), joins


def rows_set_aside(connection: duckdb.DuckDBPyConnection, file: TextFile) -> list[SetAside]:
    """Return every row of the file that was set aside, by line: by reading it, then by the checks.

    No patient's identifier is in their text: a pseudonym stands in its place. Of a row that could not be told
    into cells, and of an X12 file, no text is kept.
    """
    names_patients = "patient_id" in file.columns
    expressions = {"patient_id": f"'{KNOWN}' || patients.value as patient_id"}
    columns = ", ".join(expressions.get(name, f"text_rows.{name}") for name in file.columns)
    patients = "left join patients on patients.text = text_rows.patient_id" if names_patients else ""
    found = connection.execute(
        f"select line, column_name, rule, message, {columns} "
        f"from lines_set_aside join text_rows using (line) {patients}"
    )
    rows = [replace(row, row_text="") for row in file.set_aside] if names_patients else list(file.set_aside)
    while part := found.fetchmany(10_000):
        rows += [
            SetAside(line, column, rule, said, "" if is_x12(file.encoding) else _as_csv(cells))
            for line, column, rule, said, *cells in part
        ]
    return sorted(rows, key=lambda row: row.line)


def _as_csv(cells: list[str | None]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def store_set_aside(connection: duckdb.DuckDBPyConnection, import_id: int, rows: list[SetAside]) -> None:
    """Store the rows that were set aside, for the data page and for mending."""
    names = ("line", "column", "rule", "message", "row_text")
    types = ("bigint[]", "text[]", "text[]", "text[]", "text[]")
    lists = ", ".join(f"unnest(${name}::{kind})" for name, kind in zip(names, types, strict=True))
    values = {name: [getattr(row, name) for row in rows] for name in names}
    connection.execute(f"insert into set_aside select $id, {lists}", {"id": import_id, **values})


def store_provider_adjustments(
    connection: duckdb.DuckDBPyConnection, import_id: int, adjustments: list[ProviderAdjustment]
) -> None:
    """Store what a remittance says of money outside its claims; blank texts are null."""
    rows = [(import_id, *(None if value == "" else value for value in astuple(one))) for one in adjustments]
    if rows:
        connection.executemany("insert into provider_adjustments values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def store_warnings(connection: duckdb.DuckDBPyConnection, import_id: int, warnings: list[Warning_]) -> None:
    """Store what was said about the file."""
    rows = [(import_id, one.line, one.column, one.rule, one.message, one.count) for one in warnings]
    if rows:
        connection.executemany("insert into import_warnings values (?, ?, ?, ?, ?, ?)", rows)
