"""late_entries: what proves that an element of a record came after the payer's decision, and what does not.

Every decision is of 2025-02-10. Exports of consultations follow one another; each holds two records more, of the
day up to which it tells.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from d9311.ingest import undo_import
from d9311.store import open_database
from tests.spec.drawn import consultations, text
from tests.states import import_files
from tests.tables import draw, write_export

pytestmark = pytest.mark.slow

CLAIM = {
    "submitted_date": "2025-01-20",
    "adjudicated_date": "2025-02-10",
    "paid_amount": "0",
    "adjustment_codes": "CO-252",
}
BEFORE, ON, LATER = "2025-02-09", "2025-02-10", "2025-03-05"


def records(to: str, drawing: str) -> list[dict[str, str]]:
    """An export of drawn records that tells up to a day. A record bears the number of its claim."""
    rows = consultations(drawing)
    for row in rows:
        row["claim_id"] = f"C{row['consultation_id'][1:]}"
        row.setdefault("patient_id", "")
        row["patient_id"] = row["patient_id"] or f"p{row['consultation_id'][1:]}"
        row["consultation_date"] = row.get("consultation_date") or "2025-01-15"
    others = [{"consultation_id": f"{name}{to}", "consultation_date": to} for name in "AB"]
    return [*rows, *({**dict.fromkeys(rows[0], ""), "patient_id": "p0", **one} for one in others)]


def claims_of(export: list[dict[str, str]]) -> list[dict[str, str]]:
    """A claim for each record of an export that bears a number."""
    numbers = dict.fromkeys(row["claim_id"][1:] for row in export if row["claim_id"])
    return [{"claim_id": f"C{number}", "patient_id": f"p{number}", **CLAIM} for number in numbers]


def imported(
    folder: Path, *exports: list[dict[str, str]], claims: list[dict[str, str]] | None = None
) -> duckdb.DuckDBPyConnection:
    """Import claims, those of the first export if none are given, and the exports in their order, in one call."""
    database = folder / "d9311.duckdb"
    import_files(
        database,
        claims=[write_export(folder / "claims.csv", "claims", claims or claims_of(exports[0]))],
        consultations=[
            write_export(folder / f"consultations_{number}.csv", "consultations", export)
            for number, export in enumerate(exports, 1)
        ],
    )
    return open_database(database).cursor()


def late(cursor: duckdb.DuckDBPyConnection, practice: str = "practice") -> list[dict[str, str]]:
    found = cursor.execute(
        "select consultation_id as consultation, element, replace(kind, ' after the decision', '') as kind, proved_by, proof_date as proof, "
        "first_seen, changed from late_entries where practice_id = $1 order by 1, 2",
        [practice],
    )
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, map(text, row), strict=True)) for row in found.fetchall()]


OF_THE_DAY = (
    records(ON, """
    consultation | patient | reason      | method | outcome | summary | name | credential |
    K1           |         |             |        |         |         |      |            |
    K2           |         | stent       |        |         |         |      |            |
    K3           |         |             |        |         |         | Ames |            | a name alone
    K4           |         |             |        |         |         | Ames |            |
    K5           |         | Heart valve | Phone  |         | Yes     |      |            |
    K6           |         |             |        | tbd     |         |      |            |
    K7           |         | valve       |        | proceed |         |      |            |
    K8           | p99     |             |        |         |         |      |            | another patient
    """),
    records(LATER, """
    consultation | patient | reason       | method  | outcome | summary | name | credential |
    K1           |         | valve        |         |         |         |      |            |
    K2           |         | valve        |         |         |         |      |            |
    K3           |         |              |         |         |         | Ames | MD         | identified
    K4           |         |              |         |         |         | Bell |            | still a gap
    K5           |         | heart  VALVE | call    |         | x       |      |            | says the same
    K6           |         |              |         | pending |         |      |            | says nothing
    K7           |         |              |         | proceed |         |      |            | it is gone
    K8           |         | valve        |         |         |         |      |            | not that record
    """),
)  # fmt: skip


BLANK = "consultation | reason\nK1 | "
VALVE = "consultation | reason\nK1 | valve"
STENT = "consultation | reason\nK1 | stent"
NO_PROOF = {
    "an export of the day before": (records(BEFORE, BLANK), records(LATER, VALVE)),
    "one record alone that reaches the day": (
        [*records(BEFORE, BLANK), records(LATER, BLANK)[1]],
        records(LATER, VALVE),
    ),
    "an older export that was imported later": (records(LATER, BLANK), records(ON, VALVE)),
    "an export without the record": (
        [{**records(ON, BLANK)[0], "consultation_id": "K2"}, *records(ON, BLANK)[1:]],
        records(LATER, VALVE),
    ),
    "an export without the column": (records(ON, "consultation\nK1"), records(LATER, VALVE)),
    "what was said before that as it is now": (
        records(BEFORE, VALVE),
        records(ON, STENT),
        records(LATER, VALVE),
    ),
}


DATES = (
    records(BEFORE, """
    consultation | reason | written    | signed     |
    K1           | valve  | 2025-02-10 | 2025-02-10 | on the day of the decision
    K2           | valve  | 2025-02-11 |            | the day after
    K3           | valve  | 2025-01-16 | 2025-02-11 | only the signature
    K4           | valve  | 2025-01-16 |            | written in time, says this export
    """),
    records(BEFORE, """
    consultation | reason | written    | signed     |
    K1           | valve  | 2025-02-10 | 2025-02-10 |
    K2           | valve  | 2025-02-11 |            |
    K3           | valve  | 2025-01-16 | 2025-02-11 |
    K4           | valve  | 2025-02-11 |            | saved anew, and says what it said
    """),
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Each case a practice of its own, whose exports follow one another."""
    cases = {"of the day": OF_THE_DAY, "dates": DATES, **NO_PROOF}
    claims: list[dict[str, str]] = []
    exports: list[list[dict[str, str]]] = []
    for name, files in cases.items():
        claims += [{"practice_id": name, **row} for row in claims_of(files[0])]
        exports += [[{"practice_id": name, **row} for row in file] for file in files]
    return imported(tmp_path_factory.mktemp("late"), *exports, claims=claims)


