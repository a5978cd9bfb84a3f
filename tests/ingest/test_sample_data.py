"""The sample is reproducible, invented, and holds everything that the dashboard can show."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

import queries
from d9311.contract import CLAIMS, CONSULTATIONS
from d9311.ingest.report import ImportReport
from d9311.store import open_database
from sample_data.generator import FOLDER, generate
from tests.states import import_files

CLAIMS_FILE, CONSULTATIONS_FILE = FOLDER / "claims.csv", FOLDER / "consultations.csv"

ROW_RULES = {
    "other_payer": "secondary",
    "predetermination": "predetermined",
    "void": "void",
    "reversal": "reversal",
    "unsent": "unsent",
    "front_end": "rejected",
    "capitation": "capitated",
    "duplicate": "duplicate",
    "paid_reduced": "approved_reduced",
    "paid": "approved_paid",
    "in_review": "pending",
    "awaiting": "pending",
    "benefit_used_up": "exhausted",
    "status_denied": "denied",
    "denial_code": "denied",
    "patient_share": "approved_zero",
    "unmapped_code": "indeterminate",
    "zero_unexplained": "indeterminate",
}
EPISODE_OUTCOMES = set(ROW_RULES.values()) - {"secondary", "predetermined", "reversal"}
CARRIERS = re.compile(
    r"\b(aetna|ameritas|anthem|assurant|blue.?cross|cigna|delta|denta.?quest|dentegra|emblem|geha|guardian|humana"
    r"|kaiser|liberty|lincoln|medicaid|medicare|metlife|moda|mutual.of.omaha|premera|principal|regence|renaissance"
    r"|sun.?life|tricare|united|unum)",
    re.IGNORECASE,
)

Imported = tuple[ImportReport, duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The sample through the production import: what it said, and the database."""
    database = tmp_path_factory.mktemp("sample") / "d9311.duckdb"
    said = import_files(database, claims=[CLAIMS_FILE], consultations=[CONSULTATIONS_FILE])
    return said, open_database(database)


@pytest.fixture
def cursor(imported: Imported) -> duckdb.DuckDBPyConnection:
    return imported[1].cursor()


def distinct(cursor: duckdb.DuckDBPyConnection, table: str, columns: str) -> set[object]:
    """The different values of a column, or tuples of several, of a table of the database."""
    rows = cursor.table(table).project(columns).distinct().fetchall()
    return {row[0] if len(row) == 1 else row for row in rows}


@pytest.mark.slow
def test_the_generator_writes_the_committed_bytes_again(tmp_path: Path) -> None:
    claims, consultations = generate(tmp_path)
    assert claims.read_bytes() == CLAIMS_FILE.read_bytes()
    assert consultations.read_bytes() == CONSULTATIONS_FILE.read_bytes()


def test_both_files_have_every_column_of_the_contract() -> None:
    for path, columns in ((CLAIMS_FILE, CLAIMS), (CONSULTATIONS_FILE, CONSULTATIONS)):
        with path.open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column.name for column in columns]


def test_no_real_carrier_and_no_real_npi_is_named() -> None:
    claims, notes = CLAIMS_FILE.read_text(encoding="utf-8"), CONSULTATIONS_FILE.read_text(encoding="utf-8")
    assert CARRIERS.findall(claims + notes) == []
    with CONSULTATIONS_FILE.open(encoding="utf-8", newline="") as file:
        npis = {row["professional_npi"] for row in csv.DictReader(file)} - {""}
    assert npis
    assert all(npi.startswith("9") for npi in npis), "real NPIs begin with 1 or 2"


@pytest.mark.slow
def test_sizes_are_those_of_four_small_practices(cursor: duckdb.DuckDBPyConnection) -> None:
    assert 19_990 <= len(cursor.table("claim_rows")) <= 20_010
    assert 1_450 <= len(cursor.table("consultations")) <= 1_550
    assert 1_350 <= len(cursor.table("episodes")) <= 1_450
    assert len(distinct(cursor, "claim_rows", "practice_id")) == 4
    assert len(distinct(cursor, "claim_rows", "payer_name")) > 8
    assert len(distinct(cursor, "episodes", "payer")) == 8
    assert len(queries.run(cursor, "approval_trend")) == 24


def test_every_rule_of_the_outcome_engine_decides_a_row(cursor: duckdb.DuckDBPyConnection) -> None:
    assert distinct(cursor, "claim_lines_d9311", "rule, outcome") == set(ROW_RULES.items())


def test_every_outcome_and_course_ends_an_episode(cursor: duckdb.DuckDBPyConnection) -> None:
    assert distinct(cursor, "episodes", "outcome") == EPISODE_OUTCOMES
    assert {"appeal_won", "taken_back"} <= distinct(cursor, "episodes", "rule")
    for course in (
        "conflict",
        "rework_open",
        "submissions > 2",
        "repeat_number > 3",
        "other_payers_paid > 0",
        "first_outcome = 'denied' and outcome = 'approved_paid' and rule = 'paid'",
        "first_outcome = 'approved_paid' and outcome = 'exhausted'",
    ):
        assert len(cursor.table("episodes").filter(course)) > 0, course


