"""What stands in each letter, and what stands there where something is missing, late or not known."""

from __future__ import annotations

import csv
import re
from datetime import date

import duckdb
import pytest

from d9311.packet.answers import ANSWERS
from d9311.packet.document import Document
from d9311.packet.errors import PacketError
from d9311.packet.letter import LateMark
from d9311.packet.letterhead import Letterheads
from d9311.packet.making import documents
from tests.conftest import ImportTables
from tests.packet.places import REFERENCE
from tests.packet.reading import texts
from tests.spec.drawn import claim_lines, consultations

pytestmark = pytest.mark.slow

CLAIMS = claim_lines("""
claim | patient | payer | service    | sent       | decided    | paid | codes         | payer_claim_control_number
C1    | ann     | Delta | 2025-01-15 | 2025-01-20 | 2025-02-03 | 0    | CO-252 N706   | ICN7
C2    | ben     | Delta | 2025-01-16 | 2025-01-20 | 2025-02-04 | 0    | CO-97 PI-998  |      | no such code
C3    | cleo    | Aetna | 2025-01-17 | 2025-01-20 | 2025-02-05 | 0    | CO-50         |      | no consultation
C4    | dan     | Delta | 2025-01-18 | 2025-01-20 | 2025-02-06 | 60   |               |      | paid
""")
RECORDS = consultations("""
consultation | patient | date       | time  | method | name     | credential | reason | outcome      | letter | summary | planned_procedure
K1           | ann     | 2025-01-15 | 09:05 | phone  | Dr. Ames | MD         | valve  | cover given  | yes    |         | extraction
K2           | ben     | 2025-01-16 | noon  | letter | Clinic   |            |        | left message | no     | yes     |
""")
RULES = """
payer_name | appeal_days | timely_filing_days | source | as_of
Delta      | 180         |                    | manual | 2025-01-01
"""
C1, C2, C3, C4 = (f"practice|C{number}|1" for number in (1, 2, 3, 4))

# The whole appeal of C1, line by line and cell by cell.
APPEAL = [
    "Date: ______________",
    "To: Delta [1]",
    "Address or fax of the payer: [not in the record]",
    "Patient:", "(patient)",
    "Birth date, member no.:", "______________, ______________",
    "Our claim number:", "C1 [2]",
    "Your claim number:", "ICN7 [3]",
    "Procedure:", "D9311 [4], consultation with a medical health care professional",
    "Date of service:", "January 15, 2025 [5]",
    "Amount billed:", "$100.00 [6]",
    "Treating dentist:", "[not in the record]",
    "Denied on:", "February 3, 2025 [7]",
    "Codes as received:", "CO-252 N706 [8]",
    "Last day to appeal:",
    "August 2, 2025, 180 [9] days from February 3, 2025 [7]; rule: manual [10], read on January 1, 2025 [11]",
    "We ask you to review the denial of D9311 above. What the record of the consultation holds, and our answer "
    "to each of your codes, follows.",
    "On January 15, 2025 [12] at 9:05 am [13] our office ([not in the record]) consulted Dr. Ames [14], MD [15] "
    "by this method: phone [16].",
    "Planned procedure:", "“extraction” [17]",
    "Reason:", "“valve” [18]",
    "Outcome:", "“cover given” [19]",
    "CO-252 (CARC) [8]", "an attachment is required to decide [20]",
    "The record of the consultation is enclosed; the table of its elements is part of the enclosures.",
    "N706 (RARC) [8]", "documentation is missing [21]",
    "The record of the consultation is enclosed; the table of its elements is part of the enclosures.",
    "If the denial stands, please write to us which element of the record you still miss.",
    "Sincerely,",
    "Signature: ______________________________________",
    "Name and title: ______________________________________",
    "1", "Record of the consultation, number K1 [22]", "to be attached: ☐",
    "2", "Copy of the correspondence, or summary of the talk", "to be attached: ☐",
    "3", "Your decision (EOB or remittance) of February 3, 2025 [7]", "to be attached: ☐",
    "What a record of a consultation holds, and what this one holds. What is missing is named, not filled in; "
    "what was written after the decision is marked as a late entry.",
    "Reason", "“valve” [18]", "in the record",
    "Date", "January 15, 2025 [12]", "in the record",
    "Time", "9:05 am [13]", "in the record",
    "Method of communication", "phone [16]", "in the record",
    "Professional, with credentials", "Dr. Ames [14], MD [15]", "in the record",
    "Outcome or recommendation", "“cover given” [19]", "in the record",
    "Copy of the correspondence, or summary of the talk", "“yes” [23]", "in the record",
]  # fmt: skip


@pytest.fixture(scope="module")
def cursor(import_once: ImportTables) -> duckdb.DuckDBPyConnection:
    return import_once(claims=CLAIMS, consultations=RECORDS, payer_rules=RULES)


def letter(cursor: duckdb.DuckDBPyConnection, kind: str, episode: str, **how: object) -> Document:
    return documents(cursor, [episode], kind, Letterheads(), **how)[0][0]  # type: ignore[arg-type]


def after(found: list[str], label: str) -> str:
    """The cell beside a label."""
    return found[found.index(label) + 1]


