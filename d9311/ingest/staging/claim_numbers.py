"""Values in the column of claim numbers that are none: their rows are told apart by what else they say."""

from __future__ import annotations

import duckdb

from d9311.ingest.errors import place
from d9311.ingest.reading.textfile import Warning_
from d9311.ingest.storing.claim_lines import run

RULE = "not_a_claim_number"
_SAID = (
    "{numbers} {are} no claim number: 0, the patient's own number, or one that stands for several patients "
    "or for service dates more than 31 days apart. {rows} told apart by patient, service date and code. "
    "Export the number that the practice system gives each claim."
)


def note_claim_numbers(
    connection: duckdb.DuckDBPyConnection, import_id: int, file_name: str, encoding: str
) -> list[Warning_]:
    """Write down which numbers of the staged file are no claim numbers; return what is to be said of them."""
    same = connection.execute(
        "select 2 * count_if(claim_id = patient_id) > count(*) from text_rows"
    ).fetchone()
    run(
        connection,
        "00_not_claim_numbers",
        {"import": import_id, "is_remittance": encoding == "X12 835", "is_patient": bool(same and same[0])},
    )
    found = connection.execute(
        """select count(distinct (practice_id, claim_id)), count(*), min(line)
        from kept_rows semi join not_claim_numbers using (import_id, practice_id, claim_id)"""
    ).fetchone()
    numbers, rows, first = found or (0, 0, None)
    if not numbers:
        return []
    said = _SAID.format(
        numbers="One value" if numbers == 1 else f"{numbers:,} values",
        are="is" if numbers == 1 else "are",
        rows="Its row is" if rows == 1 else f"The {rows:,} rows are",
    )
    return [Warning_(first, "claim_id", RULE, f"{place(file_name, first, 'claim_id')}: {said}", rows)]
