"""The shipped queries on a real MariaDB with Open Dental's tables, and their exports through the import."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from d9311.contract import column_names
from d9311.ingest import import_files
from d9311.store import open_database
from tests import mariadb
from tests.mariadb import Server
from tests.open_dental.practice import MARKER, statements
from tests.open_dental.tables import TABLES
from tests.project.files import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(mariadb.missing()), reason=mariadb.missing())]

PRESETS = ROOT / "d9311" / "presets"
KINDS = ("claims", "consultations")
PATIENT = hashlib.sha256(b"pepper:1").hexdigest()[:32]


def query(kind: str) -> str:
    return (PRESETS / f"open_dental_{kind}.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def practice() -> Iterator[Server]:
    with mariadb.server() as server:
        server.run(statements())
        yield server


@pytest.fixture(scope="module")
def exports(practice: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What Open Dental's query window writes: tabs between cells, no quotes, CRLF."""
    folder = tmp_path_factory.mktemp("exports")
    for kind in KINDS:
        text = practice.run(query(kind).replace("CHANGE ME", "pepper"))
        (folder / f"{kind}.txt").write_text(text, encoding="utf-8", newline="\r\n")
    return {kind: folder / f"{kind}.txt" for kind in KINDS}


def rows(path: Path) -> list[dict[str, str]]:
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]


def test_claims_come_line_by_line_in_the_dashboards_own_words(exports: dict[str, Path]) -> None:
    shown = ("claim_id", "line_number", "claim_type", "submission_type", "payer_order", "procedure_code", "service_date",
             "submitted_date", "adjudicated_date", "status", "billed_amount", "allowed_amount", "paid_amount",
             "adjustment_codes")  # fmt: skip
    assert [
        " | ".join(row[name] for name in shown)
        for row in rows(exports["claims"])
        if int(row["claim_id"]) < 11
    ] == [
        "1 | 1 | primary | original | primary | D9311 | 2025-03-01 | 2025-03-02 | 2025-03-20 | received | 100.00 |  |  | 252,N706",
        "1 | 2 | primary | original | primary | D0120 | 2025-03-01 | 2025-03-02 | 2025-03-20 | received | 60.00 | 45.50 | 45.50 | ",
        "2 | 1 | primary | original | primary | D9311 | 2025-03-05 |  |  | unsent | 100.00 |  |  | ",
        "3 | 1 | predetermination | original | primary | D9311 | 2025-03-06 | 2025-03-07 |  | sent | 100.00 |  |  | ",
        "4 | 1 | secondary | corrected | secondary | D9311 | 2025-03-01 | 2025-03-21 | 2025-04-01 | received | 100.00 | 80.00 | 80.00 | ",
    ]


def test_what_was_posted_by_hand_is_on_the_line_or_not_known(exports: dict[str, Path]) -> None:
    shown = (
        "claim_identifier",
        "line_number",
        "adjudicated_date",
        "status",
        "billed_amount",
        "paid_amount",
        "adjustment_codes",
    )
    assert [" | ".join(row[name] for name in shown) for row in rows(exports["claims"]) if int(row["claim_id"]) > 10] == [
        "1/11 | 1 | 2025-03-25 | received | 85.00 | 60.00 | CO-45:25.00",
        "1/12 | 1 | 2025-03-25 | received | 85.00 | 0.00 | PR-1:60.00, CO-45:25.00",
        "1/13 | 1 | 2025-03-25 | received | 85.00 | 60.00 | ",
        "1/13 | 1 | 2025-05-02 | reversed | 85.00 | -60.00 | ",
        "1/14 | 1 | 2025-03-25 | received | 85.00 |  | ",
        "1/14 | 2 | 2025-03-25 | received | 85.00 | 30.00 | 45,2, CO-45:5.00",
        "1/15 | 1 | 2025-03-25 | received | 85.00 | 60.00 | ",
        "1/15 | 2 | 2025-03-25 | received | 85.00 | 0.00 | ",
        "1/16 | 1 | 2025-03-25 | received | 85.00 | 60.00 | ",
        "1/16 | 1 | 2025-05-03 | reversed | 85.00 | -60.00 | ",
        "1/17 | 1 | 2025-03-25 | received | 85.00 | 49.50 | ",
        "1/18 | 1 | 2025-03-25 | received | 85.00 |  | ",
    ]  # fmt: skip


