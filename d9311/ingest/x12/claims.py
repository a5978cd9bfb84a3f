"""What an 835 and an 837D have in common: patients' keys, line numbers, dental lines, cells of rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from d9311.ingest.x12.notes import Notes
from d9311.ingest.x12.segments import Place

DENTAL = "AD"
_HCPCS, _DENTAL_CODE = "HC", re.compile(r"[Dd]\d{4}")
# Beyond nine digits a number is an identifier of the practice system and no integer of the database.
_LONGEST_NUMBER = 9


def patient_key(identifier: str, first_name: str, claim_id: str) -> str:
    """Return what a patient's pseudonym is made from:
    a digest, which the import hashes once more with its key.

    Members of a family may share an identifier, so the first name goes with it. Without an identifier each
    claim has a patient of its own: two people of one name are not to become one.
    """
    if not identifier:
        return f"claim {claim_id}"
    whole = f"{identifier.casefold()}\n{first_name.casefold()}"
    return f"member {hashlib.sha256(whole.encode()).hexdigest()[:32]}"


def is_dental(qualifier: str, code: str) -> bool:
    """Whether a procedure is a dental one. Dental codes are part of HCPCS too,
    and some payers send them so.
    """
    return qualifier == DENTAL or (qualifier == _HCPCS and _DENTAL_CODE.fullmatch(code) is not None)


def line_numbers(control_numbers: Sequence[str]) -> list[int]:
    """Return the number of each line of a claim: its line control number (REF*6R) where all of them are
    numbers and differ, else its position."""
    are_numbers = all(
        text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER for text in control_numbers
    )
    if are_numbers:
        numbers = [int(text) for text in control_numbers]
        if len(set(numbers)) == len(numbers) and 0 not in numbers:
            return numbers
    return list(range(1, len(control_numbers) + 1))


def person(place: Place) -> str:
    """Return the name of a provider (NM1): an organisation's, or first and last name."""
    return " ".join(part for part in (place.get(4), place.get(3)) if part)


def leave_out_line(notes: Notes, number: int, qualifier: str) -> None:
    """Set a service line aside that is not a dental one."""
    kind = qualifier if qualifier.isalnum() and len(qualifier) <= 2 else "none"
    message = f"the service line is not a dental one (its code has the qualifier {kind}, not AD)."
    notes.leave_out("not_dental", number, f"{message} Only dental lines are imported.")


def leave_out_claim(notes: Notes, number: int) -> None:
    """Set a claim aside that has no service lines."""
    message = "the claim has no service lines, so that it says nothing of a procedure."
    notes.leave_out("claim_without_lines", number, f"{message} Enter its decision in the practice system.")
