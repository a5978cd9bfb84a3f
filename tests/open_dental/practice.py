"""A small invented practice in Open Dental's tables: every claim of it is there for a reason."""

from __future__ import annotations

from tests.open_dental.tables import definitions, insert

MARKER = "Zwiebelkuchen"  # stands wherever a person is named or written about

NOTE = f"""{MARKER} was told on the phone.\r
Method: phone\r
Professional: Dr. Ruth Rice\r
Specialty: cardiology\r
Scenario: Anticoagulation\r
Reason: stop\tthe anticoagulant?\r
Outcome: go on with it; "INR" first\r
Change: extraction put off\r
Summary: yes"""

# A received claim with a denied D9311, an exam with a supplemental payment and a payment by total; an unsent
# claim with the date of its creation; a predetermination; a corrected claim to the second insurance.
CLAIMS: tuple[dict[str, object], ...] = (
    {"ClaimNum": 1, "ClaimType": "P", "ClaimStatus": "R", "DateService": "2025-03-01", "DateSentOrig": "2025-03-02",
         "DateSent": "2025-03-09", "DateReceived": "2025-03-20", "AttachmentID": "NEA#123", "ClaimNote": MARKER},
    {"ClaimNum": 2, "ClaimType": "P", "ClaimStatus": "U", "DateService": "2025-03-05", "DateSent": "2025-03-05"},
    {"ClaimNum": 3, "ClaimType": "PreAuth", "ClaimStatus": "S", "DateService": "2025-03-06", "DateSent": "2025-03-07"},
    {"ClaimNum": 4, "ClaimType": "S", "ClaimStatus": "R", "DateService": "2025-03-01", "DateSentOrig": "2025-03-21",
         "DateReceived": "2025-04-01", "CorrectionType": 1, "OrigRefNum": "ICN7", "InsSubNum": 2, "PlanNum": 2},
)  # fmt: skip
CLAIMPROCS: tuple[dict[str, object], ...] = (
    {
        "ClaimNum": 1,
        "ProcNum": 100,
        "LineNumber": 1,
        "FeeBilled": 100,
        "Status": 1,
        "ClaimAdjReasonCodes": "252,N706",
    },
    {
        "ClaimNum": 1,
        "ProcNum": 101,
        "LineNumber": 2,
        "FeeBilled": 60,
        "Status": 1,
        "InsPayAmt": 40,
        "AllowedOverride": 45.5,
    },
    {"ClaimNum": 1, "ProcNum": 101, "Status": 4, "InsPayAmt": 5.5},
    {"ClaimNum": 1, "ProcNum": 0, "Status": 1, "InsPayAmt": 7},
    {"ClaimNum": 2, "ProcNum": 102, "LineNumber": 1, "FeeBilled": 100, "Status": 0, "ProcDate": "2025-03-05"},
    {"ClaimNum": 3, "ProcNum": 103, "LineNumber": 1, "FeeBilled": 100, "Status": 2, "ProcDate": "2025-03-06"},
    {
        "ClaimNum": 4,
        "ProcNum": 100,
        "LineNumber": 1,
        "FeeBilled": 100,
        "Status": 1,
        "InsPayAmt": 80,
        "AllowedOverride": 80,
    },
    {"ClaimNum": 0, "ProcNum": 102, "FeeBilled": 0, "Status": 6},
)


def statements() -> str:
    """Return what makes the tables and fills them."""
    rows = [
        insert("patient", PatNum=1, LName=MARKER, FName=MARKER, Birthdate="1960-01-01", SSN=MARKER),
        insert("clinic", ClinicNum=2, Description="Main\r\nStreet"),
        insert("provider", ProvNum=5, Abbr="LEE", FName="Ann", LName="O'Lee"),
        insert("carrier", CarrierNum=1, CarrierName='Delta "Dental"\r\nof Ohio', ElectID="00123"),
        insert("carrier", CarrierNum=2, CarrierName="Aetna"),
        insert("insplan", PlanNum=1, GroupName="PPO\tGold", CarrierNum=1),
        insert("insplan", PlanNum=2, CarrierNum=2),
        *(insert("patplan", PatPlanNum=n, PatNum=1, Ordinal=n, InsSubNum=n) for n in (1, 2)),
        insert("procedurecode", CodeNum=10, ProcCode="D9311"),
        insert("procedurecode", CodeNum=11, ProcCode="D0120"),
        insert("userod", UserNum=9, UserName="annlee"),
        insert("definition", DefNum=50, Category=27, ItemName="Medical Consultation"),
        insert("definition", DefNum=51, Category=27, ItemName="Financial"),
    ]
    for number, code, day, status in ((100, 10, 1, 2), (101, 11, 1, 2), (102, 10, 5, 2), (103, 10, 6, 1)):
        rows.append(insert("procedurelog", ProcNum=number, PatNum=1, ProcDate=f"2025-03-0{day}", ProcStatus=status,
                           ProvNum=5, ClinicNum=2, CodeNum=code))  # fmt: skip
    rows += [
        insert("claim", **{"PatNum": 1, "ClinicNum": 2, "InsSubNum": 1, "PlanNum": 1} | claim)
        for claim in CLAIMS
    ]
    for number, one in enumerate(CLAIMPROCS, 1):
        own = {"ClaimProcNum": number, "PatNum": 1, "ProvNum": 5, "ProcDate": "2025-03-01", "Remarks": MARKER}
        rows.append(insert("claimproc", **own | one))
    note = {"PatNum": 1, "ProcNum": 100, "UserNum": 9}
    rows += [
        insert("procnote", ProcNoteNum=1, EntryDateTime="2025-03-01 10:00:00", Note=MARKER, Signature="", **note),
        insert("procnote", ProcNoteNum=2, EntryDateTime="2025-03-02 09:30:00", Note=NOTE, Signature="x", **note),
        insert("commlog", CommlogNum=7, PatNum=1, CommDateTime="2025-03-08 08:15:00", CommType=50, Mode_=1,
               Note=f"{MARKER}\nOutcome: no change", Signature=""),
        insert("commlog", CommlogNum=8, PatNum=1, CommDateTime="2025-03-08 09:00:00", CommType=51, Note=MARKER,
               Signature=""),
    ]  # fmt: skip
    return "\n".join([definitions(), *rows])
