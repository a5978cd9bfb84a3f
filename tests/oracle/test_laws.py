"""Laws that hold for every export: sums, and changes that must change nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pytest

import queries
from d9311.filters import Filters
from d9311.ingest import import_files
from d9311.store import open_database
from tests.oracle import Export, ImportedFile, gather
from tests.production import Row, import_export, run
from tests.random_exports import random_export
from tests.random_filters import random_filters
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

COUNTS = ("episodes", "decided", "approved", "denied", "exhausted", "pending", "indeterminate")
SUMS = (*COUNTS, "billed", "allowed", "paid")
RATES = ("approval_rate", "ci_low", "ci_high", "first_approval_rate", "paid_rate")
SEEDS = range(200 if IS_THOROUGH else 1)
GROUPINGS = [name for name in queries.names() if name.startswith("approval_by_")]


generated = pytest.mark.parametrize(
    ("export", "choice"),
    [
        pytest.param(random_export(seed, 60), random_filters(Random(seed)), id=f"seed {seed}")
        for seed in SEEDS
    ],
)


@contextmanager
def imported(*versions: Export) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """Cursors on a database for each version of an export."""
    with tempfile.TemporaryDirectory() as folder:
        yield [import_export(Path(folder, str(n)), version) for n, version in enumerate(versions)]


def everything(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, list[Row]]:
    """All measures; pseudonyms are left out, since each database has its own key."""
    found = {name: run(cursor, name, filters) for name in queries.names()}
    for row in (*found["episodes"], *found["worklist"]):
        del row["patient"]
    return found


def total(rows: list[Row], column: str) -> object:
    values = [row[column] for row in rows if row[column] is not None]
    return sum(values)  # type: ignore[arg-type]


@generated
def test_payers_practices_providers_plans_and_months_sum_to_the_overview(
    export: Export, choice: Filters
) -> None:
    with imported(export) as (cursor,):
        (overview,) = run(cursor, "overview", choice)
        for name in GROUPINGS:
            rows = run(cursor, name, choice)
            assert {c: total(rows, c) for c in SUMS} == {c: overview[c] or 0 for c in SUMS}
        months = run(cursor, "approval_trend", choice)
        assert {c: total(months, c) for c in COUNTS} == {c: overview[c] for c in COUNTS}


@generated
def test_rows_behind_the_numbers_add_up_to_them(export: Export, choice: Filters) -> None:
    with imported(export) as (cursor,):
        rows = run(cursor, "episodes", choice)
        counted = [one for one in rows if one["outcome"] not in ("void", "unsent", "rejected", "capitated")]
        for payer in run(cursor, "approval_by_payer", choice):
            own = [one for one in counted if one["payer"] == payer["payer"]]
            assert len(own) == payer["episodes"]
            assert sum(str(one["outcome"]).startswith("approved") for one in own) == payer["approved"]
            assert total(own, "billed") == payer["billed"]
            assert total(own, "paid") == (payer["paid"] or 0)
        for check in run(cursor, "billing_checks", choice):
            states = [
                one[f"check_{check['check']}"] for one in rows if one["outcome"] not in ("void", "capitated")
            ]
            assert (states.count(True), states.count(False)) == (check["passed"], check["failed"])
        for reason in run(cursor, "denial_reasons", choice):
            pair = (reason["category"], reason["code"])
            final = [one for one in counted if (one["denial_category"], one["denial_code"]) == pair]
            assert len([one for one in final if one["outcome"] == "denied"]) == reason["episodes"]


def with_rows(export: Export, rows: list[dict[str, str]]) -> Export:
    """The export with rows added to its last claims file, in the columns of that file."""
    last = export.claims[-1]
    added = tuple({name: row.get(name, "") for name in last.columns} for row in rows)
    return replace(export, claims=(*export.claims[:-1], replace(last, rows=last.rows + added)))


def newcomer(export: Export, **cells: str) -> dict[str, str]:
    """A row of a new claim, patient and payer, on the first service date of the export."""
    row = min((row for file in export.claims for row in file.rows), key=lambda row: row["service_date"])
    shared = {name: row.get(name, "") for name in ("practice_id", "service_date")}
    return {
        **shared,
        "claim_id": "NEW",
        "patient_id": "p77",
        "payer_name": "Newcomer",
        "billed_amount": "70",
        **cells,
    }


@generated
def test_pending_claim_changes_no_rate(export: Export, choice: Filters) -> None:
    row = newcomer(export, procedure_code="D9311", status="Sent", submitted_date="2024-01-02")
    everywhere = Filters(date_basis=choice.date_basis)
    with imported(export, with_rows(export, [row])) as (before, after):
        (old,), (new,) = run(before, "overview", everywhere), run(after, "overview", everywhere)
        assert [new[name] for name in RATES] == [old[name] for name in RATES]
        assert (new["episodes"], new["pending"]) == (old["episodes"] + 1, old["pending"] + 1)  # type: ignore[operator]


@generated
def test_claims_of_other_codes_change_no_measure(export: Export, choice: Filters) -> None:
    rows = [
        newcomer(export, procedure_code=code, status=status, paid_amount="50", adjustment_codes="CO-97")
        for code, status in (("D1110", "Paid"), ("D9311A", "Denied"), ("D0140", "Received"))
    ]
    with imported(export, with_rows(export, rows)) as (before, after):
        assert everything(after, choice) == everything(before, choice)


def without_ties(export: Export) -> Export:
    """The export with a date of its own for every row and no references: file order decides nothing."""
    dropped = ("original_claim_id", "payer_claim_control_number")
    files = []
    for file in export.claims:
        columns = tuple(name for name in file.columns if name not in dropped)
        rows = [_dated(number, row, columns) for number, row in enumerate(file.rows)]
        files.append(ImportedFile(columns, tuple(rows)))
    return replace(export, claims=tuple(files))


def _dated(number: int, row: dict[str, str], columns: tuple[str, ...]) -> dict[str, str]:
    day = date.fromordinal(date(2024, 3, 1).toordinal() + number).isoformat()
    changed = {"patient_id": f"p{ord(row['claim_id'][0]) % 3}", "submitted_date": day}
    if row.get("adjudicated_date"):
        changed["adjudicated_date"] = day
    return {name: changed.get(name, row[name]) for name in columns}


def shuffled(export: Export) -> Export:
    random = Random(0)

    def mixed(file: ImportedFile) -> ImportedFile:
        return replace(file, rows=tuple(random.sample(file.rows, len(file.rows))))

    return replace(
        export,
        claims=tuple(map(mixed, export.claims)),
        consultations=tuple(map(mixed, export.consultations)),
        fees=tuple(random.sample(export.fees, len(export.fees))),
    )


@generated
def test_order_of_rows_changes_nothing_where_dates_decide(export: Export, choice: Filters) -> None:
    plain = without_ties(export)
    with imported(plain, shuffled(plain)) as (before, after):
        assert everything(after, choice) == everything(before, choice)


@generated
def test_importing_the_files_again_changes_nothing(export: Export, choice: Filters) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = everything(import_export(folder, export), choice)
        claims, records = sorted(folder.glob("claims_*.csv")), sorted(folder.glob("consultations_*.csv"))
        import_files(folder / "d9311.duckdb", claims=claims, consultations=records)
        assert everything(open_database(folder / "d9311.duckdb").cursor(), choice) == before


@generated
def test_scope_shows_what_a_practice_filter_shows(export: Export, choice: Filters) -> None:
    practice = next(iter(gather(export).practices))
    with imported(export) as (cursor,):
        scoped = replace(choice, practices=None, scope=(practice,))
        chosen = replace(choice, practices=(practice,), scope=None)
        assert everything(cursor, scoped) == everything(cursor, chosen)
