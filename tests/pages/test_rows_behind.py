"""Every count of every measure, opened, gives as many rows: under any filter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import pandas
import pytest

import queries
from d9311.conditions.quantities import Quantity
from d9311.conditions.rows import Conditions, from_link, narrow, to_link
from d9311.filters import Filters
from d9311.frames import records
from d9311.ingest import import_files
from d9311.kept.comparing import listing_of
from d9311.kept.counting import count
from d9311.store import open_database
from d9311.ui.behind.counts import behind, counts, opener
from d9311.ui.behind.panel import is_of_consultations
from d9311.ui.payers.reasons import common, rows_of_common
from d9311.ui.show.headline import ATTENTION, CARDS
from d9311.ui.work.ledger import behind_kind, told
from queries import listings
from tests.pages.asked import Asked
from tests.project.files import ROOT
from tests.strategies import IS_THOROUGH
from tests.tables import write_export

pytestmark = pytest.mark.slow

OPENED = [name for name in queries.names() if queries.opens(name)]
# Three counts for each day and payer, thousands in all; its specification adds up those of a smaller export.
OF_EVERY_DAY = {"decision_curve"}
FEES = """
payer_name         | plan_name       | effective_date | expected_fee |
harbor dental plan |                 | 2024-01-01     | 90.00        |
Harbor Dental Plan | Harbor PPO Plus | 2025-01-01     | 95.00        |
Willow & Wren Dental |               |                | 75.00        |
"""
# Each field of the filters in one of them: a list that leaves one out has rows that no count has.
FILTERS = {
    "none": Filters(),
    "period": Filters(date_from=date(2025, 3, 1), date_to=date(2025, 9, 30), scope=("OAK",)),
    "decided": Filters(
        date_from=date(2025, 3, 1),
        date_basis="decided",
        payers=("Harbor Dental Plan",),
        as_of=date(2026, 1, 1),
    ),
    "scenario": Filters(scenarios=("cancer_treatment",), date_basis="submitted", date_from=date(2025, 1, 1)),
    "nothing": Filters(practices=()),
}
# Rows of each measure, or somewhat more: of all data, and under a filter, as the conditions are the same.
MANY, SOME = (1_000_000, 5) if IS_THOROUGH else (30, 2)


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Import the sample data: every outcome, gap, scenario and chain is in it."""
    database = tmp_path_factory.mktemp("sample") / "d9311.duckdb"
    folder: Path = ROOT / "sample_data"
    import_files(
        database,
        claims=[folder / "claims.csv"],
        consultations=[folder / "consultations.csv"],
        fees=write_export(database.with_name("fees.csv"), "fees", FEES),
    )
    return open_database(database).cursor()


@pytest.fixture(scope="module")
def asked(cursor: duckdb.DuckDBPyConnection) -> Asked:
    return Asked(cursor)


def count_of(lists: dict[str, pandas.DataFrame], conditions: Conditions) -> int:
    """Return how many rows meet the conditions."""
    rows = lists["consultations" if is_of_consultations(conditions) else "episodes"]
    return len(narrow(rows, conditions, ["item_id"]))


def clicked(cursor: duckdb.DuckDBPyConnection, measure: str, column: str) -> object:
    """Return what a click on a count of a measure's first row opens, as its table asks for it."""
    row = records(queries.run(cursor, measure, Filters()))[0]
    opens = opener(measure)
    assert opens is not None
    return opens(row, column)


def test_a_click_on_a_count_opens_the_rows_of_its_row(cursor: duckdb.DuckDBPyConnection) -> None:
    payer = records(queries.run(cursor, "approval_by_payer", Filters()))[0]["payer"]

    assert clicked(cursor, "approval_by_payer", "decided") == {"payer": payer, "outcome": "decided"}
    assert clicked(cursor, "approval_by_payer", "approval_rate") is None
    assert opener("overview") is None


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_rows_behind_every_count_add_up_to_it(asked: Asked, filters: Filters) -> None:
    opened, faults = open_all(asked, filters, {*OPENED} - OF_EVERY_DAY)
    assert faults == []
    assert (opened > 1_000) == (filters.practices is None)


