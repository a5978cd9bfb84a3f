"""Whose row a newer export replaces: claims, lines, decisions, history (identity.md, A)."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.identity.files import Files

pytestmark = pytest.mark.slow

HELD = """select claim_id, line_number, procedure_code, service_date::text, adjudicated_date::text, status, import_id
    from current_claims order by all"""


def test_a_line_that_moves_to_another_number_or_gets_another_code_is_one_line(tmp_path: Path) -> None:
    cursor = Files(tmp_path).take(
        """
        claim_id | line_number | procedure_code | status |
        C1       | 1           | D0140          | sent   | deleted later
        C1       | 2           | D9311          | sent   |
        C2       | 1           | D9310          | sent   |
        """,
        """
        claim_id | line_number | procedure_code | status   | adjudicated_date
        C1       | 1           | D9311          | denied   | 2025-02-01
        C2       | 1           | D9311          | sent     |
        """,
    )
    assert cursor.execute(HELD).fetchall() == [
        ("C1", 1, "D0140", "2025-01-15", None, "sent", 1),
        ("C1", 1, "D9311", "2025-01-15", "2025-02-01", "denied", 2),
        ("C2", 1, "D9311", "2025-01-15", None, "sent", 2),
    ]


# Three files without line numbers; each name begins another case.
MOVING = (
    """
    claim_id | patient_id | payer_name | service_date | status | adjudicated_date |
    DATE     | p1         | Delta      | 2025-03-03   | sent   |                  |
    MONTH31  | p2         | Delta      | 2025-03-03   | sent   |                  |
    MONTH32  | p3         | Delta      | 2025-03-03   | sent   |                  |
    PART     | p4         | Delta      | 2025-01-15   | sent   |                  |
    PART     | p4         | Delta      | 2025-01-20   | sent   |                  |
    MERGED   | old        | Delta      | 2025-01-15   | denied | 2025-02-01       |
    PAYER    | p5         | Wrong      | 2025-01-15   | denied | 2025-02-01       |
    """,
    """
    claim_id | patient_id | payer_name | service_date | status | adjudicated_date | paid_amount
    DATE     | p1         | Delta      | 2025-03-04   | denied | 2025-04-01       |
    MONTH31  | p2         | Delta      | 2025-04-03   | sent   |                  |
    MONTH32  | p3         | Delta      | 2025-04-04   | sent   |                  |
    PART     | p4         | Delta      | 2025-01-20   | denied | 2025-02-01       |
    MERGED   | new        | Delta      | 2025-01-15   | paid   | 2025-06-01       | 60
    PAYER    | p5         | Right      | 2025-01-15   | paid   | 2025-06-01       | 60
    """,
    "claim_id | patient_id | service_date | status | adjudicated_date | paid_amount\n DATE | p1 | 2025-03-05 | paid | 2025-05-20 | 60",
)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return Files(tmp_path_factory.mktemp("moved")).take(*MOVING)


def rows_of(moved: duckdb.DuckDBPyConnection, claim: str) -> list[tuple]:
    """Payer, outcomes, paid amount, last decision and submissions of the episodes of a claim."""
    columns = "payer, first_outcome, outcome, paid::int, decided::text, submissions"
    asked = f"select {columns} from episodes where root_claim_id = $1 order by 1"
    return moved.execute(asked, [claim]).fetchall()


def lines_of(moved: duckdb.DuckDBPyConnection, claim: str) -> list[tuple]:
    return [(row[3], row[5]) for row in moved.execute(HELD).fetchall() if row[0] == claim]


def test_a_service_date_that_is_corrected_moves_the_line(moved: duckdb.DuckDBPyConnection) -> None:
    assert rows_of(moved, "DATE") == [("Delta", "denied", "approved_paid", 60, "2025-05-20", 2)]
    assert {day for day, _ in lines_of(moved, "DATE")} == {"2025-03-05"}


def test_a_line_moves_by_no_more_than_31_days(moved: duckdb.DuckDBPyConnection) -> None:
    assert [len(lines_of(moved, claim)) for claim in ("MONTH31", "MONTH32")] == [1, 2]


def test_a_partial_file_keeps_a_second_consultation_of_the_claim(moved: duckdb.DuckDBPyConnection) -> None:
    assert lines_of(moved, "PART") == [("2025-01-15", "sent"), ("2025-01-20", "denied")]


def test_a_merged_patient_replaces_and_takes_the_history_along(moved: duckdb.DuckDBPyConnection) -> None:
    assert rows_of(moved, "MERGED") == [("Delta", "denied", "approved_paid", 60, "2025-06-01", 2)]
    patients = "select count(distinct patient_id) from current_claims where claim_id = 'MERGED'"
    assert moved.execute(patients).fetchone() == (1,)


def test_history_never_takes_another_payer(moved: duckdb.DuckDBPyConnection) -> None:
    assert [row[:3] for row in rows_of(moved, "PAYER")] == [
        ("Right", "approved_paid", "approved_paid"),
        ("Wrong", "denied", "denied"),
    ]


def test_a_file_without_numbers_leaves_the_lines_that_it_does_not_hold(tmp_path: Path) -> None:
    orders = {"C1": ("D0140",), "C2": ("D9311", "D0140"), "C3": ("D0140", "D9311")}
    pending = [
        {"claim_id": claim, "procedure_code": code, "status": "sent"}
        for claim in orders
        for code in ("D0140", "D9311")
    ]
    decided = [
        {"claim_id": claim, "procedure_code": code, "status": "denied", "adjudicated_date": "2025-02-01"}
        for claim, order in orders.items()
        for code in order
    ]
    cursor = Files(tmp_path).take(pending, decided)
    rows = cursor.execute(HELD).fetchall()
    assert {(row[0], row[2]): row[5] for row in rows} == {
        (claim, code): "denied" if code in order else "sent"
        for claim, order in orders.items()
        for code in ("D0140", "D9311")
    }
    assert len(rows) == 6
    # the files hold all lines of the others, which need no look at each
    assert cursor.execute("select claim_id from contested_claims").fetchall() == [("C1",)]


def test_lines_that_are_alike_in_all_are_told_apart_by_their_occurrence(tmp_path: Path) -> None:
    twice = """
    claim_id | procedure_code | status | plan_name |
    C1       | D9311          | sent   | PPO       | two physicians
    C1       | D9311          | sent   | HMO       | consulted
    """
    answers = """
    claim_id | procedure_code | status | adjudicated_date | plan_name | paid_amount
    C1       | D9311          | paid   | 2025-02-01       | PPO       | 60
    C1       | D9311          | paid   | 2025-02-01       | HMO       | 60
    """
    files = Files(tmp_path)
    assert files.take(twice).execute("select count(*) from episodes").fetchone() == (2,)
    files.take(answers)
    assert [row[2:5] for row in files.episodes()] == [("approved_paid", 100, 60)] * 2


def test_a_line_of_two_decisions_is_found_by_what_was_billed_first(tmp_path: Path) -> None:
    columns = "claim_id | status | submitted_date | adjudicated_date | billed_amount"
    files = Files(tmp_path)
    cursor = files.take(
        f"{columns} |\n C1 | sent | 2025-01-20 | | 80 |\n C1 | sent | 2025-01-20 | | 100 |",
        f"{columns} |\n C1 | denied | 2025-01-20 | 2025-02-01 | 100 |\n C1 | denied | 2025-02-10 | 2025-03-01 | 80 |",
    )
    waiting = "select billed_amount::int from current_claims where adjudicated_date is null"
    assert cursor.execute(waiting).fetchall() == [(80,)]


def test_rows_that_differ_in_money_are_decisions_of_one_line(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take("""
        claim_id | status   | adjudicated_date | paid_amount |
        C1       | received | 2025-02-01       | 60          |
        C1       | received | 2025-02-01       | 20          | supplemental
    """)
    assert files.episodes() == [("Delta", "approved_paid", "approved_paid", 100, 80, "2025-02-01", 2)]


DECIDED = "claim_id | status | submitted_date | adjudicated_date | paid_amount | adjustment_codes\n"


# What a second file says of a decision, what is then paid in all, and by how many decisions.
SECOND = {
    "the date corrected": ("received | 2025-01-20 | 2025-02-06 | 60 | CO-45", 60, 1),
    "by 60 days": ("received | 2025-01-20 | 2025-04-06 | 60 | CO-45", 60, 1),
    "by 61 days": ("received | 2025-01-20 | 2025-04-07 | 60 | CO-45", 120, 2),
    "other money": ("received | 2025-01-20 | 2025-02-06 | 61 | CO-45", 121, 2),
    "other codes": ("received | 2025-01-20 | 2025-02-06 | 60 | CO-97", 120, 2),
    "sent another day": ("received | 2025-01-21 | 2025-02-06 | 60 | CO-45", 120, 2),
}


@pytest.fixture(scope="module")
def decided_twice(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A claim for each second decision; the claim has its name."""
    first = [f"{name} | received | 2025-01-20 | 2025-02-05 | 60 | CO-45" for name in SECOND]
    second = [f"{name} | {row}" for name, (row, _, _) in SECOND.items()]
    return Files(tmp_path_factory.mktemp("twice")).take(
        DECIDED + "\n".join(first), DECIDED + "\n".join(second)
    )


