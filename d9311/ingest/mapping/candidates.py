"""Which columns may be one that no header names, by what they hold; used by `proposals`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from d9311.contract import column
from d9311.ingest.headers import clues
from d9311.ingest.headers.columns import identifies_person, is_key_of_person
from d9311.ingest.headers.synonyms import words_key
from d9311.ingest.mapping import asking
from d9311.ingest.reading.sample import Sample

# Identifiers that every row needs; nothing in a value tells them from other identifiers.
_KEYS = frozenset(("claim_id", "patient_id", "consultation_id"))
# By their words, see `words_key`.
_TOTALS = frozenset(map(words_key, ("TotalPaid", "TotalPayment", "TotalPayments", "TotalAmountPaid")))
_OF_PATIENTS = frozenset(
    map(words_key, ("PatientPaid", "PatientPayment", "PatientPayments", "PatientPaidAmount", "PaidByPatient"))
)


def possible_positions(name: str, kind: str, sample: Sample, positions: Sequence[int]) -> list[int]:
    """The columns among `positions` that may be the column `name`.

    The member's number is the patient's key where there is no better one;
    no other column that identifies a person is ever a candidate.
    """
    filled = [position for position in positions if sample.texts[position]]
    test: Callable[[str], bool] | None = asking.SURE_VALUES.get(name) or asking.POSSIBLE_VALUES.get(name)
    if test:
        return [
            position
            for position in filled
            if not identifies_person(sample.header[position])
            and clues.share(test, sample.texts[position]) >= clues.MOST
        ]
    if name in _KEYS:
        spec = column(kind, name)
        filled = [
            position
            for position in filled
            if clues.may_be_keys(sample.texts[position]) and clues.fits(spec, sample.texts[position])
        ]
    if name == "consultation_id":  # every row is a consultation: what repeats on most rows is no number of it
        filled = [p for p in filled if len(sample.texts[p]) > sample.filled(p) * clues.HALF] or filled
    if name == "patient_id" and (keys := [p for p in filled if is_key_of_person(sample.header[p])]):
        return keys
    return [position for position in filled if not identifies_person(sample.header[position])]


def patients_payment(sample: Sample, position: int, name: str) -> str:
    """The header beside `Total Paid` that says what patients paid, which may be in it; blank for none."""
    if name != "paid_amount" or words_key(sample.header[position]) not in _TOTALS:
        return ""
    return next((header for header in sample.header if words_key(header) in _OF_PATIENTS), "")
