"""Consultation notes: what was asked and answered, and what the note leaves out."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from .columns import Row
from .days import later, template_use
from .dice import Dice
from .patients import Patient
from .practices import PROFESSIONALS, SPECIALTIES, Professional

GAPS = {
    "reason": (0.030, 0.012), "date": (0.012, 0.006), "time": (0.125, 0.065), "method": (0.045, 0.020),
    "professional": (0.085, 0.045), "outcome": (0.135, 0.060), "record": (0.170, 0.085),
}  # fmt: skip
"""How often an element is left out before and after the template, before the dentist's own habit."""

SPOKEN = {"Phone": 30, "phone call": 12, "Video visit": 8, "Telehealth": 4, "In person": 4, "Pager": 0.6}
WRITTEN = {"Letter": 12, "Fax": 14, "Email": 5, "Secure message": 8, "Portal": 3}
NO_ANSWER = ("", "pending", "awaiting reply", "left message", "LM", "no answer", "n/a", "see chart")
NOT_ON_FILE = ("", "", "No", "not on file", "requested from office", "pending")


@dataclass(frozen=True)
class Consultation:
    """One call or letter. `gaps` are the elements that its note lacks."""

    id: str
    patient: Patient
    day: date
    gaps: frozenset[str]
    routine: bool


@cache
def vignettes() -> dict[str, list[dict[str, str]]]:
    """The invented notes of notes.tsv, per scenario."""
    notes = defaultdict(list)
    with (Path(__file__).parent / "notes.tsv").open(encoding="utf-8", newline="") as file:
        for note in csv.DictReader(file, delimiter="\t"):
            notes[note["scenario"]].append(note)
    return notes


def consult(number: int, patient: Patient, day: date, routine: bool, dice: Dice) -> Consultation:
    """A consultation on that day; the template, once in use, closes about half of the gaps."""
    use = template_use(day)
    gaps = frozenset(
        element
        for element, (before, after) in GAPS.items()
        if dice.chance((before + (after - before) * use) * patient.provider.gaps)
    )
    return Consultation(f"C{number:05d}", patient, day, gaps, routine)


def note(consultation: Consultation, claim_id: str | None, sent: date | None, dice: Dice) -> Row:
    """The consultation's line of the export; `sent` is the day its claim went out."""
    patient, gaps = consultation.patient, consultation.gaps
    spoken = dice.chance(0.58)
    method = dice.weighted(SPOKEN if spoken else WRITTEN)
    row: Row = {
        "consultation_id": consultation.id,
        "practice_id": patient.practice.id,
        "patient_id": patient.id,
        "claim_id": claim_id,
        "provider_id": patient.provider.id,
        "provider_name": patient.provider.name,
        "consultation_date": None if "date" in gaps else consultation.day,
        "method": dice.pick(("", "unknown", "-")) if "method" in gaps else method,
        "routine_referral": True if consultation.routine else dice.pick((False, False, False, None)),
        "duration_minutes": dice.around(3, 7, 25) if spoken and dice.chance(0.8) else None,
    }
    row |= _words(consultation, dice) | _record(spoken, "record" in gaps, dice)
    return row | _person(consultation, dice) | _signature(consultation, sent, dice)


def _words(consultation: Consultation, dice: Dice) -> Row:
    """Scenario and clinical text, as a busy office writes them."""
    scenario = consultation.patient.scenario
    found = dice.pick(vignettes()[scenario])
    filled = {column: dice.fill(text) for column, text in found.items()}
    named = {scenario: 0.15, "words": 0.6, "": 0.25}
    label = dice.weighted(named)
    if scenario in ("other", "unclassified") or label == "words" or "reason" in consultation.gaps:
        label = filled["words"]
    if scenario not in ("other", "unclassified") and dice.chance(0.03):
        label = f"{label or filled['words']}; {dice.pick(('Pregnancy', 'hypertension', 'medication review'))}"
    return {
        "scenario": label,
        "medical_condition": filled["condition"],
        "planned_procedure": filled["planned"],
        "reason": dice.pick(("", "", "not documented"))
        if "reason" in consultation.gaps
        else filled["reason"],
        "outcome": dice.pick(NO_ANSWER) if "outcome" in consultation.gaps else filled["outcome"],
        "treatment_change": "" if "outcome" in consultation.gaps else filled["change"],
    }


def _record(spoken: bool, missing: bool, dice: Dice) -> Row:
    """The letter on file or the summary of the talk."""
    if missing:
        return {
            "correspondence_on_file": dice.pick(NOT_ON_FILE),
            "verbal_summary": dice.pick(("", "No")) if spoken else "",
        }
    letter = dice.pick(("Yes", "Yes", f"letter_{dice.between(1000, 9999)}.pdf"))
    if not spoken:
        return {"correspondence_on_file": letter, "verbal_summary": ""}
    summary = dice.pick(("Yes", "Yes", "Summary in progress note", "Read back to the physician"))
    return {"correspondence_on_file": dice.pick((letter, "No", "")), "verbal_summary": summary}


def _person(consultation: Consultation, dice: Dice) -> Row:
    """Who was consulted; a gap names only an office or nobody."""
    specialty = dice.pick(SPECIALTIES.get(consultation.patient.scenario, ("Family Medicine",)))
    person: Professional = dice.pick([one for one in PROFESSIONALS if one.specialty == specialty])
    known = "professional" not in consultation.gaps
    name = person.name if known else dice.pick(("", f"{person.name}'s office", "PCP", f"{specialty} office"))
    minutes = 8 * 60 + dice.between(0, 9 * 12) * 5
    clock = time(minutes // 60, minutes % 60)
    half = "am" if clock.hour < 12 else "pm"
    shown = dice.pick((f"{clock:%H:%M}", f"{clock:%H:%M}", f"{clock.hour % 12 or 12}:{clock:%M} {half}"))
    return {
        "consultation_time": dice.pick(("", "", "", "", "", "afternoon"))
        if "time" in consultation.gaps
        else shown,
        "professional_name": name,
        "professional_credential": person.credential if known and dice.chance(0.92) else "",
        "professional_specialty": specialty if known else "",
        "professional_npi": person.npi if known and dice.chance(0.6) else "",
    }


def _signature(consultation: Consultation, sent: date | None, dice: Dice) -> Row:
    """When the note was written and signed; the template made both prompter."""
    use = template_use(consultation.day)
    late = dice.chance(0.10 - 0.05 * use)
    written = later(consultation.day, dice.around(8, 11, 30)) if late else consultation.day
    hour = dice.between(8, 18)
    signed = written + timedelta(days=1 if dice.chance(0.2) else 0)
    if sent is not None and sent < signed and not late:
        signed = written
    if dice.chance(0.03):
        signed = later(signed, dice.around(10, 20, 45))
    unsigned = dice.chance(0.09 - 0.04 * use)
    return {
        "recorded_at": None
        if dice.chance(0.03)
        else datetime.combine(written, time(hour, dice.between(0, 59))),
        "signed_by": "" if unsigned else consultation.patient.provider.name,
        "signed_at": None
        if unsigned
        else datetime.combine(signed, time(min(hour + 1, 19), dice.between(0, 59))),
    }
