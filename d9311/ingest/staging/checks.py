"""Runs `queries/checks`: which rows are set aside, and which are kept and flagged."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

import duckdb

from d9311 import contract
from d9311.home import ROOT
from d9311.ingest.errors import place
from d9311.ingest.reading.textfile import Warning_
from queries.builder import given, statements

FOLDER = ROOT / "queries" / "checks"
SAME_DAY_CODES = ROOT / "d9311" / "reference" / "same_day_codes.csv"
_FILE_NAME = re.compile(r"^(claims|consultations|fees|payer_rules|payer_alias)_\d\d_(\w+)$")
_HEADER = re.compile(
    r"\A-- question: .+\n-- rule: (?P<severity>set aside|flag); (?P<finding>.+)\n"
    r"-- repair: (?P<repair>.+(\n--   .+)*)\n"
)
# Texts of codes in which nothing can be unread, told by one look.
PLAIN_CODES = r"((CO|PR|OA|PI|CR)-([1-9]\d{0,2}|[ABPWY]\d+)(:-?\d+(\.\d+)?)?(; ?|$)|(MA|M|N)\d+(; ?|$))*"
LISTED_VALUES = 10
LONGEST_LISTED = 40


@dataclass(frozen=True)
class Check:
    """One rule. Its message is the place, `finding` and `repair`.

    A rule that sets aside gives `line, column_name`; one that flags gives `column_name, value, line,
    row_count`, where `value` is null or a code that may be shown, and `line` the first of the rows.
    """

    kind: str
    rule: str
    severity: str
    finding: str
    repair: str
    sql: str

    def said(self, detail: str = "") -> str:
        """Return what is wrong and how to repair it."""
        return f"{self.finding}{detail}. {self.repair}"


@cache
def checks(kind: str, severity: str) -> tuple[Check, ...]:
    """Return the rules for one kind of file, in the order in which they are tried."""
    found = []
    for path in sorted(FOLDER.glob("*.sql")):
        name = _FILE_NAME.match(path.stem)
        sql = path.read_text(encoding="utf-8")
        header = _HEADER.match(sql)
        if not name or not header:
            raise ValueError(f"queries/checks/{path.name} lacks the name or the header of a check")
        if (name[1], header["severity"]) == (kind, severity):
            repair = header["repair"].replace("\n--   ", " ")
            found.append(Check(kind, name[2], severity, header["finding"], repair, sql.strip("; \n")))
    return tuple(found)


def set_rows_aside(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    file_name: str,
    practices: tuple[str, ...] | None = None,
) -> None:
    """Make `lines_set_aside` (line, column_name, rule, message) of the staged rows; the first rule counts."""
    connection.execute(
        "create temp table lines_set_aside (line bigint, column_name text, rule text, message text)"
    )
    for together in _together(kind):
        values: dict[str, object] = {
            "rules": [check.rule for check in together],
            "said": [check.said() for check in together],
            "file": file_name,
        }
        text = _first_found(together)
        if "$practices" in text:
            values["practices"] = None if practices is None else list(practices)
        (statement,) = statements(connection, text)
        connection.execute(statement, values)


@cache
def _together(kind: str) -> tuple[tuple[Check, ...], ...]:
    """Return the rules that set rows aside, in as few parts as can be: one that asks for what was set aside
    before it begins a part.
    """
    parts: list[list[Check]] = [[]]
    for check in checks(kind, "set aside"):
        if "lines_set_aside" in check.sql:
            parts.append([])
        parts[-1].append(check)
    return tuple(tuple(part) for part in parts if part)


@cache
def _first_found(together: tuple[Check, ...]) -> str:
    """The SQL that notes the rows which rules find, each under the first rule that finds it."""
    found = " union all ".join(
        f"select {number} as rule_number, line, column_name from ({check.sql})"
        for number, check in enumerate(together, 1)
    )
    return f"""insert into lines_set_aside
        select line, column_name, $rules[rule_number],
            concat($file, ', line ', format('{{:,}}', line), ', column ' || column_name,
                ': ', $said[rule_number])
        from ({found})
        anti join lines_set_aside using (line)
        qualify rule_number = min(rule_number) over (partition by line)"""


def flag_rows(connection: duckdb.DuckDBPyConnection, kind: str, file_name: str) -> list[Warning_]:
    """Return one warning for each rule and column that finds something among `kept_rows`."""
    warnings = []
    _make_known_values(connection)
    has_codes = kind == "claims" and _make_near_rows(connection)
    if has_codes:
        _make_code_reader(connection)
    for check in checks(kind, "flag"):
        if not has_codes and "read_codes" in check.sql:
            continue
        found: dict[str, list[tuple[str | None, int, int]]] = {}
        (statement,) = statements(connection, check.sql)
        for column, value, line, count in connection.execute(statement).fetchall():
            found.setdefault(column, []).append((value, line, count))
        warnings += [_warning(check, file_name, column, places) for column, places in found.items()]
    return warnings


def _make_known_values(connection: duckdb.DuckDBPyConnection) -> None:
    known = [("status", contract.squash(spelling)) for spelling in contract.STATUS_TABLE]
    for column, spellings in contract.ENUMERATIONS.items():
        known += [(column, value) for value in sorted(set(spellings.values()))]
    with SAME_DAY_CODES.open(encoding="utf-8", newline="") as file:
        known += [("same_day_code", row["code"]) for row in csv.DictReader(file)]
    connection.execute(
        "create temp table known_values as "
        "select unnest($columns::text[]) as column_name, unnest($words::text[]) as word",
        {"columns": [column for column, _ in known], "words": [word for _, word in known]},
    )


def _make_near_rows(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make `near_rows`, the few kept rows whose code is D9311 or looks like it, of the columns that checks
    ask for.

    `kept_d9311_rows` are those on which denial codes matter and may be unread; returns whether there are any.
    """
    connection.execute(
        """create temp table near_rows as
        select line, practice_id, claim_id, line_number, payer_order, payer_name, procedure_code,
            service_date, adjudicated_date, status, billed_amount, allowed_amount, paid_amount,
            patient_responsibility, adjustment_codes, remittance, clean_code(procedure_code) as code,
            code in ('D9311', '9311', '9311.0', '09311') as is_d9311
        from kept_rows where contains(procedure_code, '9311')"""
    )
    connection.execute(
        """create temp view kept_d9311_rows as select line, adjustment_codes from near_rows
        where is_d9311 and not regexp_full_match(upper(adjustment_codes), '"""
        + PLAIN_CODES
        + """')"""
    )
    return connection.execute("select exists (from kept_d9311_rows)").fetchone() == (True,)


def _make_code_reader(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `read_codes`, with which the build reads denial codes; it takes long to make, and longer to
    plan."""
    for name in ("21_tidy_codes", "22_read_codes"):
        connection.execute(given().texts[f"build/rows/{name}"])


def _warning(
    check: Check, file_name: str, column: str, places: list[tuple[str | None, int, int]]
) -> Warning_:
    first = min(line for _, line, _ in places)
    count = sum(rows for _, _, rows in places)
    listed = [f"{_shown(value)} ({rows:,})" for value, _, rows in places[:LISTED_VALUES] if value is not None]
    if len(places) > LISTED_VALUES:
        listed.append(f"and {len(places) - LISTED_VALUES:,} more")
    detail = f": {', '.join(listed)}" if listed else ""
    more = f" So in {count:,} rows." if count > 1 else ""
    said = f"{place(file_name, first, column)}: {check.said(detail)}{more}"
    return Warning_(first, column, check.rule, said, count)


def _shown(value: str) -> str:
    return value if len(value) <= LONGEST_LISTED else f"{value[:LONGEST_LISTED]}..."
