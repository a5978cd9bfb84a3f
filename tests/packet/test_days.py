"""What a letter says of days: the last one by the newest rule, what was written late, each sending and its answer."""

from __future__ import annotations

import duckdb
import pytest

from tests.conftest import ImportTables
from tests.packet.reading import texts
from tests.packet.test_letters import C1, RECORDS, after, letter
from tests.packet.test_letters import CLAIMS as OF_LETTERS
from tests.spec.drawn import claim_lines

pytestmark = pytest.mark.slow

SOUND = OF_LETTERS[0]
# A payer with three rules, a denial without a day, a record that was written late, a claim that was sent twice.
CLAIMS = [
    SOUND,
    {**SOUND, "claim_id": "N1", "patient_id": "nan", "payer_name": "Aetna", "adjudicated_date": "", "status": "denied"},
    {**SOUND, "claim_id": "L1", "patient_id": "lea"},
    *claim_lines("""
    claim | patient | payer | service    | sent       | decided    | status | paid | codes  | type
    H1    | hal     | Zeta  | 2025-01-15 | 2025-01-20 |            | sent   |      |        |          | answered below
    H1    | hal     | Zeta  | 2025-01-15 | 2025-01-20 | 2025-02-03 | denied | 0    | CO-252 |
    H1    | hal     | Zeta  | 2025-01-15 | 2025-03-01 |            | sent   |      |        | corrected
    """),
]  # fmt: skip
RULES = """
payer_name | appeal_days | source  | as_of
Delta      | 180         | manual  | 2025-01-01
Delta      | 90          | letter  | 2025-02-01
Delta      |             | webinar | 2025-03-01 | gives no days
Aetna      | 180         | manual  | 2025-01-01
"""


NOTES = [{**RECORDS[0], "patient_id": "lea", "recorded_at": "2025-02-04"}]


@pytest.fixture(scope="module")
def cursor(import_once: ImportTables) -> duckdb.DuckDBPyConnection:
    return import_once(claims=CLAIMS, consultations=NOTES, payer_rules=RULES)


def test_newest_rule_that_gives_days_is_the_one_that_is_cited(cursor: duckdb.DuckDBPyConnection) -> None:
    found = texts(letter(cursor, "appeal", C1))
    assert after(found, "Last day to appeal:") == (
        "May 4, 2025, 90 [9] days from February 3, 2025 [7]; rule: letter [10], read on February 1, 2025 [11]"
    )


def test_denial_without_a_day_has_no_last_day(cursor: duckdb.DuckDBPyConnection) -> None:
    found = texts(letter(cursor, "appeal", "practice|N1|1"))
    assert (
        after(found, "Last day to appeal:")
        == "the day that it runs from is [not in the record]: 180 [8] days"
    )


def test_history_lists_every_sending_and_its_answer(cursor: duckdb.DuckDBPyConnection) -> None:
    found = texts(letter(cursor, "timely", "practice|H1|1"))
    begin = [line.startswith("The claim above") for line in found].index(True) + 1
    rows = [found[begin : begin + 6], found[begin + 6 : begin + 12]]
    assert [[cell.partition(" [")[0] for cell in row] for row in rows] == [
        ["January 20, 2025", "original", "H1", "February 3, 2025", "denied", "CO-252"],
        ["March 1, 2025", "corrected", "H1", "–", "sent", "–"],
    ]


def test_letter_marks_what_the_data_prove_to_be_late(cursor: duckdb.DuckDBPyConnection) -> None:
    found = texts(letter(cursor, "appeal", "practice|L1|1"))
    mark = "[late entry: first written after the decision on February 3, 2025]"
    assert f"in the record {mark}" in found
