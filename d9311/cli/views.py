"""`views`: kept views, as the page Data lists them: then and now, the claims between, renamed, removed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from d9311.cli.codes import DONE, REFUSED, Commands

if TYPE_CHECKING:
    from d9311.desk.views import Number, View

COLUMNS = ("view", "name", "page", "date_from", "date_to", "date_basis", "import_call", "kept_by", "kept_at",
           "is_removed")  # fmt: skip
SIDES = ("value", "numerator", "denominator", "ci_low", "ci_high")
NUMBERS = ("number", "kind", *(f"{name}_then" for name in SIDES), *(f"{name}_now" for name in SIDES),
           "entered", "left", "turned", "amounts_changed")  # fmt: skip
ROWS = (
    "number",
    "what",
    "item_id",
    "outcome_then",
    "outcome_now",
    "denominator",
    "numerator",
    "amount",
    "why",
)


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    views = commands.add_parser("views", help="list kept views, or show one then and now, as CSV")
    views.set_defaults(run=_views)
    views.add_argument("--db", required=True, metavar="FILE")
    done = views.add_mutually_exclusive_group()
    done.add_argument("--show", type=int, metavar="VIEW", help="its numbers then and now")
    done.add_argument("--rows", type=int, metavar="VIEW", help="the claims that made the difference")
    done.add_argument("--rename", type=int, metavar="VIEW", help="give it another --name")
    done.add_argument("--remove", type=int, metavar="VIEW", help="by its number in the list; it is kept")
    done.add_argument("--again", type=int, metavar="VIEW", help="bring a removed one back")
    views.add_argument("--name", default="", metavar="NAME", help="of --rename")
    views.add_argument("--by", default="", metavar="NAME", help="who does it, as your colleagues know you")


def _views(chosen: argparse.Namespace) -> int:
    from d9311.desk.views import find_view, remove_view, rename_view
    from d9311.ingest.errors import Refused
    from d9311.store import open_database

    open_database(chosen.db)  # which says so where there is none
    try:
        if chosen.show is not None:
            _show(chosen.db, find_view(chosen.db, chosen.show))
        elif chosen.rows is not None:
            _rows(chosen.db, find_view(chosen.db, chosen.rows))
        elif chosen.rename is not None:
            rename_view(chosen.db, chosen.by, chosen.rename, chosen.name)
        elif chosen.remove is not None:
            remove_view(chosen.db, chosen.by, chosen.remove)
        elif chosen.again is not None:
            remove_view(chosen.db, chosen.by, chosen.again, again=True)
        else:
            _list(chosen.db)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return DONE


def _list(database: str) -> None:
    from d9311 import exports
    from d9311.desk.views import views

    exports.write_csv(sys.stdout, COLUMNS, (
        (one.view, one.name, one.kept.page, one.kept.filters.date_from, one.kept.filters.date_to,
         one.kept.filters.date_basis, one.kept.call, one.who, one.at, one.is_removed)
        for one in views(database)
    ))  # fmt: skip


def _show(database: str, view: View) -> None:
    from d9311 import exports
    from d9311.kept.comparing import reopen
    from d9311.kept.differences import KINDS

    compared = [
        (one.then.quantity.label, one.then.quantity.kind, *_side(one.then), *_side(one.now),
         *(sum(found.kind == kind for found in one.found) for kind in KINDS))
        for one in reopen(database, view).numbers
    ]  # fmt: skip
    blank = [None] * (len(NUMBERS) - 3)
    written = [(name, "as written", text, *blank) for name, text in view.kept.written]
    exports.write_csv(sys.stdout, NUMBERS, [*compared, *written])


def _side(number: Number) -> Iterator[object]:
    is_rate = number.quantity.kind == "rate"
    yield round(number.value, 6) if is_rate and number.value is not None else number.value
    yield from (number.numerator, number.denominator)
    yield from (None if end is None else round(end, 6) for end in (number.low, number.high))


def _rows(database: str, view: View) -> None:
    from d9311 import exports
    from d9311.kept.causes import why
    from d9311.kept.comparing import reopen

    found = reopen(database, view)
    exports.write_csv(sys.stdout, ROWS, (
        (number.then.quantity.label, one.kind, one.pair.item or one.pair.was,
         one.pair.then and one.pair.then.outcome, one.pair.now and one.pair.now.outcome, one.of, one.part,
         one.amount, why(one, found.causes.get(one.pair.item)))
        for number in found.numbers for one in number.found
    ))  # fmt: skip
