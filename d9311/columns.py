"""The columns of the column contract: those that each kind of file may have, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "identifier",
    "text",
    "date",
    "money",
    "integer",
    "number",
    "boolean",
    "enumeration",
    "time",
    "timestamp",
    "flag_or_text",
]


@dataclass(frozen=True)
class ColumnSpec:
    """One column of an export.

    `required`: the file is refused without the column. `filled`: a row without a readable value in it is
    set aside. `default`: what a blank or absent value is read as. `accepted`: the normalised values of an
    enumeration, in the order in which they are shown; of a text, the words that are understood (others are
    kept as they are).
    """

    name: str
    kind: Kind
    required: bool = False
    meaning: str = ""
    default: str | None = None
    accepted: tuple[str, ...] = ()
    filled: bool = False


def _needed(name: str, kind: Kind, meaning: str) -> ColumnSpec:
    return ColumnSpec(name, kind, required=True, meaning=meaning, filled=True)


def _also(name: str, kind: Kind, meaning: str, default: str | None = None) -> ColumnSpec:
    return ColumnSpec(name, kind, meaning=meaning, default=default)


def _one_of(name: str, accepted: tuple[str, ...], meaning: str, default: str | None = None) -> ColumnSpec:
    return ColumnSpec(name, "enumeration", meaning=meaning, default=default, accepted=accepted)


def _words(name: str, accepted: tuple[str, ...], meaning: str) -> ColumnSpec:
    return ColumnSpec(name, "text", meaning=meaning, accepted=accepted)


CLAIM_TYPES = ("primary", "secondary", "predetermination", "capitation")
SUBMISSION_TYPES = ("original", "corrected", "void", "appeal")
PAYER_ORDERS = ("primary", "secondary", "tertiary")
APPEAL_OUTCOMES = ("overturned", "partial", "upheld", "pending")

CLAIMS: tuple[ColumnSpec, ...] = (
    _needed("claim_id", "identifier", "the claim in the practice system; one per claim, not per row"),
    _also(
        "claim_identifier",
        "identifier",
        "the number under which the claim is sent (CLM01), where it is another one: "
        "Open Dental's ClaimIdentifier",
    ),
    _also("line_number", "integer", "line within the claim", "1"),
    _also(
        "original_claim_id",
        "identifier",
        "the claim that this one corrects, replaces, voids or appeals: its `claim_id` or the payer's number",
    ),
    _also("payer_claim_control_number", "identifier", "the payer's number for this claim (ICN; 835 CLP07)"),
    _one_of("claim_type", CLAIM_TYPES, "kind of claim, where the system keeps it apart from the status"),
    _one_of("submission_type", SUBMISSION_TYPES, "X12 claim frequency, or its name", "original"),
    _also("practice_id", "identifier", "site", "practice"),
    _also("practice_name", "text", "name of the site"),
    _also("provider_id", "identifier", "treating dentist"),
    _also("provider_name", "text", "name of the treating dentist"),
    _needed("patient_id", "identifier", "key of the patient in the practice system; stored as a pseudonym"),
    _needed("payer_name", "text", "carrier as exported"),
    _also("payer_id", "text", "the payer's own identifier"),
    _also("plan_name", "text", "plan as exported"),
    _one_of("payer_order", PAYER_ORDERS, "blank or unknown is primary, unless CARC 23 is there"),
    _needed("procedure_code", "text", "CDT code of the line; export the lines of every code, D9311 is found"),
    _needed("service_date", "date", "date of service"),
    _also("submitted_date", "date", "first sent"),
    _also("adjudicated_date", "date", "EOB or ERA date; blank: no decision yet"),
    _needed("status", "text", "mapped by the status table; unknown values are kept, counted and listed"),
    _needed("billed_amount", "money", "amount billed for the line"),
    _also("allowed_amount", "money", "contracted amount; blank is unknown, not 0"),
    _also("paid_amount", "money", "paid by this payer; blank is unknown, not 0"),
    _also("patient_responsibility", "money", "owed by the patient; blank is unknown, not 0"),
    _also("adjustment_codes", "text", "CARC, with group and amount if known, and RARC: `CO-45:40.00; N706`"),
    _also("attachment_sent", "boolean", "supporting documents went with the claim"),
    _also("attachment_reference", "text", "e.g. an attachment control number; not blank counts as sent"),
    _also("coverage_verified_date", "date", "benefits checked for D9311"),
    _also("appeal_filed_date", "date", "appeal sent"),
    _also("appeal_decided_date", "date", "appeal answered"),
    _one_of("appeal_outcome", APPEAL_OUTCOMES, "answer to the appeal"),
    _also("appeal_recovered_amount", "money", "what the appeal brought"),
)

CONSULTATIONS: tuple[ColumnSpec, ...] = (
    _needed("consultation_id", "identifier", "identifier of the consultation record"),
    _also("practice_id", "identifier", "site", "practice"),
    _needed("patient_id", "identifier", "key of the patient in the practice system; stored as a pseudonym"),
    _also("claim_id", "identifier", "the claim it was billed on; blank: not known or not billed"),
    _also("provider_id", "identifier", "treating dentist"),
    _also("provider_name", "text", "name of the treating dentist"),
    ColumnSpec(
        "consultation_date",
        "date",
        required=True,
        meaning="date of the consultation; blank is a documentation gap",
    ),
    _also("consultation_time", "time", "`HH:MM`, `H:MM am/pm` or `HH:MM:SS`"),
    _also("method", "text", "phone, video, in person, letter, fax, email, secure message or other"),
    _also("professional_name", "text", "the medical professional consulted"),
    _also("professional_credential", "text", "e.g. MD"),
    _also("professional_specialty", "text", "e.g. cardiology"),
    _also("professional_npi", "text", "national provider identifier"),
    _also("scenario", "text", "clinical scenario as exported; several are separated by `;`"),
    _also("medical_condition", "text", "the condition consulted about"),
    _also("planned_procedure", "text", "the dental procedure planned"),
    _also("reason", "text", "reason for the consultation"),
    _also("outcome", "text", "outcome or recommendations received"),
    _also("treatment_change", "text", "what changed in the dental plan"),
    _also("correspondence_on_file", "flag_or_text", "copy of it in the chart: yes, no or a file name"),
    _also("verbal_summary", "flag_or_text", "summary of the talk in the chart: yes, no or the text"),
    _also("routine_referral", "boolean", "recorded as a routine referral"),
    _also("recorded_at", "timestamp", "when the note was written: date or timestamp"),
    _also("signed_by", "text", "who signed the note"),
    _also("signed_at", "timestamp", "when it was signed"),
    _also("duration_minutes", "number", "length of the consultation"),
)

FEES: tuple[ColumnSpec, ...] = (
    _needed("payer_name", "text", "carrier"),
    _also("plan_name", "text", "plan; blank: every plan of the payer"),
    _also("effective_date", "date", "first day of the fee"),
    _needed("expected_fee", "money", "contracted allowed amount for D9311"),
)

PAYER_RULES: tuple[ColumnSpec, ...] = (
    _needed("payer_name", "text", "carrier"),
    _also("covers_d9311", "boolean", "yes, no or unknown"),
    _also("attachment_required", "boolean", "yes, no or unknown"),
    _also("timely_filing_days", "integer", "days from service to the last day of filing; blank is unknown"),
    _also("appeal_days", "integer", "days from the decision to the last day of appeal; blank is unknown"),
    _also("source", "text", "where the rule is written"),
    _also("as_of", "date", "when it was read there"),
    _also("frequency_limit", "integer", "how many consultations are paid for in a period; blank is unknown"),
    _words("frequency_period", ("day", "year", "lifetime"), "in what time; a year is a calendar year"),
    _words("frequency_per", ("patient", "dentist", "practice"), "of whom that number is paid for"),
    _also("narrative_required", "boolean", "yes, no or unknown"),
    _words("network", ("in", "out"), "whether the practice is in the payer's network"),
)

PAYER_ALIAS: tuple[ColumnSpec, ...] = (
    _needed("alias", "text", "payer name as exported"),
    _needed("payer_name", "text", "name to show and group it under"),
)

FILES: dict[str, tuple[ColumnSpec, ...]] = {
    "claims": CLAIMS,
    "consultations": CONSULTATIONS,
    "fees": FEES,
    "payer_rules": PAYER_RULES,
    "payer_alias": PAYER_ALIAS,
}


def column_names(kind: str) -> tuple[str, ...]:
    """Canonical column names of a kind of file, in the order of the data dictionary."""
    return tuple(column.name for column in FILES[kind])


def column(kind: str, name: str) -> ColumnSpec:
    """The contract of one column; `KeyError` for a name that the kind of file does not have."""
    for spec in FILES[kind]:
        if spec.name == name:
            return spec
    raise KeyError(f"{kind} has no column {name}")


# The columns of a consultation behind each element of its record (documentation.md).
ELEMENT_COLUMNS = {
    "reason": ("reason",),
    "date": ("consultation_date",),
    "time": ("consultation_time",),
    "method": ("method",),
    "professional": ("professional_name", "professional_credential", "professional_specialty"),
    "outcome": ("outcome",),
    "record": ("correspondence_on_file", "verbal_summary"),
}
