"""Who consults about whom on which day, and what the front desk does with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from .days import FIRST_DAY, later, workdays
from .dice import Dice
from .patients import MEDICAL_PATIENTS, Patient

CONSULTATIONS = 1480
UNRECORDED = 48
DOUBLE_DAYS = 14
EARLY_NOTES = 3
QUIET_DAYS = 45
"""Two consultations of one patient are at least this far apart, so that links are plain."""


@dataclass(frozen=True)
class Occasion:
    """One consultation to come.

    `fate` is billed, never, routine, unrecorded or early; `service` the day it is billed under,
    `named` whether the note names the claim, `place` which of that patient's consultations of the day it is.
    """

    day: date
    patient: Patient
    fate: str
    service: date
    named: bool
    place: int = 1
    way: str = ""


def make_schedule(patients: list[Patient], dice: Dice) -> list[Occasion]:
    """All occasions in the order of their days."""
    days = workdays()
    taken: defaultdict[str, list[date]] = defaultdict(list)
    occasions: list[Occasion] = []
    while len(occasions) < CONSULTATIONS + UNRECORDED:
        patient, day = patients[dice.between(0, MEDICAL_PATIENTS - 1)], dice.pick(days)
        if any(abs((day - other).days) <= QUIET_DAYS for other in taken[patient.id]):
            continue
        taken[patient.id].append(day)
        unrecorded = len(occasions) < UNRECORDED or day < patient.practice.records_begin
        occasions.append(_occasion(patient, day, "unrecorded" if unrecorded else "", dice))
    occasions += _double_days(occasions, dice)
    river = next(one for one in patients if one.practice.id == "RIVER" and one.scenario)
    early = [FIRST_DAY - timedelta(days=6 - number) for number in range(EARLY_NOTES)]
    occasions += [Occasion(day, river, "early", day, named=False) for day in early]
    return sorted(occasions, key=lambda one: (one.day, one.patient.id, one.place))


def _occasion(patient: Patient, day: date, fate: str, dice: Dice) -> Occasion:
    forgets = 0.13 if patient.provider.id == "RV2" else 0.04
    fate = fate or dice.weighted({"billed": 1 - forgets - 0.03, "never": forgets, "routine": 0.03})
    named = fate == "billed" and dice.chance(0.72)
    service = day
    if fate == "billed" and not named and dice.chance(0.3):
        service = later(day, dice.between(2, 20)) if dice.chance(0.7) else later(day, -dice.between(1, 9))
    return Occasion(day, patient, fate, max(service, FIRST_DAY), named)


def _double_days(occasions: list[Occasion], dice: Dice) -> list[Occasion]:
    """A second physician that day: on a claim of its own, on the same claim, or there without a note."""
    billed = [one for one in occasions if one.fate == "billed" and one.named and one.service == one.day]
    ways = ("own claim", "same claim", "same claim, no note")
    return [
        Occasion(one.day, one.patient, "billed", one.day, True, place=2, way=ways[number % 3])
        for number, one in enumerate(dice.pick(billed[part::DOUBLE_DAYS]) for part in range(DOUBLE_DAYS))
    ]
