"""What a rate leaves out is counted, opens, and adds up with its numbers: under any filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

import queries
from d9311.conditions.rows import from_link, narrow, to_link
from d9311.filters import Filters
from d9311.frames import records
from d9311.store import open_database
from d9311.ui.behind.panel import is_of_consultations
from d9311.ui.show.accounted import PARTS, Account, conditions, in_words
from queries import listings
from queries.macros import macros, used_by
from tests.conftest import ImportTables
from tests.screens import open_page, run_again, text_of
from tests.spec.drawn import claim_lines, consultations
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

CLAIMS = claim_lines("""
claim | service    | order | sent       | decided    | status   | paid | codes      | type |
C1    | 2025-01-02 | P     | 2025-01-03 | 2025-01-20 | received | 60   |            |      | approved
C1    | 2025-01-02 | S     | 2025-01-21 | 2025-02-02 | received | 12   | OA-23      |      | the second payer
C2    | 2025-01-03 | P     | 2025-01-04 | 2025-01-20 | denied   | 0    | CO-97      |      | denied
C3    | 2025-01-06 | P     | 2025-01-07 |            | sent     |      |            |      | pending
C4    | 2025-01-07 | P     | 2025-01-08 | 2025-01-20 | received | 0    | PR-119:100 |      | used up
C5    | 2025-01-08 | P     |            |            | draft    |      |            |      | not sent yet
C6    | 2025-01-09 | P     | 2025-01-10 |            | rejected |      |            |      | turned back
C7    | 2025-01-10 | P     |            |            | void     |      |            |      | canceled
C8    | 2025-01-13 | P     | 2025-01-14 | 2025-01-20 | received | 0    | OA-101     |      | an estimate
C9    | 2025-02-01 | P     | 2025-02-02 |            | sent     |      |            |      | not in January
""")
RECORDS = consultations("""
consultation | claim | date       | reason |
K1           | C1    | 2025-01-02 | valve  |
K2           |       | 2025-01-25 |        | no reason
""")
RATES = ("approval", "first", "paid", "complete")
COMBINATIONS = 200 if IS_THOROUGH else 16


@pytest.fixture(scope="module")
def cursor(sample_database: Path) -> duckdb.DuckDBPyConnection:
    return open_database(sample_database).cursor()


def told(cursor: duckdb.DuckDBPyConnection, rate: str, filters: Filters) -> list[dict[str, Any]]:
    return records(listings.run(cursor, "accounted", filters, rate=rate))


def random_choice(random: Random, cursor: duckdb.DuckDBPyConnection) -> Filters:
    """Filters of the sample data that often leave something and often cut across."""
    offered = listings.run(cursor, "choices", Filters())

    def some(kind: str) -> tuple[str, ...] | None:
        values = [*offered[offered["kind"] == kind]["value"]]
        return tuple(random.sample(values, min(len(values), 2))) if random.random() < 0.3 else None

    first = date(2024, 7, 1) + timedelta(random.randrange(600))
    bounds = random.choice(((None, None), (first, None), (first, first + timedelta(90))))
    return Filters(
        practices=some("practice"),
        payers=some("payer"),
        providers=some("provider"),
        scenarios=some("scenario"),
        date_from=bounds[0],
        date_to=bounds[1],
        date_basis=random.choice(("service", "submitted", "decided")),
    )


def expected(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, tuple[int, int, int]]:
    """Return numerator, denominator and all rows of each rate as the measures have them."""
    now = records(queries.run(cursor, "overview", filters))[0]
    payers = queries.run(cursor, "approval_by_payer", filters)
    first, of, paid = (
        int(payers[name].fillna(0).sum()) for name in ("first_approved", "first_decided", "paid_lines")
    )
    whole = records(listings.run(cursor, "filter_size", filters))[0]["episodes"]
    return {
        "approval": (now["approved"], now["decided"], whole),
        "first": (first, of, whole),
        "paid": (paid, now["decided"] + now["exhausted"], whole),
        "complete": (now["strict_pass"], now["strict_of"], now["consultations"]),
    }


def test_numbers_and_what_is_left_out_add_up_under_random_filters(cursor: duckdb.DuckDBPyConnection) -> None:
    random, faults, held = Random(9311), [], 0
    for _ in range(COMBINATIONS):
        filters = random_choice(random, cursor)
        for rate, numbers in expected(cursor, filters).items():
            parts = dict.fromkeys(PARTS, 0)
            for row in told(cursor, rate, filters):
                parts[row["part"]] += row["rows"]
            above, below, beside, _ = parts.values()
            held += above
            if (above, above + below, above + below + beside) != numbers:
                faults.append((rate, filters, parts, numbers))
    assert held
    assert faults == []


@pytest.mark.parametrize("field", ["practices", "payers", "providers"])
def test_no_line_is_told_of_whom_the_filter_leaves_out(cursor: duckdb.DuckDBPyConnection, field: str) -> None:
    assert "no episode" in {row["part"] for row in told(cursor, "approval", Filters())}
    assert told(cursor, "approval", Filters(**{field: ("nobody",)})) == []  # type: ignore[arg-type]


def test_every_reason_opens_as_many_rows(cursor: duckdb.DuckDBPyConnection) -> None:
    random, faults = Random(11), []
    for filters in (Filters(), *(random_choice(random, cursor) for _ in range(8 if IS_THOROUGH else 4))):
        lists = {name: listings.run(cursor, name, filters) for name in ("episodes", "consultations")}
        for rate in RATES:
            for row in told(cursor, rate, filters):
                asked = conditions(rate, row)
                if asked is None:
                    continue
                assert from_link(to_link(asked)) == asked
                rows = lists["consultations" if is_of_consultations(asked) else "episodes"]
                found = len(narrow(rows, asked, ["item_id"]))
                if found != row["rows"]:
                    faults.append((rate, row, asked, found))
    assert faults == []


def test_numbers_of_every_measure_of_a_rate_are_those_that_are_told(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    filters = Filters(date_from=date(2025, 3, 1), date_to=date(2025, 9, 30))
    approval = {row["reason"]: row["rows"] for row in told(cursor, "approval", filters)}
    of_rate = [name for name in queries.names() if queries.describe(name).get("rate") == "approval"]
    assert len(of_rate) == 6
    for name in of_rate:
        frame = queries.run(cursor, name, filters)
        counted = ("approved", "denied", "pending", "exhausted", "indeterminate")
        assert {one: frame[one].sum() for one in counted} == {one: approval.get(one, 0) for one in counted}


def test_each_reason_is_counted_once_and_lines_of_no_claim_stand_apart(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=CLAIMS, consultations=RECORDS)
    january = Filters(date_from=date(2025, 1, 1), date_to=date(2025, 1, 31))
    rows = told(cursor, "approval", january)
    assert [(row["part"], row["reason"], row["rows"]) for row in rows] == [
        ("numerator", "approved", 1),
        ("denominator", "denied", 1),
        ("neither", "exhausted", 1),
        ("neither", "pending", 1),
        ("neither", "rejected", 1),
        ("neither", "unsent", 1),
        ("neither", "void", 1),
        ("no episode", "predetermined", 1),
        ("no episode", "secondary", 1),
    ]
    assert in_words(Account("approval", rows, lambda asked: None)) == (
        "Of 7 claims here, in neither number: 1 benefit used up, 1 pending, 1 turned back unread, "
        "1 not sent yet, 1 canceled. No claims of their own: 1 predetermination, 1 of a second payer."
    )
    complete = told(cursor, "complete", january)
    assert [(row["part"], row["reason"], row["rows"]) for row in complete] == [
        ("numerator", "complete", 1),
        ("denominator", "incomplete", 1),
    ]
    assert (
        in_words(Account("complete", complete, lambda asked: None))
        == "Of 2 consultations here, none is left out."
    )
    assert told(cursor, "approval", replace(january, scenarios=("other",))) == []


@pytest.mark.usefixtures("sample")
def test_definition_opens_with_what_is_left_out_and_its_sql() -> None:
    screen = open_page("dashboard.py", period="all")
    assert not screen.code
    screen.session_state["overview_approval_by_payer_how"] = True
    run_again(screen)
    shown = text_of(screen)
    assert "In neither number:" in shown
    assert "Lines that are no claim of their own:" in shown
    linked = {link.proto.label: link.proto.query_string for link in screen.get("page_link")}
    assert linked["86 pending"] == "period=all&part=claims&rows=outcome%3Apending"
    sql, used = screen.code
    assert sql.value == queries.read("approval_by_payer").rstrip()
    assert "create or replace macro is_approved(outcome) as" in used.value


def test_words_of_a_measure_are_found_through_those_that_it_calls() -> None:
    used = used_by(queries.read("approval_by_payer"))
    assert {"approval_figures", "counted_episodes", "is_decided", "is_approved", "in_period"} <= used.keys()
    assert "is_whole_months" not in used
    assert len(macros()) > 60
    assert all(text.rstrip().endswith(";") for text in macros().values())
