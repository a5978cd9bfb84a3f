"""Documentation elements of a consultation (`documentation.md`)."""

from __future__ import annotations

import re

from tests.oracle import values
from tests.oracle.rows import Consultation

ELEMENTS = ("reason", "date", "time", "method", "professional", "outcome", "record")
COLUMNS = {
    "reason": "reason",
    "date": "consultation_date",
    "time": "consultation_time",
    "method": "method",
    "professional": "professional_name",
    "outcome": "outcome",
}
RECORD_COLUMNS = ("correspondence_on_file", "verbal_summary")
METHODS = (
    ("in person", r"in.?person|face|office"),
    ("secure message", r"secure|portal|message|direct"),
    ("video", r"video|tele(health|med)|zoom"),
    ("phone", r"phone|call|verbal|\btel\b"),
    ("fax", r"fax"),
    ("email", r"e-?mail"),
    ("letter", r"letter|mail|written"),
)
WRITTEN = ("letter", "fax", "email", "secure message")


def method(value: str | None) -> str | None:
    """The normalised method of communication; None where it is missing."""
    known = values.text(value)
    if known is None:
        return None
    for name, pattern in METHODS:
        if re.search(pattern, known.casefold()):
            return name
    return "other"


def exported_elements(columns: set[str]) -> set[str]:
    """The elements that an export with these columns can show."""
    elements = {element for element, column in COLUMNS.items() if column in columns}
    return elements | ({"record"} if columns & set(RECORD_COLUMNS) else set())


def _professional(cells: dict[str, str], columns: set[str]) -> bool:
    identity = [
        column for column in ("professional_credential", "professional_specialty") if column in columns
    ]
    named = values.text(cells.get("professional_name")) is not None
    identified = any(values.text(cells.get(column)) is not None for column in identity)
    return named and (identified or not identity)


def _record(cells: dict[str, str], columns: set[str]) -> bool:
    letter = values.flag_or_text(cells.get("correspondence_on_file")) is True
    spoken = values.flag_or_text(cells.get("verbal_summary")) is True
    if "verbal_summary" not in columns:
        return letter
    if "correspondence_on_file" not in columns:
        return spoken
    return letter if method(cells.get("method")) in WRITTEN else letter or spoken


def present(element: str, cells: dict[str, str], columns: set[str]) -> bool:
    """Whether the record has the element; only for an exported one."""
    if element == "professional":
        return _professional(cells, columns)
    if element == "record":
        return _record(cells, columns)
    value = cells.get(COLUMNS[element])
    if element == "time":
        return values.is_time(value)
    if element == "date":
        return values.day(value) is not None
    return (values.answer(value) if element == "outcome" else values.text(value)) is not None


def fill_elements(consultation: Consultation, columns: set[str]) -> None:
    """Fill `elements` (None: not exported for the practice) and `strict`."""
    exported = exported_elements(columns)
    consultation.elements = {
        element: present(element, consultation.cells, columns) if element in exported else None
        for element in ELEMENTS
    }
    known = [found for found in consultation.elements.values() if found is not None]
    consultation.strict = all(known) if known else None
