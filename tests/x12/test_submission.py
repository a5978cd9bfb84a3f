"""An 837D as rows of claims: what was sent, to whom, and with what."""

from __future__ import annotations

from pathlib import Path

from d9311.ingest.x12.claims import patient_key
from tests.reading import read, said, set_aside
from tests.x12.messages import DENTAL, batch, interchange
from tests.x12.reading import read_rows, rows

LINES = ("LX*1", "SV3*AD:D9311*100****1", "DTP*472*D8*20250110", "REF*6R*11", "LX*2", "SV3*AD:D0120*50****1")
SENT = ["CLM*C1*150***11:B:1*Y*A*Y*Y", "DTP*472*D8*20250109", "NM1*82*1*SMITH*JOHN****XX*1999999976", *LINES]


def test_a_sent_claim_is_a_row_for_each_line(tmp_path: Path) -> None:
    file = read(tmp_path, interchange(batch(SENT), guide=DENTAL))
    first, second = rows(file)
    assert {name: text for name, text in first.items() if text and name != "ignored_1"} == {
        "line": "16",
        "claim_id": "C1",
        "line_number": "1",
        "submission_type": "1",
        "practice_name": "MAIN STREET DENTAL",
        "provider_id": "1999999976",
        "provider_name": "JOHN SMITH",
        "patient_id": patient_key("M1", "JANE", "C1"),
        "payer_name": "DELTA DENTAL",
        "payer_id": "94276",
        "payer_order": "P",
        "procedure_code": "D9311",
        "service_date": "2025-01-10",
        "submitted_date": "2025-01-12",
        "status": "submitted",
        "billed_amount": "100",
        "attachment_sent": "no",
    }
    assert (second["line_number"], second["service_date"]) == ("2", "2025-01-09")
    assert (file.encoding, said(file), file.rows_read) == ("X12 837D", [], 2)
    assert "MARKER" not in file.path.read_text(encoding="utf-8")


def test_a_dental_code_under_hc_is_a_line_and_another_is_set_aside(tmp_path: Path) -> None:
    text = (
        interchange(batch(SENT), guide=DENTAL).replace("AD:D9311", "HC:D9311").replace("AD:D0120", "HC:99213")
    )
    assert read_rows(tmp_path, text, "procedure_code", "line_number") == [("D9311", "1")]
    assert [rule for _, rule, _ in set_aside(read(tmp_path, text))] == ["not_dental"]


def test_a_corrected_claim_names_its_original_and_its_attachment(tmp_path: Path) -> None:
    corrected = [SENT[0].replace("B:1", "B:7"), "REF*F8*ICN77", "PWK*OZ*EL***AC*ATT1", *SENT[1:]]
    text = interchange(batch(corrected), guide=DENTAL)
    columns = ("submission_type", "original_claim_id", "attachment_sent", "attachment_reference")
    assert read_rows(tmp_path, text, *columns) == [("7", "ICN77", "yes", "ATT1")] * 2


def test_the_other_payer_of_a_claim_does_not_take_the_first_ones_place(tmp_path: Path) -> None:
    other = ["SBR*P*18*******CI", "NM1*IL*1*OTHER*JOE****MI*M9", "NM1*PR*2*AETNA*****PI*60054"]
    text = interchange(batch([*SENT[:2], *other, *LINES], payer_order="S"), guide=DENTAL)
    assert read_rows(tmp_path, text, "payer_order", "payer_name") == [("S", "DELTA DENTAL")] * 2


def test_a_dependant_is_known_by_the_members_id_and_the_own_name(tmp_path: Path) -> None:
    dependant = ["HL*3*2*23*0", "PAT*19", "NM1*QC*1*MARKER*TIM", "DMG*D8*20150101*M"]
    text = interchange(batch(dependant, SENT), guide=DENTAL)
    assert read_rows(tmp_path, text, "patient_id") == [(patient_key("M1", "TIM", "C1"),)] * 2


def test_a_predetermination_is_marked_as_one(tmp_path: Path) -> None:
    asked = [f"{SENT[0]}{'*' * 10}PB", *SENT[1:]]
    assert (
        read_rows(tmp_path, interchange(batch(asked), guide=DENTAL), "status", "claim_type")
        == [("predetermination", "predetermination")] * 2
    )


def test_lines_that_do_not_add_up_to_the_claim_are_said(tmp_path: Path) -> None:
    file = read(tmp_path, interchange(batch(SENT), guide=DENTAL).replace("*C1*150*", "*C1*149.99*"))
    assert said(file) == [
        "export.csv, line 12: the charges, payments or adjustments of the claim's lines do not add up to the claim's."
    ]
    assert set_aside(file) == []