def test_the_rest_of_a_claim_line_is_flattened_and_hashed(exports: dict[str, Path]) -> None:
    row = rows(exports["claims"])[0]
    assert {name: row[name] for name in ("patient_id", "practice_id", "practice_name", "provider_id", "provider_name")} == {
        "patient_id": PATIENT, "practice_id": "2", "practice_name": "Main  Street", "provider_id": "5",
        "provider_name": "Ann O'Lee",
    }  # fmt: skip
    assert {name: row[name] for name in ("payer_name", "payer_id", "plan_name", "attachment_sent", "attachment_reference")} == {
        "payer_name": 'Delta "Dental"  of Ohio', "payer_id": "00123", "plan_name": "PPO Gold", "attachment_sent": "yes",
        "attachment_reference": "NEA#123",
    }  # fmt: skip


def test_consultations_are_procedures_with_their_notes_and_commlogs(exports: dict[str, Path]) -> None:
    noted, bare, talk = (
        rows(exports["consultations"])[1],
        rows(exports["consultations"])[2],
        rows(exports["consultations"])[0],
    )
    assert noted == {
        "consultation_id": "P100", "practice_id": "2", "patient_id": PATIENT, "claim_id": "1", "provider_id": "5",
        "provider_name": "Ann O'Lee", "consultation_date": "2025-03-01", "method": "phone",
        "professional_name": "Dr. Ruth Rice", "professional_credential": "", "professional_specialty": "cardiology",
        "scenario": "Anticoagulation", "medical_condition": "", "planned_procedure": "",
        "reason": "stop the anticoagulant?", "outcome": 'go on with it; "INR" first',
        "treatment_change": "extraction put off", "correspondence_on_file": "", "verbal_summary": "yes",
        "recorded_at": "2025-03-01 10:00:00", "signed_by": "annlee", "signed_at": "2025-03-02 09:30:00",
    }  # fmt: skip
    assert (bare["consultation_id"], bare["claim_id"], bare["outcome"]) == ("P102", "2", "")
    assert (talk["consultation_id"], talk["method"], talk["outcome"], talk["recorded_at"]) == (
        "C7", "email", "no change", "2025-03-08 08:15:00",
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_only_canonical_columns_leave_and_no_person(exports: dict[str, Path], kind: str) -> None:
    assert set(rows(exports[kind])[0]) <= set(column_names(kind))
    assert MARKER not in exports[kind].read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_query_changes_nothing_and_gives_nothing_without_a_salt(practice: Server, kind: str) -> None:
    sums = f"checksum table {', '.join(TABLES)}"
    before = practice.run(sums)
    assert practice.run(query(kind)) == ""
    assert practice.run(sums) == before
    code = re.sub(r"--.*", "", query(kind))
    assert [statement.split()[0] for statement in code.split(";") if statement.strip()] == ["SET", "SELECT"]


def test_both_exports_are_imported_and_linked(exports: dict[str, Path], tmp_path: Path) -> None:
    database = tmp_path / "d9311.duckdb"
    report = import_files(database, claims=[exports["claims"]], consultations=[exports["consultations"]])
    assert [(file.rows_read, file.rows_kept, file.delimiter) for file in report.files] == [
        (17, 17, "\t"),
        (11, 11, "\t"),
    ]
    assert [file.warnings for file in report.files] == [[], []]
    cursor = open_database(database).cursor()
    found = cursor.execute(
        "select consultation_id, link from consultations where consultation_id < 'P2' order by consultation_id"
    ).fetchall()
    assert found == [("C7", None), ("P100", "claim"), ("P102", "claim")]
    outcomes = cursor.execute(
        "select claim_id, outcome from claim_lines_d9311 order by import_id, line"
    ).fetchall()
    assert outcomes[:4] == [("1", "denied"), ("2", "unsent"), ("3", "predetermined"), ("4", "secondary")]
    episodes = cursor.execute(
        "select split_part(episode_id, '|', 2) as claim, outcome, rule, allowed::text, paid::text "
        "from episodes where claim > '1' and len(claim) = 2 order by claim"
    ).fetchall()
    assert episodes == [
        ("11", "approved_paid", "paid", "0.00", "60.00"),
        ("12", "approved_zero", "patient_share", "60.00", "0.00"),
        ("13", "indeterminate", "taken_back", "0.00", "0.00"),
        ("14", "indeterminate", "zero_unexplained", "0.00", "0.00"),
        ("15", "approved_paid", "paid", "0.00", "60.00"),
        ("16", "indeterminate", "taken_back", "0.00", "0.00"),
        ("17", "approved_paid", "paid", "0.00", "49.50"),
        ("18", "indeterminate", "zero_unexplained", "0.00", "0.00"),
    ]