@pytest.mark.parametrize("name", SECOND)
def test_a_decision_whose_date_is_corrected_counts_once(
    decided_twice: duckdb.DuckDBPyConnection, name: str
) -> None:
    counted = "select paid::int, submissions from episodes where root_claim_id = $1"
    assert decided_twice.execute(counted, [name]).fetchall() == [SECOND[name][1:]]


def test_a_decision_that_the_newer_file_holds_too_was_not_corrected(tmp_path: Path) -> None:
    first, both = (
        f"{DECIDED} C1 | denied | 2025-01-20 | 2025-02-05 | 0 | CO-97",
        f"{DECIDED} C1 | denied | 2025-01-20 | 2025-02-05 | 0 | CO-97\n C1 | denied | 2025-01-20 | 2025-03-05 | 0 | CO-97",
    )
    files = Files(tmp_path)
    files.take(first, both, first + "\n C2 | sent | | | |")
    assert [row[6] for row in files.episodes()] == [2, 1]


FULL = """
claim_id | status   | adjudicated_date | allowed_amount | paid_amount | adjustment_codes | payer_order | payer_name
C1       | received | 2025-04-01       | 80             | 60          | CO-45            | primary     | Delta
C1       | received | 2025-05-01       | 20             | 20          | CO-45            | secondary   | Aetna
C2       | received | 2025-04-01       | 0              | 0           | CO-97            | primary     | Delta
"""
SLIM = """
claim_id | status   | adjudicated_date | payer_name
C1       | received | 2025-04-01       | Delta
C1       | received | 2025-05-01       | Aetna
C2       | received | 2025-04-01       | Delta
"""


def test_a_file_with_fewer_columns_keeps_what_it_does_not_hold(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(FULL)
    before = files.episodes()
    assert [row[1:5] for row in before] == [
        ("approved_paid", "approved_paid", 100, 60),
        ("denied", "denied", 100, 0),
    ]
    files.take(SLIM)
    assert files.episodes() == before
    assert files.cursor().execute("select other_payers_paid::int from episodes order by 1").fetchall() == [
        (0,),
        (20,),
    ]


def test_kept_values_never_carry_over_to_another_decision(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(FULL, "claim_id | status | adjudicated_date\n C2 | received | 2025-07-01")
    paid = files.cursor().execute(
        "select paid_amount, adjustment_codes from current_claims where adjudicated_date = '2025-07-01'"
    )
    assert paid.fetchall() == [(None, None)]
