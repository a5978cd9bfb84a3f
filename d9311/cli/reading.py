"""`query` and `rows`: measures and stored rows, as CSV or JSON."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from d9311.cli.choosing import add_filters, filters_of, last_import
from d9311.cli.codes import DONE, REFUSED, Commands
from d9311.cli.engines import add_engine, asked_of_spark
from d9311.ingest.errors import Refused

if TYPE_CHECKING:
    import pyarrow

    from d9311.filters import Filters


def add(commands: Commands) -> None:
    """Add the two commands to the parser."""
    query = commands.add_parser("query", help="print one measure")
    query.set_defaults(run=_query)
    query.add_argument("name", nargs="?", metavar="NAME", help="the measure, see --list")
    query.add_argument("--list", action="store_true", help="name the measures with their definitions")
    query.add_argument("--db", metavar="FILE")
    add_filters(query)
    query.add_argument("--format", choices=["csv", "json"], default="csv")
    add_engine(query)
    rows = commands.add_parser("rows", help="print the rows that are kept, as stored")
    rows.set_defaults(run=_rows)
    rows.add_argument("kind", choices=["claims", "consultations"])
    rows.add_argument("--db", required=True, metavar="FILE")


def _query(chosen: argparse.Namespace) -> int:
    import queries
    from d9311 import exports

    if chosen.list:
        return _list()
    if not chosen.name or not (chosen.db or chosen.engine == "spark"):
        print("Give the name of a query and --db FILE, or --list.", file=sys.stderr)
        return REFUSED
    try:
        queries.read(chosen.name)
        filters = filters_of(chosen)
    except (queries.UnknownQuery, ValueError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    try:
        table = _asked(chosen, filters)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    write = exports.write_json if chosen.format == "json" else exports.write_csv
    write(sys.stdout, table.column_names, rows)
    return DONE


def _asked(chosen: argparse.Namespace, filters: Filters) -> pyarrow.Table:
    """Run the measure; a database, where there is one, knows the practices by name and what was worked."""
    import queries
    from d9311.ingest.practices import known_id
    from d9311.store import open_database

    cursor = open_database(chosen.db).cursor() if chosen.db else None
    if cursor:
        filters = replace(filters, import_call=last_import(cursor, chosen))
    elif chosen.last_import:
        raise Refused("Give the database that knows what the last import changed: --db FILE.")
    if filters.practices and cursor:
        filters = replace(filters, practices=tuple(known_id(cursor, name) for name in filters.practices))
    if cursor and chosen.engine == "duckdb":
        table = queries.arrow(cursor, chosen.name, filters)
    else:
        table = asked_of_spark(chosen, filters, cursor)
    if chosen.name == "worklist" and cursor:
        from d9311.desk.joining import with_work

        table = with_work(table, chosen.db)
    return table


def _list() -> int:
    import queries

    for name in queries.names():
        header = queries.describe(name)
        print(f"{name}\n  {header.get('question', '')}\n  {header.get('definition', '')}")
    return DONE


def _rows(chosen: argparse.Namespace) -> int:
    from d9311 import contract, exports
    from d9311.store import open_database

    columns = contract.column_names(chosen.kind)
    found = open_database(chosen.db).cursor()
    found.execute(f"select {', '.join(columns)} from current_{chosen.kind} order by import_id, line")
    exports.write_csv(sys.stdout, columns, exports.fetched(found))
    return DONE
