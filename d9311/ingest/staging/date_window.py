"""Which years a date of a file may lie in: from 1990 to one after the newest year of service."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import duckdb

from d9311 import contract
from d9311.ingest.storing.schema import STORED

# The days on which what a file is about took place, and the columns that bear them out.
_SERVICE = {
    "claims": ("service_date", ("submitted_date", "adjudicated_date")),
    "consultations": ("consultation_date", ("recorded_at", "signed_at")),
}
_FIRST = date(contract.EARLIEST_SERVICE_YEAR, 1, 1)
_A_YEAR = timedelta(days=366)


def empty_far_dates(connection: duckdb.DuckDBPyConnection, kind: str, columns: tuple[str, ...]) -> None:
    """Make `date_window` (first_day, last_day), and empty the dates outside it, with the problem `far_year`.

    The service date keeps its value: the checks set its row aside. Lists have no such limit.
    """
    connection.execute("create temp table date_window (first_day date, last_day date)")
    if kind not in _SERVICE:
        return
    this_year = datetime.now(UTC).year
    newest = _newest_year(connection, kind, this_year)
    names = [
        spec.name
        for spec in contract.FILES[kind]
        if spec.kind in ("date", "timestamp") and spec.name in columns
    ]
    if any(_is_beyond(connection, name, newest + 1) for name in names):
        newest = max(newest, *(_usual_year(connection, name, this_year) for name in _SERVICE[kind][1]))
    connection.execute("insert into date_window values (?, ?)", [_FIRST, date(newest + 1, 12, 31)])
    for name in names:
        if name != "service_date":
            connection.execute(
                f"update parsed_{name} set value = null, problem = 'far_year' from date_window "
                "where value::date not between first_day and last_day"
            )


def _newest_year(connection: duckdb.DuckDBPyConnection, kind: str, this_year: int) -> int:
    """The newest year of service in the file and in what was imported before, this year where there is none;
    never after next year.

    A slip of the keyboard must not excuse itself, so a day counts that is not more than a year after the one
    before it, or that another column bears out within the year (nothing has been submitted or decided in a
    year to come).
    """
    service, others = _SERVICE[kind]
    days = sorted({day for day in _days(connection, service) if _FIRST <= day < date(this_year + 2, 1, 1)})
    borne_out = {day for name in others for day in _days(connection, name) if day <= date(this_year, 12, 31)}
    while len(days) > 1 and days[-1] - days[-2] > _A_YEAR:
        if any(days[-1] <= day <= days[-1] + _A_YEAR for day in borne_out):
            break
        days.pop()
    years = [day.year for day in days[-1:]]
    for table, name in ((STORED["claims"], "service_date"), (STORED["consultations"], "consultation_date")):
        found = connection.execute(
            f"select max(year({name})) from {table} where year({name}) <= $this_year "
            "and import_id not in (select import_id from imports where is_sample)",
            {"this_year": this_year},
        ).fetchone()
        years += [found[0]] if found and found[0] else []
    return max(years, default=this_year)


def _days(connection: duckdb.DuckDBPyConnection, column: str) -> list[date]:
    found = connection.execute(
        f"select distinct value::date from parsed_{column} where value is not null"
    ).fetchall()
    return [day for (day,) in found]


def _is_beyond(connection: duckdb.DuckDBPyConnection, column: str, last_year: int) -> bool:
    found = connection.execute(
        f"select count(*) > 0 from parsed_{column} where year(value) > $last_year", {"last_year": last_year}
    ).fetchone()
    return found == (True,)


def _usual_year(connection: duckdb.DuckDBPyConnection, column: str, this_year: int) -> int:
    """The year in which more than half of a column's dates lie, 0 without one: old services may all be
    decided late."""
    found = connection.execute(
        f"""select year(parsed.value) as year, count(*) as row_count, sum(row_count) over () as all_rows
        from text_rows
        join parsed_{column} as parsed on parsed.text = text_rows.{column}
        where parsed.value is not null
        group by year
        qualify 2 * row_count > all_rows and year <= $this_year""",
        {"this_year": this_year},
    ).fetchone()
    return int(found[0]) if found else 0
