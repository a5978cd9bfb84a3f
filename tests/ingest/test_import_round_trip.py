"""Any text in a cell comes through the import as it was written, trimmed; nothing is lost on the way."""

from __future__ import annotations

import csv
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from d9311 import contract
from d9311.ingest.file_import import import_file
from tests.drafts import empty_draft

pytestmark = pytest.mark.slow

NASTY = st.sampled_from(list("ab'\",;|\t\n\r=+-@ \u00a0\u3000\u2028\x1c\x85\ufeffé名0"))
CELL = st.text(alphabet=NASTY, max_size=8) | st.text(
    st.characters(exclude_characters="\0", codec="utf-8"), max_size=8
)
ROW = st.tuples(CELL, CELL, CELL)

SOUND = {
    "patient_id": "P1",
    "payer_name": "Delta",
    "procedure_code": "D9311",
    "service_date": "2025-01-15",
    "status": "paid",
    "billed_amount": "100.00",
}
COLUMNS = [*SOUND, "claim_id", "plan_name", "payer_id"]


def is_marked_text(text: str) -> bool:
    """Whether an apostrophe in front says that a text follows: it stands before a letter or digit, and
    alone."""
    return text.count("'") == 1 and unicodedata.category(text[1:2] or " ")[0] in "LN"


def stored_text(text: str, is_identifier: bool) -> str | None:
    """What a cell is kept as, said in plain Python."""
    text = text.strip()
    if text.startswith("'") and (text.lstrip("'")[:1] in tuple("=+-@") or is_marked_text(text)):
        text = text[1:]
    elif len(text) > 2 and text.startswith('="') and text.endswith('"'):
        text = text[2:-1].replace('""', '"').strip()
    if not text or (not is_identifier and text.lower() in contract.PLACEHOLDERS):
        return None
    return text


def stored(rows: list[tuple[str, str, str]]) -> list[tuple[str | None, ...]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writerow(COLUMNS)
            for number, (first, second, third) in enumerate(rows):
                writer.writerow([*SOUND.values(), f"{number}{first}", second, third])
        draft = empty_draft()
        report = import_file(draft, "claims", folder / "claims.csv", lambda fraction, words: None)
        assert (report.error, report.set_aside) == (None, [])
        return draft.connection.execute(
            "select claim_id, plan_name, payer_id from claim_rows order by line"
        ).fetchall()


# Few files of many rows: a file costs more than a row.
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, min_size=1, max_size=12) | st.lists(ROW, min_size=25, max_size=40))
def test_every_text_is_stored_as_it_was_written(rows: list[tuple[str, str, str]]) -> None:
    assert stored(rows) == [
        (stored_text(f"{number}{first}", True), stored_text(second, False), stored_text(third, False))
        for number, (first, second, third) in enumerate(rows)
    ]