def test_appeal_says_what_claim_and_record_hold_each_with_its_source(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    found = texts(letter(cursor, "appeal", C1))
    patient = after(found, "Patient:")
    assert patient.startswith("________________________ (patient number ")
    found[found.index(patient)] = "(patient)"
    assert found == APPEAL


def test_what_is_missing_is_named_and_a_placeholder_is_no_outcome(cursor: duckdb.DuckDBPyConnection) -> None:
    found = texts(letter(cursor, "appeal", C2))
    assert (
        "On January 16, 2025 [11] at [not in the record] our office ([not in the record]) consulted Clinic [12], "
        "credentials [not in the record] by this method: letter [13]."
    ) in found
    assert after(found, "Reason:") == after(found, "Outcome:") == "[not in the record]"
    states = {name: found[found.index(name) + 2] for name in ("Time", "Method of communication")}
    states |= {
        found[i]: found[i + 2] for i in range(len(found) - 2) if found[i].startswith(("Prof", "Outcome or"))
    }
    assert states == {
        "Time": "MISSING: blank",
        "Method of communication": "in the record",
        "Professional, with credentials": "MISSING: name or credentials",
        "Outcome or recommendation": "MISSING: what stands there does not say it",
    }


def test_code_that_the_list_lacks_has_a_visible_blank(cursor: duckdb.DuckDBPyConnection) -> None:
    assert "not in our list of codes: [not in the record]" in texts(letter(cursor, "appeal", C2))


def test_claim_without_record_promises_none(cursor: duckdb.DuckDBPyConnection) -> None:
    found = texts(letter(cursor, "appeal", C3))
    assert "No record of a consultation is linked to this claim: [not in the record]" in found
    assert "No record of the consultation is linked to this claim: [not in the record]." in found
    assert found.count("MISSING: no record is linked") == 8
    assert not any("is enclosed" in line for line in found)


def test_deadline_stands_only_where_the_practice_gave_the_rule(cursor: duckdb.DuckDBPyConnection) -> None:
    said = "not known: the practice has no rule of this payer for"
    assert after(texts(letter(cursor, "appeal", C3)), "Last day to appeal:") == f"{said} appeals"
    assert after(texts(letter(cursor, "timely", C1)), "Last day to file:") == f"{said} filing"


def test_late_entry_is_marked_in_the_letter_and_among_the_elements(cursor: duckdb.DuckDBPyConnection) -> None:
    late = {C1: {"outcome": LateMark("changed", date(2025, 2, 3))}}
    found = texts(letter(cursor, "appeal", C1, late=late))
    mark = "[late entry: changed after the decision on February 3, 2025]"
    assert [line for line in found if mark in line] == [f"“cover given” [19] {mark}", f"in the record {mark}"]


def test_patient_has_a_name_only_where_it_was_typed(cursor: duckdb.DuckDBPyConnection) -> None:
    found = after(texts(letter(cursor, "records", C2, patient_name="Ben Typed")), "Patient:")
    assert found.startswith("Ben Typed (patient number ")
    with pytest.raises(
        PacketError, match=r"^A patient's name is for one claim; make this letter by itself\.$"
    ):
        documents(cursor, [C1, C2], "appeal", Letterheads(), patient_name="Ben Typed")


def test_request_asks_for_what_is_missing_and_says_nothing_of_payer_or_money(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    found = texts(letter(cursor, "records", C2))
    assert [line for line in found if line[:1].islower()] == [
        "for what reason we consulted you, as you noted it",
        "the time of the consultation",
        "your full name and credentials or specialty",
        "the outcome: what you recommended",
        "a copy of the correspondence, or your summary of the talk",
    ]
    assert found[1] == "To: Clinic [1], [not in the record]"
    assert not any(word in " ".join(found) for word in ("Delta", "$", "CO-97", "C2"))


def test_sheet_asks_to_correct_what_each_code_names(cursor: duckdb.DuckDBPyConnection) -> None:
    found = texts(letter(cursor, "corrected", C1))
    answer = (
        "send the consultation note and correspondence (resubmit then appeal). CO: do not bill the patient."
    )
    assert found[found.index("CO-252 (CARC) [2]") + 2] == answer
    sent = found.index("Payer's claim number") + 1
    assert found[sent : sent + 2] == ["ICN7 [6]", "________________________"]


@pytest.mark.parametrize(
    ("kind", "episodes", "said"),
    [
        ("appeal", [C1, C4], "No letter (appeal) for 1 of 2 claims: not denied: an appeal answers a denial."),
        ("corrected", [C4], "No letter (corrected) for 1 of 1 claims: neither denied nor turned away: there is nothing "
         "to correct."),
        ("records", [C1], "No letter (records) for 1 of 1 claims: the record lacks nothing that could be asked for."),
        ("appeal", ["practice|none|1"], "1 of 1 claims are not in the data that you may see."),
    ],
)  # fmt: skip
def test_letter_that_cannot_be_is_refused_without_a_value(
    cursor: duckdb.DuckDBPyConnection, kind: str, episodes: list[str], said: str
) -> None:
    with pytest.raises(PacketError, match=f"^{re.escape(said)}$"):
        documents(cursor, episodes, kind, Letterheads())


def test_every_category_of_the_list_of_codes_has_an_answer() -> None:
    with (REFERENCE / "denial_codes.csv").open(encoding="utf-8", newline="") as file:
        assert {row["category"] for row in csv.DictReader(file)} == set(ANSWERS)
