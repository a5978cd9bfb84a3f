"""The tables of payers, practices and providers: what other measures say stands beside, and a sentence first."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

import queries
from d9311.conditions.rows import narrow
from d9311.filters import Filters
from d9311.frames import records
from d9311.store import open_database
from d9311.ui.payers.every import _opened
from d9311.ui.practices.every import COUNTS
from d9311.ui.show.drawn import intervals
from d9311.ui.show.verdicts import in_short
from queries import listings
from tests.screens import open_page, text_of
from tests.spec.drawn import decided_claims
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

FILTERS = (Filters(), Filters(payers=("Harbor Dental Plan",)), Filters(practices=("OAK", "RIVER")))


@pytest.fixture
def cursor(sample: Path) -> duckdb.DuckDBPyConnection:
    return open_database(sample).cursor()


def test_payers_stand_by_the_upper_end_of_their_interval_with_the_numbers_of_other_measures(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    screen = open_page("pages/payers.py", period="all")
    (table,) = [one.value for one in screen.dataframe if one.key == "every_payer"]
    rates = {row["payer"]: row for row in records(queries.run(cursor, "approval_by_payer"))}
    assert list(table["payer"]) == sorted(rates, key=lambda payer: rates[payer]["ci_high"])
    times = {row["payer"]: row for row in records(queries.run(cursor, "decision_time"))}
    owed = records(queries.run(cursor, "denied_amounts"))
    for row in table.to_dict("records"):
        payer = row["payer"]
        assert (row["decided"], row["denied"]) == (rates[payer]["decided"], rates[payer]["denied"])
        assert row["median_days"] == times[payer]["median_days"]
        assert row["denied_billed"] == sum(one["billed"] for one in owed if one["payer"] == payer)
        assert row["denied"] == sum(one["episodes"] for one in owed if one["payer"] == payer)


def test_the_payer_to_worry_about_is_said_first_with_its_counts_and_its_reason(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    said = text_of(
        open_page("pages/payers.py", period="custom", **{"from": "2025-11-01", "to": "2026-04-30"})
    )
    assert (
        "**Larkspur State Dental Assistance\\: 7 of 30 approved \\(12–41%\\)\\: below your other payers, "
        "beyond chance.**" in said
    )
    assert "23 claims denied, $2,855 billed; the most frequent reason is not covered (11 of 23)." in said


def test_one_payer_of_the_filter_is_still_judged_against_all(cursor: duckdb.DuckDBPyConnection) -> None:
    link = {"period": "custom", "from": "2025-11-01", "to": "2026-04-30"}
    screen = open_page("pages/payers.py", payer="Larkspur State Dental Assistance", **link)
    (table,) = [one.value for one in screen.dataframe if one.key == "every_payer"]
    assert list(table["against"]) == ["below, beyond chance"]


def test_where_no_payer_is_low_the_most_surely_low_is_named(cursor: duckdb.DuckDBPyConnection) -> None:
    said = text_of(open_page("pages/payers.py", period="all", payer="Harbor Dental Plan"))
    assert "**No payer stands below the others.** Most surely low is Harbor Dental Plan\\: 242 of 268" in said


def test_a_payer_without_a_fee_is_not_said_to_be_short_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "d9311.duckdb"
    claims = [{**row, "allowed_amount": "60"} for name in ("Delta", "Cigna")
              for row in decided_claims(name, 3, 1, payer_name=name)]  # fmt: skip
    fees = write_export(tmp_path / "fees.csv", "fees", "payer_name | expected_fee |\nDelta | 95 |")
    import_files(database, claims=[write_export(tmp_path / "claims.csv", "claims", claims)], fees=fees)
    monkeypatch.setenv("D9311_DB", str(database))
    screen = open_page("pages/payers.py", period="all")
    (table,) = [one.value for one in screen.dataframe if one.key == "every_payer"]
    assert sorted(table["payer"]) == ["Cigna", "Delta"]
    assert list(table["payer"][table["underpaid_by"].notna()]) == ["Delta"]
    assert list(table["payer"][table["underpaid"].notna()]) == ["Delta"]


def test_a_count_opens_its_rows_and_any_other_cell_the_card() -> None:
    row = {"payer": "Delta", "decided": 3}
    assert _opened(row, "decided") == {"payer": "Delta", "outcome": "decided"}
    assert _opened(row, "drawn") == _opened(row, "against") == "Delta"
    assert _opened({"payer": None}, "denied") == {"payer": "", "outcome": "denied"}
    assert _opened({"payer": None}, "drawn") is None


@pytest.mark.parametrize("filters", FILTERS)
def test_records_of_a_practice_and_a_provider_are_those_of_the_overview_of_each_alone(
    cursor: duckdb.DuckDBPyConnection, filters: Filters
) -> None:
    rows = records(listings.run(cursor, "records_by_practice", filters))
    consultations = listings.run(cursor, "consultations", filters)
    assert len(rows) >= 2
    for row in rows:
        which = "practice" if row["is_practice"] else "provider"
        alone_in: dict[str, Any] = {f"{which}s": (row[f"{which}_id"],)}
        own = replace(filters, **alone_in)
        (alone,) = records(queries.run(cursor, "overview", own))
        names = ("consultations", "strict_pass", "never_billed")
        assert {name: row[name] for name in names} == {name: alone[name] for name in names}
        assert row["strict_rate"] == alone["strict_pass_rate"]
        for name in ("strict_pass", "never_billed"):
            behind = narrow(consultations, {which: row[f"{which}_id"], **COUNTS[name]})
            assert len(behind) == row[name]


def test_practices_stand_with_what_is_expected_of_them(cursor: duckdb.DuckDBPyConnection) -> None:
    screen = open_page("pages/practices.py", period="all")
    (table,) = [one.value for one in screen.dataframe if one.key == "every_practice"]
    compared = {row["practice_id"]: row for row in records(queries.run(cursor, "practice_comparison"))}
    assert list(table["decided"]) == sorted((row["decided"] for row in compared.values()), reverse=True)
    expected = {row["decided"]: row["expected_denied"] for row in compared.values()}
    assert dict(zip(table["decided"], table["expected_denied"], strict=True)) == expected
    (providers,) = [one.value for one in screen.dataframe if one.key == "every_provider"]
    alone = providers[providers["provider_id"] == "CD1"]  # its practice has no other
    assert alone["compared_denied"].isna().all()


@pytest.mark.parametrize(
    ("decided", "rate", "said"),
    [
        (0, None, "nothing decided yet"),
        (4, 0.0, "too few to tell"),
        (5, 0.59, "below, perhaps chance"),
        (5, 0.6, "too few to tell"),
        (29, 0.9, "too few to tell"),
        (30, 0.9, "no clear difference"),
        (30, 0.91, "above, perhaps chance"),
    ],
)
def test_verdict_in_a_few_words(decided: int, rate: float | None, said: str) -> None:
    group = {"signal": "inside", "limit_95_low": 0.6, "limit_95_high": 0.9, "decided": decided}
    assert in_short({**group, "approval_rate": rate}) == said
    assert in_short({**group, "approval_rate": 0.1, "signal": "below"}) == "below, beyond chance"
    assert in_short({**group, "decided": 5, "limit_95_low": None, "approval_rate": 0.1}) == (
        "nothing to compare with"
    )


def test_interval_is_drawn_from_end_to_end_and_not_over_fewer_than_five() -> None:
    row = {"decided": 30, "approval_rate": 0.5, "ci_low": 0.25, "ci_high": 1.0}
    drawn, few, none = intervals([row, {**row, "decided": 4}, {**row, "approval_rate": None}], 0.0)
    assert (few, none) == (None, None)
    picture = base64.b64decode(str(drawn).partition(",")[2]).decode()
    assert '<line x1="25.0" y1="12.0" x2="82.0" y2="12.0"' in picture
    assert '<circle cx="44.0" cy="12.0" r="4.5" fill="#2f8fd0"' in picture
    assert '<line x1="6.0" y1="2.0" x2="6.0" y2="22.0"' in picture  # the rate of all: 0
    (thin,) = intervals([{**row, "decided": 29}], None)
    assert 'fill="none" stroke="#8a8f98"' in base64.b64decode(str(thin).partition(",")[2]).decode()
