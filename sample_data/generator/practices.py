"""Four invented practices, their dentists, and the medical professionals that they call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .days import FIRST_DAY


@dataclass(frozen=True)
class Provider:
    """A dentist; `gaps` scales how often an element of the note is left out."""

    id: str
    name: str
    weight: float
    gaps: float


@dataclass(frozen=True)
class Practice:
    """A site; `words` are the status words of its software, `fee` its D9311 fee in cents."""

    id: str
    name: str
    weight: float
    fee: int
    claim_number: str
    records_begin: date
    providers: tuple[Provider, ...]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Professional:
    """A medical professional; the NPI begins with 9, which no real one does."""

    name: str
    credential: str
    specialty: str
    npi: str


PRACTICES = (
    Practice(
        "MAPLE", "Maple Lantern Dental", 0.36, 12500, "M{:06d}", FIRST_DAY,
        (
            Provider("ML1", "Dr. Ines Quillfeather", 0.45, 0.7),
            Provider("ML2", "Dr. Tobin Ashgrove", 0.35, 1.0),
            Provider("ML3", "Dr. Petra Larkmead", 0.20, 1.3),
        ),
        {"draft": "Waiting to Send", "pending": "Sent",
         "paid": "Received", "denied": "Received", "void": "Deleted"},
    ),
    Practice(
        "RIVER", "Riverbend & Thistle Family Dentistry", 0.28, 11000, "{:07d}", FIRST_DAY - timedelta(days=9),
        (
            Provider("RV1", "Dr. Odalys Fennimore", 0.55, 1.0),
            Provider("RV2", "Dr. Garrick Puddleby", 0.45, 1.7),
        ),
        {"draft": "Draft", "pending": "Pending",
         "paid": "Paid", "denied": "Denied", "void": "Voided"},
    ),
    Practice(
        "OAK", "Oakline Oral Health", 0.22, 14500, "OAK-{:05d}", FIRST_DAY,
        (
            Provider("OK1", "Dr. Zoë Lindqvale", 0.6, 0.6),
            Provider("OK2", "Dr. Barnaby Wrenfield", 0.4, 0.9),
        ),
        {"draft": "Hold", "pending": "In process",
         "paid": "Approved", "denied": "Declined", "void": "Cancelled"},
    ),
    Practice(
        "CEDAR", "Cedar & Wick Dental", 0.14, 9500, "{:d}", FIRST_DAY + timedelta(days=77),
        (Provider("CD1", "Dr. Milo Thistleby", 1.0, 1.4),),
        {"draft": "Not sent", "pending": "Submitted",
         "paid": "Processed", "denied": "Denied", "void": "Void"},
    ),
)  # fmt: skip

PROFESSIONALS = tuple(
    Professional(name, credential, specialty, f"90000{number:05d}")
    for number, (name, credential, specialty) in enumerate(
        (
            ("Dr. Amara Fieldstone", "MD", "Cardiology"),
            ("Dr. Lucan Merriweather", "MD", "Cardiology"),
            ("Dr. Sunniva Halloway", "MD", "Hematology"),
            ("Dr. Idris Copperfield-Vane", "MD", "Oncology"),
            ("Dr. Thea Marrowby", "DO", "Oncology"),
            ("Dr. Cosmo Bellweather", "MD", "Endocrinology"),
            ("Dr. Nell Harrowgate", "DO", "Family Medicine"),
            ("Dr. Jasper Underwillow", "MD", "Family Medicine"),
            ("Dr. Ravenna Stoutly", "MD", "Internal Medicine"),
            ("Dr. Emrys Tallowmere", "MD", "Internal Medicine"),
            ("Dr. Ottoline Graceby", "MD", "Obstetrics"),
            ("Dr. Fitz Harkenrose", "MD", "Nephrology"),
            ("Dr. Linnea Pottersby", "MD", "Rheumatology"),
            ("Dr. Casimir Bryndle", "MD", "Orthopedic Surgery"),
            ("Dr. Una Feathergill", "MD", "Anesthesiology"),
            ("Dr. Hollis Pemberwick", "DO", "Pulmonology"),
            ("Wilhelmina Sedgely", "NP", "Anticoagulation Clinic"),
            ("Rufus Appleyard-Quist", "PA-C", "Cardiology"),
            ("Dr. Senna Winterbourne-Ash", "MD", "Neurology"),
            ("Calla Moorhatch", "PharmD", "Clinical Pharmacy"),
        ),
        start=101,
    )
)

SPECIALTIES = {
    "bleeding_disorder": ("Hematology", "Cardiology", "Anticoagulation Clinic", "Internal Medicine"),
    "cardiac_prophylaxis": ("Cardiology",),
    "cancer_treatment": ("Oncology",),
    "uncontrolled_diabetes": ("Endocrinology", "Family Medicine"),
    "bone_medication": ("Rheumatology", "Endocrinology", "Oncology"),
    "recent_cardiac_event": ("Cardiology",),
    "cardiovascular_other": ("Cardiology", "Family Medicine"),
    "renal_hepatic": ("Nephrology", "Internal Medicine"),
    "pregnancy": ("Obstetrics",),
    "immune_transplant": ("Nephrology", "Rheumatology", "Internal Medicine"),
    "prosthetic_joint": ("Orthopedic Surgery",),
    "anesthesia_risk": ("Anesthesiology", "Pulmonology"),
    "medication_interaction": ("Clinical Pharmacy", "Family Medicine"),
    "other": ("Neurology", "Family Medicine"),
}
"""Who is asked about what; a scenario that is not here goes to the family doctor."""
