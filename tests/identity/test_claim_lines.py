"""Whose row a newer export replaces: claims, lines, decisions, history (identity.md, A)."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from tests.identity.files import Found, Held, asked, of_practices, took
from tests.tables import Row, Table, complete

pytestmark = pytest.mark.slow

HELD = """select claim_id, line_number, procedure_code, service_date::text, adjudicated_date::text, status, import_id
    from current_claims where practice_id = $1 order by all"""

MOVES = (
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
# Of three claims the lines that a second file holds, in its order; the first holds both codes of each.
ORDERS = {"C1": ("D0140",), "C2": ("D9311", "D0140"), "C3": ("D0140", "D9311")}
UNNUMBERED = (
    [
        {"claim_id": claim, "procedure_code": code, "status": "sent"}
        for claim in ORDERS
        for code in ("D0140", "D9311")
    ],
    [
        {"claim_id": claim, "procedure_code": code, "status": "denied", "adjudicated_date": "2025-02-01"}
        for claim, order in ORDERS.items()
        for code in order
    ],
)
ALIKE = """
claim_id | procedure_code | status | plan_name |
C1       | D9311          | sent   | PPO       | two physicians
C1       | D9311          | sent   | HMO       | consulted
"""
ALIKE_ANSWERED = """
claim_id | procedure_code | status | adjudicated_date | plan_name | paid_amount
C1       | D9311          | paid   | 2025-02-01       | PPO       | 60
C1       | D9311          | paid   | 2025-02-01       | HMO       | 60
"""
BILLED = "claim_id | status | submitted_date | adjudicated_date | billed_amount"
BILLED_FIRST = (
    f"{BILLED} |\n C1 | sent | 2025-01-20 | | 80 |\n C1 | sent | 2025-01-20 | | 100 |",
    f"{BILLED} |\n C1 | denied | 2025-01-20 | 2025-02-01 | 100 |\n C1 | denied | 2025-02-10 | 2025-03-01 | 80 |",
)
MONEY = """
claim_id | status   | adjudicated_date | paid_amount |
C1       | received | 2025-02-01       | 60          |
C1       | received | 2025-02-01       | 20          | supplemental
"""

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
ONE = f"{DECIDED} C1 | denied | 2025-01-20 | 2025-02-05 | 0 | CO-97"
NOT_CORRECTED = (
    ONE,
    f"{ONE}\n C1 | denied | 2025-01-20 | 2025-03-05 | 0 | CO-97",
    f"{ONE}\n C2 | sent | | | |",
)

# The files of each case, which is a practice of its own. What the first hold is looked at before the others come.
FIRST: dict[str, tuple[Table, ...]] = {"again": (ONE,), "alike": (ALIKE,)}
THEN: dict[str, tuple[Table, ...]] = {
    # the first of these decisions stands in the line of its file in which another file has the one told again
    "twice": tuple(
        DECIDED + "\n".join(f"{name} | {told or row}" for name, (row, _, _) in SECOND.items())
        for told in ("received | 2025-01-20 | 2025-02-05 | 60 | CO-45", "")
    ),
    "again": ([], f"{ONE}\n C1 | denied | 2025-01-20 | 2025-06-05 | 0 | CO-97"),
    "alike": (ALIKE_ANSWERED,),
    "moved": MOVING,
    "unnumbered": UNNUMBERED,
    "billed first": BILLED_FIRST,
    "money": (MONEY,),
    "not corrected": NOT_CORRECTED,
}


def at_one_place(cases: dict[str, tuple[Table, ...]]) -> list[list[Row]]:
    """The first files of all cases as one, the second ones as another, and so on."""
    each = [of_practices({name: files}) for name, files in cases.items()]
    return [[row for file in files for row in file] for files in zip_longest(*each, fillvalue=[])]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """Files that have the same columns, so that only claims of which they differ are looked at. The files of one
    place are one file, but for those that have numbers."""
    both = [
        [complete("claims", file) for file in files]
        for files in (
            at_one_place(FIRST),
            [*at_one_place(THEN), *of_practices({"moves": MOVES})],
        )
    ]
    blank = {name: "" for files in both for file in files for row in file for name in row}
    del blank["line_number"]
    first, then = [[[{**blank, **row} for row in file] for file in files] for files in both]
    return took(tmp_path_factory.mktemp("held"), first, then)


def test_a_line_that_moves_to_another_number_or_gets_another_code_is_one_line(held: Held) -> None:
    older, newer = held[0].count - 1, held[0].count  # the last two imports
    assert asked(held, HELD, "moves") == [
        ("C1", 1, "D0140", "2025-01-15", None, "sent", older),
        ("C1", 1, "D9311", "2025-01-15", "2025-02-01", "denied", newer),
        ("C2", 1, "D9311", "2025-01-15", None, "sent", newer),
    ]


def rows_of(held: Held, claim: str) -> Found:
    """Payer, outcomes, paid amount, last decision and submissions of the episodes of a claim that moved."""
    columns = "payer, first_outcome, outcome, paid::int, decided::text, submissions"
    question = f"select {columns} from episodes where practice_id = 'moved' and root_claim_id = $1 order by 1"
    return asked(held, question, claim)


def lines_of(held: Held, claim: str) -> Found:
    return [(row[3], row[5]) for row in asked(held, HELD, "moved") if row[0] == claim]


def test_a_service_date_that_is_corrected_moves_the_line(held: Held) -> None:
    assert rows_of(held, "DATE") == [("Delta", "denied", "approved_paid", 60, "2025-05-20", 2)]
    assert {day for day, _ in lines_of(held, "DATE")} == {"2025-03-05"}


def test_a_line_moves_by_no_more_than_31_days(held: Held) -> None:
    assert [len(lines_of(held, claim)) for claim in ("MONTH31", "MONTH32")] == [1, 2]


def test_a_partial_file_keeps_a_second_consultation_of_the_claim(held: Held) -> None:
    assert lines_of(held, "PART") == [("2025-01-15", "sent"), ("2025-01-20", "denied")]


def test_a_merged_patient_replaces_and_takes_the_history_along(held: Held) -> None:
    assert rows_of(held, "MERGED") == [("Delta", "denied", "approved_paid", 60, "2025-06-01", 2)]
    patients = "select count(distinct patient_id) from current_claims where claim_id = 'MERGED'"
    assert asked(held, patients) == [(1,)]


def test_history_never_takes_another_payer(held: Held) -> None:
    assert [row[:3] for row in rows_of(held, "PAYER")] == [
        ("Right", "approved_paid", "approved_paid"),
        ("Wrong", "denied", "denied"),
    ]


def test_a_file_without_numbers_leaves_the_lines_that_it_does_not_hold(held: Held) -> None:
    rows = asked(held, HELD, "unnumbered")
    assert {(row[0], row[2]): row[5] for row in rows} == {
        (claim, code): "denied" if code in order else "sent"
        for claim, order in ORDERS.items()
        for code in ("D0140", "D9311")
    }
    assert len(rows) == 6
    # the files hold all lines of the others, which need no look at each
    contested = "select claim_id from contested_claims where practice_id = $1"
    assert asked(held, contested, "unnumbered") == [("C1",)]


def test_lines_that_are_alike_in_all_are_told_apart_by_their_occurrence(held: Held) -> None:
    files, before = held
    assert len(before["alike"]) == 2
    assert [row[2:5] for row in files.episodes("alike")] == [("approved_paid", 100, 60)] * 2


def test_a_line_of_two_decisions_is_found_by_what_was_billed_first(held: Held) -> None:
    waiting = (
        "select billed_amount::int from current_claims where practice_id = $1 and adjudicated_date is null"
    )
    assert asked(held, waiting, "billed first") == [(80,)]


def test_rows_that_differ_in_money_are_decisions_of_one_line(held: Held) -> None:
    assert held[0].episodes("money") == [
        ("Delta", "approved_paid", "approved_paid", 100, 80, "2025-02-01", 2)
    ]


@pytest.mark.parametrize("name", SECOND)
def test_a_decision_whose_date_is_corrected_counts_once(held: Held, name: str) -> None:
    counted = "select paid::int, submissions from episodes where practice_id = 'twice' and root_claim_id = $1"
    assert asked(held, counted, name) == [SECOND[name][1:]]


def test_a_decision_that_the_newer_file_holds_too_was_not_corrected(held: Held) -> None:
    assert [row[6] for row in held[0].episodes("not corrected")] == [2, 1]
