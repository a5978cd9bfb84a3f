"""What the cells of a random export may hold; a repeated value is a likelier one."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

REQUIRED = {"claim_id", "patient_id", "payer_name", "procedure_code", "service_date", "status"} | {
    "billed_amount",
    "consultation_id",
    "consultation_date",
}


def pick(random: Random, pool: Sequence[str]) -> str:
    return random.choice(pool)


def _mostly_blank(*others: str, blanks: int = 12) -> tuple[str, ...]:
    return ("",) * blanks + others


CLAIM_VALUES: dict[str, Sequence[str]] = {
    "original_claim_id": _mostly_blank("A", "B", "C", "a", "ICN1", "ICN2", "NOWHERE", "none", "NA", blanks=9),
    "payer_claim_control_number": _mostly_blank("ICN1", "ICN2", "n/a", "A", blanks=4),
    "claim_type": _mostly_blank("primary", "S", "PreAuth", "PB", "Cap", "other", blanks=30),
    "submission_type": _mostly_blank(
        *["1", "original", "7", "corrected", "8", "void", "void", "appeal", "appeal"], blanks=10
    ),
    "practice_name": ("North", ""),
    "provider_id": ("d1", "d1", "d2", "", "NA"),
    "provider_name": ("Dr. Lee", ""),
    "payer_name": ("Delta", "Delta", "DELTA", "DELTA CA", "Aetna", "aetna", "Zeta")
    + ("Ärzte  Ü", "ÄRZTE ü", "Straße", "STRASSE"),
    "payer_id": ("", "12345"),
    "plan_name": ("PPO", "PPO", "HMO", "", "n/a"),
    "payer_order": _mostly_blank(*["P", "P", "primary", "1", "S", "secondary", "T", "quaternary"], blanks=12),
    "procedure_code": ("D9311",) * 12
    + ("AD:D9311", "d9311.", "9311", "09311", "D9311:GT", "D9311A", "D93110")
    + ("D0140", "D0140", "d0120", "AD:D9310:", "D1110", "D2740", "0140", "00120")
    + ("D2740", "D7140", "02740", "D4910"),
    "status": ("Received", "Received", "Sent", "Sent", "Pending", "Paid", "Denied", "Denied")
    + ("Hold", "Rejected", "Partially Paid", "In Review", "Appealed", "Void", "Reversed", "Pre-Auth")
    + ("not  covered", "rejected by payer", "take-back", "approved", "strange"),
    "billed_amount": ("100.00", "100.00", "100", "80", "55.25"),
    "allowed_amount": ("", "", "0", "60", "60.00", "80", "-60"),
    "paid_amount": ("", "", "0", "0", "60", "60", "60.00", "40", "20", "-60", "-20"),
    "patient_responsibility": ("", "", "0", "20", "40", "100"),
    "adjustment_codes": ("", "", "", "CO-45", "CO-45:40.00", "CO-45:40.00; PR-1:60.00", "PR-2 N706", "PR-1:5")
    + ("OA-18", "B13", "N522", "OA-23", "24", "101", "133", "CO-257", "CO-169", "PR-100", "CO-187:3")
    + ("CO-97", "CO-252 N706", "CO-16|M127", "CO 16 MA130", "96 N130 M15", "A1", "CO-22", "PR-27:100.00")
    + ("CO-97:10 CO-252:90", "CO-50, CO-97", "PR-204;PR-119", "PR-119", "PR-35 CO-45", "119 M86", "149;N640")
    + ("N706", "M15 N706", "N130", "N130 MA130", "999", "CO-45 W7 PI-998", "junk", "CO-97 PR-97:4 PI-097:-3")
    + ("CO PR 204", "n/a", "CO-45 40; PR-1 60", "CO-97/N19", "97: benefit 1 of 2", "Applied to deductible 50")
    + ("limit 1 per 12 months", "CO-45=$1,234.50 PR1-3", "CO*97*85"),
    "attachment_sent": ("", "", "yes", "no", "no", "maybe", "unknown"),
    "attachment_reference": ("", "", "", "ACN7", "n/a"),
    "coverage_verified_date": ("",),
    "appeal_filed_date": ("", "2024-03-01"),
    "appeal_decided_date": ("", "2024-03-20"),
    "appeal_outcome": ("", "overturned", "Overturned", "partial", "upheld", "pending"),
    "appeal_recovered_amount": ("", "", "0", "30", "60.00"),
}

# Answers as payers give them; the rest of a row stays random.
DECISIONS: tuple[dict[str, str], ...] = (
    {"status": "Received", "paid_amount": "60", "allowed_amount": "60", "adjustment_codes": "CO-45"},
    {"status": "Received", "paid_amount": "60", "allowed_amount": "", "adjustment_codes": ""},
    {"status": "Paid", "paid_amount": "0", "allowed_amount": "60", "adjustment_codes": "CO-45 PR-1:60"},
    {"status": "Received", "paid_amount": "0", "allowed_amount": "0", "adjustment_codes": "CO-252 N706"},
    {"status": "Denied", "paid_amount": "0", "allowed_amount": "0", "adjustment_codes": "CO-97"},
    {"status": "Denied", "paid_amount": "", "allowed_amount": "", "adjustment_codes": ""},
    {"status": "Denied", "paid_amount": "0", "allowed_amount": "", "adjustment_codes": "CO-45 PI-998"},
    {"status": "Received", "paid_amount": "0", "allowed_amount": "60", "adjustment_codes": "PR-119"},
    {"status": "Reversed", "paid_amount": "-60", "allowed_amount": "-60", "adjustment_codes": "CR"},
    {"status": "Received", "paid_amount": "60", "allowed_amount": "60", "adjustment_codes": "CO-45"},
    {"status": "Sent", "paid_amount": "", "allowed_amount": "", "adjustment_codes": ""},
    {"status": "Sent", "paid_amount": "", "allowed_amount": "", "adjustment_codes": ""},
    {"status": "Denied", "paid_amount": "0", "allowed_amount": "", "adjustment_codes": "CO-16 N706"},
    {
        "status": "Received",
        "paid_amount": "0",
        "allowed_amount": "0",
        "adjustment_codes": "CO-97:60 CO-252:9 PR-96:31",
    },
    {"status": "Denied", "paid_amount": "0", "allowed_amount": "0", "adjustment_codes": "CO-222:100"},
)

CONSULTATION_VALUES: dict[str, Sequence[str]] = {
    "claim_id": ("", "A", "B", "C", "NA", "none", "ZZ"),
    "provider_id": ("", "", "d1", "d2"),
    "provider_name": ("Dr. Lee", ""),
    "consultation_time": (
        "10:30",
        "10:30",
        "9:05 am",
        "1:15 PM",
        "13:15:00",
        "12:05 am",
        "12:30 PM",
        "",
        "morning",
        "25:00",
    ),
    "method": ("phone", "Telephone call", "e-mail", "Fax", "portal message", "in person", "tel", "hotel", ""),
    "professional_name": ("Dr. Smith", "Dr. Smith", "Dr. Jones", "", "unknown"),
    "professional_credential": ("MD", "MD", "", "n/a"),
    "professional_specialty": ("cardiology", "", ""),
    "professional_npi": ("1234567893", ""),
    "scenario": ("", "", "Bleeding disorder", "cancer_treatment; Pregnancy", "diabetes", "premed for valve")
    + ("Something else", "tbd", "no bleeding; heart attack", "Diabetes, control not stated"),
    "medical_condition": ("", "on warfarin", "poorly controlled type 2 diabetes", "denies stroke", "insulin")
    + ("hypertension, no angina", "bleeding on probing", "heart"),
    "planned_procedure": ("extraction", ""),
    "reason": (
        "",
        "clearance for extraction",
        "INR 3.1, stop blood thinner?",
        "valve replacement",
        "HbA1c was 9.2",
    ),
    "outcome": (
        "",
        "stop warfarin 2 days",
        "pending",
        "awaiting reply from cardiologist",
        "no response",
        "LM",
    )
    + ("awaiting reply from the cardiologist", "cleared", "cleared"),
    "treatment_change": ("", "two visits"),
    "correspondence_on_file": ("", "yes", "no", "letter_0042.pdf", "see chart", "0"),
    "verbal_summary": ("", "y", "n", "spoke with Dr. Smith", "left message with nurse", "not recorded"),
    "routine_referral": ("", "", "no", "no", "yes", "perhaps"),
    "signed_by": ("Dr. Lee", "Dr. Lee", ""),
    "duration_minutes": ("", "10", "7.5"),
}
