"""The list in a zip of many letters says which file is which claim, and names no patient."""

from __future__ import annotations

import csv
import io

import duckdb
import pytest

from d9311.packet import KINDS, Letterheads, make
from d9311.packet.facts import gather
from d9311.packet.making import pseudonym
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations

CLAIMS = claim_lines("""
claim | corrects | patient | payer  | service    | sent       | decided    | billed | paid | codes   |
=1+1  |          | ann     | +Delta | 2025-01-15 | 2025-01-20 | 2025-02-03 | 100.00 | 0    | CO-252  | would run in a spreadsheet
C2    |          | ben     | Aetna  | 2025-01-16 | 2025-01-20 | 2025-02-04 | 90.50  | 0    | CO-97   | no record
C2A   | C2       | ben     | Aetna  | 2025-01-16 | 2025-02-20 | 2025-03-04 | 90.50  | 0    | CO-97   | sent again, and denied again
""")
RECORDS = consultations("""
consultation | patient | date       | time  | method | name     | credential | reason | outcome     | letter | summary |
K1           | ann     | 2025-01-15 | noon  | phone  | Dr. Ames | MD         | n/a    | cover given | yes    |         | lacks time and reason
""")
RULES = """
payer_name | appeal_days | timely_filing_days | source |
+Delta     | 180         | 90                 | manual |
"""
HEAD = ["file", "letter", "claim_id", "payer", "service_date", "billed", "deadline", "missing_elements"]
ONE, TWO = "practice|=1+1|1", "practice|C2|1"


@pytest.fixture(scope="module")
def cursor(import_once: ImportTables) -> duckdb.DuckDBPyConnection:
    return import_once(claims=CLAIMS, consultations=RECORDS, payer_rules=RULES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "deadline"),
    [("appeal", "2025-08-02"), ("corrected", "2025-04-15"), ("timely", "2025-04-15"), ("records", "")],
)
def test_list_says_which_file_is_which_claim_in_the_order_of_the_letters(
    cursor: duckdb.DuckDBPyConnection, kind: str, deadline: str
) -> None:
    files = make(cursor, [TWO, ONE], kind, Letterheads(), listed=True)
    content = files.pop("list-of-letters.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert head == HEAD
    assert [row[0] for row in rows] == list(files)
    two, one = (f"{kind}-{pseudonym(case)}" for case in gather(cursor, [TWO, ONE]))
    assert rows == [
        [f"{two}.pdf", kind, "C2;C2A", "Aetna", "2025-01-16", "90.50", "", "7"],
        [f"{two}.docx", kind, "C2;C2A", "Aetna", "2025-01-16", "90.50", "", "7"],
        [f"{one}.pdf", kind, "'=1+1", "'+Delta", "2025-01-15", "100.00", deadline, "2"],
        [f"{one}.docx", kind, "'=1+1", "'+Delta", "2025-01-15", "100.00", deadline, "2"],
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_one_letter_needs_no_list_and_its_patient_stands_in_none(
    cursor: duckdb.DuckDBPyConnection, kind: str
) -> None:
    files = make(cursor, [ONE], kind, Letterheads(), ("pdf",), patient_name="Ann Marker", listed=True)
    assert [name.rpartition(".")[2] for name in files] == ["pdf"]
