"""The choices of the filter bar as arguments of a command."""

from __future__ import annotations

import argparse
from datetime import date

LISTS = ("practice", "payer", "provider", "scenario")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add what may be chosen: lists, period, date basis, as-of day."""
    for name in LISTS:
        parser.add_argument(f"--{name}", action="append", metavar=name[0].upper(), help="may be given again")
    parser.add_argument("--from", dest="date_from", type=date.fromisoformat, metavar="D", help="2025-01-01")
    parser.add_argument("--to", dest="date_to", type=date.fromisoformat, metavar="D", help="inclusive")
    parser.add_argument("--date-basis", choices=["service", "submitted", "decided"], default="service")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="D", help="else the newest day of the data"
    )
