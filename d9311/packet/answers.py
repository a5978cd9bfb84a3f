"""What a letter answers to a denial code, by the category that denial_codes.csv gives it.

An answer points to the record and asks; it states nothing that the record does not hold, and gives no opinion
on coding, medicine or law.
"""

from __future__ import annotations

RECORD = "The record of the consultation is enclosed"
UNKNOWN = "Our list of codes does not hold this code. Please give the reason in words."
ANSWERS = {
    "documentation": f"{RECORD}; the table of its elements is part of the enclosures.",
    "bundled": f"{RECORD}. The consultation has a date, a method and an outcome of its own; please decide on "
    "it by itself and name the service that it is held to be part of.",
    "medical_necessity": f"The reason and the outcome of the consultation stand above as recorded. {RECORD}.",
    "not_covered": "Please name the provision of the plan by which this code is excluded.",
    "frequency_maximum": "Please name the earlier services that were counted, with their dates.",
    "duplicate": f"Please name the claim that this one is held to repeat. {RECORD}, with its own date.",
    "timely_filing": "The days on which the claim was sent stand in the letter of its submission history.",
    "authorization": "The record holds no authorization for this line. Please say which one is asked for.",
    "eligibility": "Please name the dates of coverage on which the decision rests.",
    "coordination": "Please name the payer whose decision is asked for first.",
    "coordination_medical": "Please say whether the claim is to go to a medical plan, and to which.",
    "claim_data": "Please name the field that is held to be missing or wrong; a corrected claim answers it.",
    "patient_information": "Please say what was asked of the patient, and when.",
    "provider": "The treating dentist stands above. Please say what about the provider is held to be wrong.",
    "appeal_upheld": f"Please take this letter as a request for the next level of review. {RECORD}.",
    "appeal_procedure": "Please say which step of your procedure is open to us.",
    "not_a_denial": "This code is no denial; it needs no answer.",
    "other": "Please give the reason in words.",
}


def answer(category: str | None, has_record: bool) -> str:
    """Return the answer to a code of a category; without a linked record none is said to be enclosed."""
    said = ANSWERS.get(category or "", UNKNOWN)
    if has_record or RECORD not in said:
        return said
    return "No record of the consultation is linked to this claim: [not in the record]."
