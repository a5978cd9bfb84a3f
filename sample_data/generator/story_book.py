"""Everything together: the two files as lists of cells."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from . import flaws
from .bills import COMPANIONS, Bill, Books, Case, open_bill, open_case
from .columns import CLAIMS, CONSULTATIONS, Row, cell
from .consultations import Consultation, consult, note
from .days import EXTRACT_DAY, workdays
from .dice import Dice
from .extract import as_exported
from .oddities import FATES
from .patients import Patient, make_patients
from .schedule import Occasion, make_schedule
from .story import Story
from .visits import VISITS, answered_lines

CLAIM_LINES = 20_000

Cells = list[str]


class Sample:
    """The growing sample: claim rows and notes so far."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.books = Books()
        self.claims: list[Row] = []
        self.notes: list[Row] = []
        self.dice = {name: Dice(seed, name) for name in ("bills", "notes", "gaps", "visits", "flaws")}
        self._bills_of_the_day: dict[tuple[str, date], tuple[Bill, Case]] = {}

    def add(self, occasion: Occasion) -> None:
        """The note of one occasion and the rows of its claim."""
        consultation = self._consultation(occasion)
        bill = None
        if occasion.fate in ("billed", "unrecorded") and occasion.service <= EXTRACT_DAY:
            bill = self._bill(occasion, consultation)
        if consultation and occasion.way != "same claim, no note":
            claim_id = bill.claim_id if bill and occasion.named else None
            self.notes.append(note(consultation, claim_id, bill.sent if bill else None, self.dice["notes"]))

    def _consultation(self, occasion: Occasion) -> Consultation | None:
        if occasion.fate == "unrecorded":
            return None
        routine = occasion.fate == "routine" or self.dice["gaps"].chance(0.012)
        return consult(len(self.notes) + 1, occasion.patient, occasion.day, routine, self.dice["gaps"])

    def _bill(self, occasion: Occasion, consultation: Consultation | None) -> Bill:
        dice, key = self.dice["bills"], (occasion.patient.id, occasion.day)
        noted = None if occasion.way == "same claim, no note" else consultation
        if occasion.way.startswith("same claim"):
            bill, first = self._bills_of_the_day[key]
            case = open_case(bill, noted, (*first.companions, "D9311"), dice)
        else:
            bill = open_bill(occasion.patient, occasion.service, self.books, dice)
            companions = () if occasion.place == 2 else dice.weighted(COMPANIONS)
            case = open_case(bill, noted, companions, dice)
            self.claims += as_exported(answered_lines(bill, companions, self.books, dice))
        self._bills_of_the_day[key] = bill, case
        # dice of its own: to change one payer changes no other payer's cases
        story = Story(case, self.books, Dice(self.seed, f"fate {key} {occasion.place}"))
        story.dice.weighted(FATES)(story)
        self.claims += as_exported(story.rows)
        return bill

    def add_visits(self, patients: list[Patient]) -> None:
        """Everyday claims on days of their own until the file is full."""
        dice, days = self.dice["visits"], workdays()
        taken = {(row["practice_id"], row["patient_id"], row["service_date"]) for row in self.claims}
        while len(self.claims) < CLAIM_LINES:
            patient, day = dice.pick(patients), dice.pick(days)
            if (patient.practice.id, patient.id, day) in taken:
                continue
            taken.add((patient.practice.id, patient.id, day))
            bill = open_bill(patient, day, self.books, dice)
            lines = as_exported(answered_lines(bill, dice.weighted(VISITS), self.books, dice))
            self.claims += lines[: CLAIM_LINES - len(self.claims)]


def sample_rows(seed: int) -> tuple[list[Row], list[Row]]:
    """The rows of both files before a few faults are put in: claims in the order of their days, notes."""
    sample = Sample(seed)
    patients = make_patients(Dice(seed, "patients"))
    for occasion in make_schedule(patients, Dice(seed, "schedule")):
        sample.add(occasion)
    sample.add_visits(patients)
    by_claim: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sample.claims:
        by_claim[row["practice_id"], row["claim_id"]].append(row)
    in_order = sorted(by_claim.values(), key=lambda rows: (rows[0]["service_date"], rows[0]["claim_id"]))
    return [row for rows in in_order for row in rows], sample.notes


def make_files(seed: int) -> tuple[list[Cells], list[Cells]]:
    """The lines of claims.csv and consultations.csv, without headers."""
    rows, notes = sample_rows(seed)
    dice = Dice(seed, "flaws")
    claims = flaws.in_claims([cells(CLAIMS, row) for row in rows], CLAIMS, dice)
    return claims, [cells(CONSULTATIONS, row) for row in flaws.in_consultations(notes, dice)]


def cells(columns: list[str], row: Row) -> Cells:
    """One row as text in the order of the columns."""
    return [cell(column, row.get(column)) for column in columns]