def test_an_export_of_the_day_of_the_decision_proves_what_it_lacked_or_said_otherwise(
    drawn: duckdb.DuckDBPyConnection,
) -> None:
    assert late(drawn, "of the day") == draw("""
    consultation | element      | kind          | proved_by | proof      | first_seen | changed    |
    K1           | reason       | first written | export    | 2025-02-10 | 2025-03-05 |            |
    K2           | reason       | changed       | export    | 2025-02-10 | 2025-02-10 | 2025-03-05 |
    K3           | professional | first written | export    | 2025-02-10 | 2025-03-05 |            |
    """)


@pytest.mark.parametrize("name", NO_PROOF)
def test_it_is_no_proof(drawn: duckdb.DuckDBPyConnection, name: str) -> None:
    assert late(drawn, name) == []


def test_the_dates_of_a_record_prove_it_as_a_whole(drawn: duckdb.DuckDBPyConnection) -> None:
    assert late(drawn, "dates") == draw("""
    consultation | element | kind          | proved_by   | proof      | first_seen | changed |
    K2           | date    | first written | recorded_at | 2025-02-11 | 2025-02-11 |         |
    K2           | reason  | first written | recorded_at | 2025-02-11 | 2025-02-11 |         |
    K3           | date    | signed        | signed_at   | 2025-02-11 | 2025-02-11 |         |
    K3           | reason  | signed        | signed_at   | 2025-02-11 | 2025-02-11 |         |
    """)


@pytest.mark.usefixtures("not_compared")
def test_undoing_the_export_that_proves_it_takes_the_proof_away(tmp_path: Path) -> None:
    assert late(imported(tmp_path, records(ON, BLANK), records(LATER, VALVE))) != []
    undo_import(tmp_path / "d9311.duckdb", 2)
    assert late(open_database(tmp_path / "d9311.duckdb").cursor()) == []


def test_an_export_tells_up_to_no_day_after_its_import(tmp_path: Path) -> None:
    to_come = (date.today() + timedelta(3)).isoformat()
    cursor = imported(tmp_path, records(to_come, BLANK))
    assert cursor.execute("select tells_to from export_days").fetchall() == [(None,)]


def test_the_history_of_an_element_says_when_it_was_seen_and_when_it_changed(
    tmp_path: Path,
) -> None:
    first = records(BEFORE, "consultation | reason | outcome\nK1 | stent | ")
    cursor = imported(tmp_path, first, records(LATER, "consultation | reason | outcome\nK1 | valve | wait"))
    found = cursor.execute(
        "select element, first_seen_import, first_seen, changed_import, changed from element_history "
        "where consultation_id = 'K1' order by element"
    ).fetchall()
    columns = ("element", "first_seen_import", "first_seen", "changed_import", "changed")
    assert [dict(zip(columns, map(text, row), strict=True)) for row in found] == draw("""
        element | first_seen_import | first_seen | changed_import | changed    |
        date    | 2                 | 2025-02-09 |                |            |
        outcome | 3                 | 2025-03-05 |                |            | it was missing before
        reason  | 2                 | 2025-02-09 | 3              | 2025-03-05 |
    """)
