"""Files that are dropped on the Data page, and data that are taken out there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens import open_page, text_of

pytestmark = pytest.mark.slow


def test_files_dropped_are_recognised_imported_and_reported(database: Path, tmp_path: Path) -> None:
    screen = open_page("pages/data.py")
    claims = b"claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount\n"
    claims += b"C1,P1,Delta,D9311,2025-01-15,received,100.00\nC2,P1,Delta,D9311,2025-01-40,received,100.00\n"
    notes = b"consultation_id,patient_id,consultation_date\nK1,P1,2025-01-15\n"
    screen.file_uploader[0].set_value(
        [("jan.csv", claims, "text/csv"), ("notes.csv", notes, "text/csv")]
    ).run()
    assert [box.value for box in screen.selectbox] == ["claims", "consultations"]
    screen.button(key="import").click().run()
    shown = text_of(screen)
    assert "jan.csv (claims): 2 rows read = 1 kept + 1 set aside" in shown
    assert "notes.csv (consultations): 1 row read = 1 kept + 0 set aside" in shown
    assert "2025-01-40" not in shown


def test_damaged_database_can_be_removed_on_the_data_page(database: Path) -> None:
    database.write_bytes(b"this is no database" * 1000)
    screen = open_page("pages/data.py")
    screen.button(key="remove").click().run()
    assert not database.exists()
    assert list(screen.exception) == []
