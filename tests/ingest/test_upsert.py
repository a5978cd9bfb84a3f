"""Importing again: what a newer export replaces, what stays as history, and what changes nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.store import open_database, version
from tests.conftest import ImportTables
from tests.states import import_files
from tests.tables import write_export

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("rows_alone")]

FIRST = """
claim_id | line_number | payer_order | adjudicated_date | submission_type | status  | paid_amount
C1       | 1           |             |                  |                 | sent    |             | undecided
C2       | 1           |             | 2025-02-01       |                 | denied  | 0.00        | decided
C3       | 1           |             | 2025-02-01       |                 | denied  | 0.00        | decided
C4       | 1           |             |                  |                 | sent    |             | never seen again
C5       | 1           | secondary   |                  |                 | sent    |             | other payer
C6       | 1           |             |                  |                 | sent    |             | line 2 later
"""
SECOND = """
claim_id | line_number | payer_order | adjudicated_date | submission_type | status  | paid_amount
C1       | 1           | primary     | 2025-03-01       | original        | paid    | 60.00       | the answer
C2       | 1           | 1           | 2025-02-01       | 1               | paid    | 60.00       | the same decision, edited
C3       | 1           | P           | 2025-03-01       |                 | paid    | 60.00       | the denial overwritten
C5       | 1           |             | 2025-03-01       |                 | paid    | 60.00       | the primary line
C6       | 2           |             | 2025-03-01       |                 | paid    | 60.00       | the line has moved
"""
CURRENT = [
    ("C1", 1, "paid", 2),
    ("C2", 1, "paid", 2),
    ("C3", 1, "denied", 1),
    ("C3", 1, "paid", 2),
    ("C4", 1, "sent", 1),
    ("C5", 1, "sent", 1),
    ("C5", 1, "paid", 2),
    ("C6", 2, "paid", 2),
]


def _claims(cursor: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return cursor.execute(
        "select claim_id, line_number, status, import_id from current_claims order by claim_id, import_id, line"
    ).fetchall()


def test_a_newer_export_replaces_what_it_decides_anew(import_tables: ImportTables) -> None:
    import_tables(claims=FIRST)
    assert _claims(import_tables(claims=SECOND)) == CURRENT


def test_two_files_of_one_call_are_two_imports_in_order(tmp_path: Path) -> None:
    files = [write_export(tmp_path / f"{n}.csv", "claims", table) for n, table in enumerate((FIRST, SECOND))]
    import_files(tmp_path / "d9311.duckdb", claims=files)
    assert _claims(open_database(tmp_path / "d9311.duckdb").cursor()) == CURRENT


def test_a_third_export_replaces_over_the_second(import_tables: ImportTables) -> None:
    import_tables(claims=FIRST)
    import_tables(claims=SECOND)
    cursor = import_tables(
        claims="""
        claim_id | line_number | payer_order | adjudicated_date | submission_type | status | paid_amount
        C3       | 1           |             |                  |                 | sent   |             | sent again
        C4       | 1           |             | 2025-04-01       | corrected       | denied | 0.00        | answered
        """
    )
    expected = [row for row in CURRENT if row[0] != "C4"] + [("C3", 1, "sent", 3), ("C4", 1, "denied", 3)]
    assert _claims(cursor) == sorted(expected, key=lambda row: (str(row[0]), row[3]))


FORMER = """
claim_id | practice_id | patient_id | payer_order | billed_amount | adjudicated_date | paid_amount |
ROWS     | north       | P5         |             | 100.00        |                  |             | rows of one file
ROWS     | north       | P5         |             | 100.00        | 2025-02-01       | 0.00        | never replace
ROWS     | north       | P5         |             | 100.00        | 2025-02-01       | 60.00       | each other
OWN      | north       | P2         |             | 100.00        |                  |             |
ORDER    | north       | P3         | 4           | 100.00        |                  |             | unknown: counts as primary
ASIDE    | north       | P1         |             | 100.00        |                  |             |
"""
NEWER = """
claim_id | practice_id | patient_id | payer_order | billed_amount |
OWN      | south       | P2         |             | 100.00        | of another practice
ORDER    | north       | P3         | primary     | 100.00        |
ASIDE    | north       | P1         |             | ?!            | replaces nothing
SAME     | north       | P1         |             | 100.00        |
ZERO     | north       | P01        |             | 100.00        | another patient than P1
"""
CALLS = """
consultation_id | practice_id | patient_id | outcome
K1              | north       | P1         | awaiting reply
K1              | south       | P2         | awaiting reply
K2              | north       | P1         | stop the drug
"""


@pytest.fixture
def two_months(import_tables: ImportTables) -> duckdb.DuckDBPyConnection:
    import_tables(claims=FORMER, consultations=CALLS)
    newer = {"consultation_id": "K1", "practice_id": "north", "patient_id": "P1", "outcome": "go on"}
    return import_tables(claims=NEWER, consultations=[newer])


def test_a_row_replaces_that_of_its_line_practice_and_order_in_an_older_file(
    two_months: duckdb.DuckDBPyConnection,
) -> None:
    found = two_months.execute(
        "select claim_id, practice_id, import_id, count(*) from current_claims group by all order by all"
    ).fetchall()
    assert found == [
        ("ASIDE", "north", 1, 1),
        ("ORDER", "north", 3, 1),
        ("OWN", "north", 1, 1),
        ("OWN", "south", 3, 1),
        ("ROWS", "north", 1, 3),
        ("SAME", "north", 3, 1),
        ("ZERO", "north", 3, 1),
    ]


def test_a_consultation_replaces_the_older_one_of_its_practice(
    two_months: duckdb.DuckDBPyConnection,
) -> None:
    assert two_months.execute(
        "select practice_id, consultation_id, outcome from current_consultations order by all"
    ).fetchall() == [
        ("north", "K1", "go on"),
        ("north", "K2", "stop the drug"),
        ("south", "K1", "awaiting reply"),
    ]


def test_pseudonyms_stay_the_same_from_import_to_import(two_months: duckdb.DuckDBPyConnection) -> None:
    claims = two_months.execute("select claim_id, patient_id from current_claims").fetchall()
    [pseudonym] = {patient for claim, patient in claims if claim in ("ASIDE", "SAME")}
    assert dict(claims)["ZERO"] != pseudonym
    notes = two_months.execute("select consultation_id, patient_id from current_consultations").fetchall()
    assert dict(notes)["K2"] == pseudonym
    assert pseudonym != "P1"
    assert len(pseudonym) == 16


def test_the_same_file_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    database = tmp_path / "d9311.duckdb"
    claims = write_export(tmp_path / "claims.csv", "claims", [{}, {"billed_amount": "?!"}])
    first = import_files(database, claims=[claims]).files[0]
    before = version(database)
    again = import_files(database, claims=[claims.rename(tmp_path / "renamed.csv")]).files[0]
    assert version(database) == before
    assert (again.rows_read, again.rows_kept, again.rows_set_aside) == (2, 1, 1)
    assert again.set_aside == first.set_aside
    assert [warning.message for warning in again.warnings] == [
        "renamed.csv: this same file was imported before, as import 1; nothing was changed. "
        "To read it in another way, undo that import first."
    ]


def test_one_file_given_twice_in_a_call_is_imported_once(tmp_path: Path) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", [{}])
    report = import_files(tmp_path / "d9311.duckdb", claims=[claims, claims])
    assert [file.unchanged for file in report.files] == [False, True]


def test_a_list_replaces_the_former_one_and_may_be_given_back(tmp_path: Path) -> None:
    database = tmp_path / "d9311.duckdb"
    first, second = (
        write_export(tmp_path / f"{name}.csv", "payer_alias", [{"alias": name, "payer_name": "Delta"}])
        for name in ("DELTA CA", "DD of California")
    )
    found = []
    for path in (first, second, second, first):
        report = import_files(database, payer_alias=path).files[0]
        aliases = open_database(database).execute("select alias from payer_alias").fetchall()
        found.append((report.unchanged, aliases))
    assert found == [
        (False, [("DELTA CA",)]),
        (False, [("DD of California",)]),
        (True, [("DD of California",)]),
        (False, [("DELTA CA",)]),
    ]


def test_exports_that_share_no_claim_may_come_in_any_order(tmp_path: Path) -> None:
    parts = [
        write_export(tmp_path / f"{n}.csv", "claims", [{"claim_id": f"C{n}{row}"} for row in range(3)])
        for n in range(2)
    ]
    contents = []
    for number, order in enumerate((parts, parts[::-1])):
        database = tmp_path / f"{number}.duckdb"
        import_files(database, claims=order)
        contents.append({row[0] for row in _claims(open_database(database).cursor())})
    assert contents[0] == contents[1] == {f"C{n}{row}" for n in range(2) for row in range(3)}
