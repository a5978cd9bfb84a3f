"""The choices of the filter bar as arguments of a command."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from d9311.filters import Filters
from d9311.ingest.errors import Refused

if TYPE_CHECKING:
    import duckdb

LISTS = ("practice", "payer", "provider", "scenario")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add what may be chosen: lists, period, date basis, as-of day."""
    for name in LISTS:
        parser.add_argument(f"--{name}", action="append", metavar=name[0].upper(), help="may be given again")
    parser.add_argument("--from", dest="date_from", type=date.fromisoformat, metavar="D", help="2025-01-01")
    parser.add_argument("--to", dest="date_to", type=date.fromisoformat, metavar="D", help="inclusive")
    parser.add_argument("--date-basis", choices=["service", "submitted", "decided"], default="service")
    parser.add_argument(
        "--compare", choices=["previous", "last_year", "none"], default="previous",
        help="the period that overview puts beside this one",
    )  # fmt: skip
    parser.add_argument(
        "--last-import", action="store_true", help="what the last import brought or changed, not a period"
    )
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="D", help="else the newest day of the data"
    )


def filters_of(chosen: argparse.Namespace) -> Filters:
    """Return the choices as filters, but for the last import. Raises ValueError as they do."""
    return Filters(
        chosen.practice,
        chosen.payer,
        chosen.provider,
        chosen.scenario,
        chosen.date_from,
        chosen.date_to,
        chosen.date_basis,
        chosen.as_of,
        compare=chosen.compare,
    )


def last_import(cursor: duckdb.DuckDBPyConnection, chosen: argparse.Namespace) -> int | None:
    """Return the newest import call where `--last-import` asks for it, else None.

    Raises Refused where it is not known what it changed, and beside dates.
    """
    if not chosen.last_import:
        return None
    if chosen.date_from or chosen.date_to:
        raise Refused("--last-import stands in place of a period: leave out --from and --to.")
    found = cursor.execute(
        "select call_number, bool_and(is_compared) from imports where kind in ('claims', 'consultations') "
        "group by call_number order by call_number desc limit 1"
    ).fetchone()
    if not found or not found[1]:
        raise Refused(
            "It is not known what the last import changed: it is the first one, or an older one was undone."
        )
    return int(found[0])
