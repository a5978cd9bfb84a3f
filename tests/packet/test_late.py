"""A letter marks what the exports prove to be late, without being told."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.packet.reading import texts
from tests.packet.test_letters import C1, CLAIMS, RECORDS, letter

pytestmark = pytest.mark.slow


def test_letter_marks_what_the_data_prove_to_be_late(import_tables: ImportTables) -> None:
    notes = [{**row, "recorded_at": "2025-02-04"} for row in RECORDS if row["consultation_id"] == "K1"]
    found = texts(letter(import_tables(claims=CLAIMS, consultations=notes), "appeal", C1))
    mark = "[late entry: first written after the decision on February 3, 2025]"
    assert f"in the record {mark}" in found
