"""Clinical scenarios of a consultation (`scenarios.md`)."""

from __future__ import annotations

import re

from tests.oracle import values
from tests.oracle.reference import scenarios

NEGATION = re.compile(r"\b(no|denies|negative for|without)\b([^\w.;,]+\w+){0,3}", re.ASCII)
PHRASES = ("bleeding on probing", "bleeding gums", "surgical stent", "oral cancer screening")
NAMED = ("bleeding_disorder", "cardiac_prophylaxis", "cancer_treatment", "uncontrolled_diabetes")
ALWAYS_LISTED = (*NAMED, "other", "unclassified")


def cleaned(text: str | None) -> str:
    """Case-folded text without negations and harmless phrases."""
    folded = NEGATION.sub(" ", (text or "").casefold())
    for phrase in PHRASES:
        folded = folded.replace(phrase, " ")
    return folded


def search(folded: str) -> set[str]:
    """Scenarios whose pattern of pass 1 is found; with none, those of pass 2."""
    for number in ("1", "2"):
        found = {
            entry["scenario"]
            for entry in scenarios()
            if entry["pass"] == number and re.search(entry["pattern"], folded, re.ASCII)
        }
        if found:
            return found
    return set()


def named(part: str) -> str | None:
    """The scenario that a part names by its key or its label."""
    folded = part.strip().casefold()
    for entry in scenarios():
        if re.sub(r"[ -]", "_", folded) == entry["scenario"] or folded == entry["label"].casefold():
            return entry["scenario"]
    return None


def classify(cells: dict[str, str]) -> tuple[str, ...]:
    """Scenarios of one consultation, sorted by code point."""
    given = values.text(cells.get("scenario"))
    found: set[str] = set()
    for part in (given or "").split(";"):
        name = named(part)
        found |= {name} if name else search(cleaned(part))
    if not found:
        condition = cleaned(values.text(cells.get("medical_condition")))
        reason = cleaned(values.text(cells.get("reason")))
        found = search(f"{condition} {reason}")
    if not found:
        found = {"unclassified" if given is None else "other"}
    return tuple(sorted(found))