def open_all(asked: Asked, filters: Filters, measures: Iterable[str]) -> tuple[int, list[object]]:
    """Open the counts of some measures; return how many rows that gave, and where there are not as many as it says."""
    lists = asked.lists(filters)
    opened, faults = 0, list[object]()
    lengths: dict[tuple[str, ...], int] = {}  # many counts open the same rows
    for measure in measures:
        every = records(queries.run(asked.cursor, measure, filters))
        for row in every[:: max(1, len(every) // (MANY if filters == Filters() else SOME))]:
            for column, value in row.items():
                conditions = behind(measure, column, row)
                if conditions is None:
                    continue
                link = tuple(to_link(conditions))
                if link not in lengths:
                    lengths[link] = count_of(lists, conditions)
                opened += lengths[link]
                if lengths[link] != value:
                    faults.append((measure, column, value, lengths[link], dict(conditions)))
    return opened, faults


def test_every_measure_with_a_count_opens_it(cursor: duckdb.DuckDBPyConnection) -> None:
    with_counts = [
        name for name in queries.names() if counts(name).keys() & {*queries.arrow(cursor, name).column_names}
    ]
    # `episodes` are the rows themselves; the overview is drawn as cards with conditions of their own: the next test
    assert [name for name in with_counts if name not in OPENED] == ["episodes", "overview"]


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_rows_behind_the_overview_add_up(asked: Asked, filters: Filters) -> None:
    lists, now, totals = asked.lists(filters), asked.overview(filters), asked.totals(filters)
    shown = [(label, now[name], conditions) for name, label, conditions, _ in ATTENTION]
    shown += [
        (card.label, totals.get(card.of) or 0 if card.of else now[card.value], card.rows) for card in CARDS
    ]
    behind_them = [(label, count_of(lists, conditions)) for label, _, conditions in shown]
    assert behind_them == [(label, value) for label, value, _ in shown]


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_headline_figures_as_kept_views_hold_them_are_those_that_are_shown(
    asked: Asked, filters: Filters
) -> None:
    now, totals = asked.overview(filters), asked.totals(filters)
    kept = [card for card in CARDS if card.part_rows or card.sums]
    assert [card.label for card in CARDS if card.kind == "rate"] == [card.label for card in kept[:-1]]
    counted = count(
        [Quantity(card.label, card.kind, card.rows, card.part_rows, card.sums) for card in kept],
        listing_of(asked.cursor, filters),
    )
    for card, number in zip(kept, counted.numbers, strict=True):
        if card.sums:
            assert (number.value or 0) == (now[card.value] or 0)
        else:
            assert (number.numerator, number.denominator) == (
                totals.get(card.part) or 0, totals.get(card.of) or 0,
            )  # fmt: skip


@pytest.mark.parametrize("filters", [*FILTERS.values()][:-1], ids=[*FILTERS][:-1])
def test_totals_beside_the_headline_are_those_of_the_overview(asked: Asked, filters: Filters) -> None:
    now, totals = asked.overview(filters), asked.totals(filters)
    assert {card.label: card.of_month(totals) for card in CARDS} == {
        card.label: now[card.value] for card in CARDS
    }


def test_last_mature_month_is_that_of_the_overview(asked: Asked) -> None:
    for filters in (Filters(), Filters(date_basis="submitted"), Filters(date_basis="decided")):
        last_month = records(listings.run(asked.cursor, "maturity", filters))[0]["last_month"]
        assert last_month == asked.overview(filters)["mature_through"]


def test_months_of_the_headline_sum_to_its_total(cursor: duckdb.DuckDBPyConnection) -> None:
    *months, total = records(listings.run(cursor, "headline_months", Filters(), first=""))
    for name in ("episodes", "approved", "decided", "first_decided", "paid_lines", "paid", "timed"):
        assert sum(month[name] or 0 for month in months) == total[name]


def test_first_day_of_the_period_is_in_its_headline(cursor: duckdb.DuckDBPyConnection) -> None:
    earliest = "select min(service_date)::text, (min(service_date) - 1)::text from counted_episodes($filters)"
    days = cursor.execute(earliest, {"filters": Filters().parameters()}).fetchall()[0]
    since, every = (
        records(listings.run(cursor, "headline_months", Filters(), first=day))[-1]["episodes"] for day in days
    )
    assert since == every


def test_rows_behind_what_a_payers_claims_have_in_common_add_up(cursor: duckdb.DuckDBPyConnection) -> None:
    faults, shown = [], 0
    for payer in ("Harbor Dental Plan", "Larkspur State Dental Assistance"):
        filters = Filters(payers=(payer,), date_from=date(2025, 1, 1))
        episodes = listings.run(cursor, "episodes", filters)
        for row in records(common(queries.run(cursor, "gap_effects", filters))):
            for column in ("approved_with", "approved_all", "denied_with", "denied_all"):
                conditions = rows_of_common(row, column) or {}
                assert from_link(to_link(conditions)) == conditions
                rows = narrow(episodes, conditions)
                shown += row[column]
                if len(rows) != row[column]:
                    faults.append((payer, row["name"], column, row[column], len(rows)))
    assert faults == []
    assert shown > 0


def test_underpaid_claims_that_are_listed_add_up_to_the_sum(cursor: duckdb.DuckDBPyConnection) -> None:
    filters = Filters(payers=("Harbor Dental Plan",), date_from=date(2024, 12, 1))
    (row,) = records(queries.run(cursor, "underpayments", filters))
    listed = records(listings.run(cursor, "payer_underpayments", filters))
    assert len(listed) == row["underpaid"] > 0
    assert sum(claim["underpaid_by"] for claim in listed) == row["underpaid_by"]


def test_rows_behind_each_kind_of_link_add_up(asked: Asked) -> None:
    listed = asked.lists(Filters())["consultations"]
    kinds = listings.run(asked.cursor, "link_kinds", Filters())
    for row in records(told(kinds)):
        for column in ("consultations", "ambiguous"):
            conditions = behind_kind(row, column) or {}
            assert from_link(to_link(conditions)) == conditions
            assert len(narrow(listed, conditions)) == row[column]
    assert kinds["consultations"].sum() > 0
    assert behind_kind({"kind": "date"}, "link") is None
