"""Invented patients: numbers only, no names."""

from __future__ import annotations

from dataclasses import dataclass

from .dice import Dice
from .payers import PAYERS, Payer
from .practices import PRACTICES, Practice, Provider

PATIENTS = 3000
MEDICAL_PATIENTS = 1000

SCENARIOS = {
    "bleeding_disorder": 24, "cardiac_prophylaxis": 14, "cancer_treatment": 11, "uncontrolled_diabetes": 12,
    "bone_medication": 8, "recent_cardiac_event": 5, "cardiovascular_other": 6, "renal_hepatic": 4,
    "pregnancy": 4, "immune_transplant": 3, "prosthetic_joint": 4, "anesthesia_risk": 4,
    "diabetes_other": 3, "medication_interaction": 4, "other": 2, "unclassified": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Patient:
    """A chart: where it is, who insures it, what the physician is asked about (blank for most)."""

    id: str
    practice: Practice
    provider: Provider
    payer: Payer
    plan: str
    second_payer: Payer | None
    scenario: str


def make_patients(dice: Dice) -> list[Patient]:
    """All patients; the first `MEDICAL_PATIENTS` have a condition that leads to consultations."""
    practices = {place: practice.weight for place, practice in enumerate(PRACTICES)}
    payers = {place: payer.weight for place, payer in enumerate(PAYERS)}
    patients = []
    for number in range(PATIENTS):
        practice = PRACTICES[dice.weighted(practices)]
        payer = PAYERS[dice.weighted(payers)]
        provider = dice.weighted({provider: provider.weight for provider in practice.providers})
        second = PAYERS[dice.weighted(payers)] if dice.chance(0.09) else None
        patients.append(
            Patient(
                id=f"{1000 + number * 3 + dice.between(0, 2)}",
                practice=practice,
                provider=provider,
                payer=payer,
                plan=dice.pick(payer.plans),
                second_payer=second if second is not payer else None,
                scenario=dice.weighted(SCENARIOS) if number < MEDICAL_PATIENTS else "",
            )
        )
    return patients