def test_every_denial_category_that_can_occur_occurs(cursor: duckdb.DuckDBPyConnection) -> None:
    known = distinct(cursor, "denial_codes", "category") - {"not_a_denial", "duplicate"}
    denied = (
        cursor.table("claim_lines_d9311").filter("outcome = 'denied'").project("denial_category").fetchall()
    )
    assert {row[0] for row in denied} == known | {"unmapped", "no_reason_given"}


def test_appeals_are_won_lost_partial_and_pending_in_both_forms(cursor: duckdb.DuckDBPyConnection) -> None:
    rows = {("appeal", outcome) for outcome in ("overturned", "upheld", "pending")}
    noted = {("original", outcome) for outcome in ("overturned", "partial", "upheld", "pending")}
    assert rows | noted <= distinct(cursor, "claim_lines_d9311", "submission_type, appeal_outcome")


def test_every_element_and_check_is_met_and_missed(cursor: duckdb.DuckDBPyConnection) -> None:
    for table, start in (("consultations", "element_"), ("consultations", "strict"), ("episodes", "check_")):
        for column in cursor.table(table).columns:
            if column.startswith(start):
                assert {True, False} <= distinct(cursor, table, column), column


def test_every_scenario_method_link_and_bucket_occurs(cursor: duckdb.DuckDBPyConnection) -> None:
    scenarios = distinct(cursor, "scenarios", "scenario") | {"other", "unclassified"}
    assert distinct(cursor, "consultations", "unnest(scenarios)") == scenarios
    assert 2 in distinct(cursor, "consultations", "len(scenarios)")
    spoken, written = {"phone", "video", "in person"}, {"letter", "fax", "email", "secure message"}
    assert distinct(cursor, "consultations", "method") == spoken | written | {"other", None}
    assert distinct(cursor, "episodes", "link") == {"claim", "date", "before", "after", None}
    ledger = queries.run(cursor, "reconciliation")
    assert (ledger["count"] > 0).all(), ledger


def test_a_few_lines_are_set_aside_with_their_reasons(imported: Imported) -> None:
    claims, consultations = imported[0].files
    rules = [row.rule for row in claims.set_aside]
    assert {"repeated_row", "total_row"} <= set(rules)
    assert 4 <= len(set(rules)) <= len(rules) <= 12
    assert 1 <= consultations.rows_set_aside <= 4
    assert claims.warnings


def test_only_the_last_two_months_are_immature(cursor: duckdb.DuckDBPyConnection) -> None:
    trend = queries.run(cursor, "approval_trend")
    assert trend[~trend["mature"]]["month"].tolist() == ["2026-05", "2026-06"]


def test_payers_differ_as_the_readme_says(cursor: duckdb.DuckDBPyConnection) -> None:
    rates = queries.run(cursor, "approval_by_payer").set_index("payer")["approval_rate"]
    assert rates.min() == pytest.approx(0.37, abs=0.03)
    assert rates.max() == pytest.approx(0.90, abs=0.03)
    assert rates.idxmin() == "Larkspur State Dental Assistance"
    assert rates.idxmax() == "Harbor Dental Plan"


def denied_first(cursor: duckdb.DuckDBPyConnection, condition: str) -> float:
    """The share of first decisions that were denials, among the episodes of a condition."""
    decided = cursor.table("episodes").filter("first_outcome is not null").filter(condition)
    return float(decided.aggregate("avg((first_outcome = 'denied')::int)").fetchall()[0][0])


def strict_share(cursor: duckdb.DuckDBPyConnection, days: str) -> float:
    return float(cursor.table("consultations").filter(days).aggregate("avg(strict::int)").fetchall()[0][0])


def test_the_planted_effects_can_be_found(cursor: duckdb.DuckDBPyConnection) -> None:
    granite, tamarack = "payer = 'Granite Hollow Mutual'", "payer = 'Tamarack Smile Trust'"
    for gap, complete, at_least in (
        ("not element_outcome", "element_outcome", 0.15),
        ("not element_record", "element_record", 0.15),
        (f"{granite} and not check_evidence_sent", f"{granite} and check_evidence_sent", 0.4),
        (f"{tamarack} and not check_no_same_day_codes", f"{tamarack} and check_no_same_day_codes", 0.3),
    ):
        assert denied_first(cursor, gap) > denied_first(cursor, complete) + at_least, gap
    assert strict_share(cursor, "consultation_date < '2025-07-01'") < 0.58
    assert strict_share(cursor, "consultation_date > '2025-11-01'") > 0.70
