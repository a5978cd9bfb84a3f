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
# claim with the date of its creation; a predetermination; a corrected claim to the second insurance. Then
# what was posted by hand: see POSTED.
CLAIMS: tuple[dict[str, object], ...] = (
    {"ClaimNum": 1, "ClaimType": "P", "ClaimStatus": "R", "DateService": "2025-03-01", "DateSentOrig": "2025-03-02",
         "DateSent": "2025-03-09", "DateReceived": "2025-03-20", "AttachmentID": "NEA#123", "ClaimNote": MARKER},
    {"ClaimNum": 2, "ClaimType": "P", "ClaimStatus": "U", "DateService": "2025-03-05", "DateSent": "2025-03-05"},
    {"ClaimNum": 3, "ClaimType": "PreAuth", "ClaimStatus": "S", "DateService": "2025-03-06", "DateSent": "2025-03-07"},
    {"ClaimNum": 4, "ClaimType": "S", "ClaimStatus": "R", "DateService": "2025-03-01", "DateSentOrig": "2025-03-21",
         "DateReceived": "2025-04-01", "CorrectionType": 1, "OrigRefNum": "ICN7", "InsSubNum": 2, "PlanNum": 2},
    *({"ClaimNum": number, "ClaimType": "P", "ClaimStatus": "R", "DateService": "2025-03-10", "DateSentOrig":
         "2025-03-11", "DateReceived": "2025-03-25", "ClaimIdentifier": f"1/{number}"} for number in range(11, 19)),
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
# Claim and procedure -> the claimprocs of it: what was posted, and what of it was paid, the deductible, the
# write-off.
POSTED: dict[tuple[int, int], tuple[dict[str, object], ...]] = {
    # 11: paid as total, one line
    (11, 200): ({"Status": 1},),
    (11, 0): ({"Status": 1, "InsPayAmt": 60, "WriteOff": 25},),
    # 12: all to the deductible
    (12, 201): ({"Status": 1, "DedApplied": 60, "WriteOff": 25},),
    # 13: paid and taken back
    (13, 202): ({"Status": 1, "InsPayAmt": 60}, {"Status": 4, "InsPayAmt": -60, "DateCP": "2025-05-02"}),
    # 14: paid as total, two lines, one with a payment of its own
    (14, 203): ({"Status": 1},),
    (14, 204): ({"Status": 1, "InsPayAmt": 30, "WriteOff": 5, "ClaimAdjReasonCodes": "45,2"},),
    (14, 0): ({"Status": 1, "InsPayAmt": 60},),
    # 15: a total that was moved to its line afterwards
    (15, 205): ({"Status": 1}, {"Status": 4, "InsPayAmt": 60, "IsTransfer": 1}),
    (15, 206): ({"Status": 1},),
    (15, 0): ({"Status": 1, "InsPayAmt": 60}, {"Status": 4, "InsPayAmt": -60, "IsTransfer": 1}),
    # 16: a total taken back as a total, one line
    (16, 207): ({"Status": 1},),
    (16, 0): ({"Status": 1, "InsPayAmt": 60}, {"Status": 4, "InsPayAmt": -60, "DateSuppReceived": "2025-05-03"}),
    # 17: a part taken back, without a date of its own
    (17, 208): ({"Status": 1, "InsPayAmt": 60}, {"Status": 4, "InsPayAmt": -10.5}),
    # 18: nothing but the estimate is there: no answer of the payer
    (18, 209): ({"Status": 0, "DedApplied": 60, "WriteOff": 25, "InsPayEst": 10},),
}  # fmt: skip


def statements() -> str:
    """Return what makes the tables and fills them."""
    rows = _lists()
    for number, code, day, status in ((100, 10, 1, 2), (101, 11, 1, 2), (102, 10, 5, 2), (103, 10, 6, 1)):
        rows.append(insert("procedurelog", ProcNum=number, PatNum=1, ProcDate=f"2025-03-0{day}", ProcStatus=status,
                           ProvNum=5, ClinicNum=2, CodeNum=code))  # fmt: skip
    for number in sorted({procedure for _, procedure in POSTED} - {0}):
        rows.append(insert("procedurelog", ProcNum=number, PatNum=1, ProcDate="2025-03-10", ProcStatus=2, ProvNum=5,
                           ClinicNum=2, CodeNum=11 if number in (204, 206) else 10))  # fmt: skip
    rows += [
        insert("claim", **{"PatNum": 1, "ClinicNum": 2, "InsSubNum": 1, "PlanNum": 1} | claim)
        for claim in CLAIMS
    ]
    posted = [
        {"ClaimNum": claim, "ProcNum": number, "ProcDate": "2025-03-10", "FeeBilled": 85 if number and not place else 0,
         "LineNumber": 1 + (number in (204, 206)) if not place else 0} | one
        for (claim, number), those in POSTED.items() for place, one in enumerate(those)
    ]  # fmt: skip
    for number, one in enumerate((*CLAIMPROCS, *posted), 1):
        own = {"ClaimProcNum": number, "PatNum": 1, "ProvNum": 5, "ProcDate": "2025-03-01", "Remarks": MARKER}
        rows.append(insert("claimproc", **own | one))
    return "\n".join([definitions(), *rows, *_notes()])


def _lists() -> list[str]:
    return [
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


def _notes() -> list[str]:
    note = {"PatNum": 1, "ProcNum": 100, "UserNum": 9}
    return [
        insert("procnote", ProcNoteNum=1, EntryDateTime="2025-03-01 10:00:00", Note=MARKER, Signature="", **note),
        insert("procnote", ProcNoteNum=2, EntryDateTime="2025-03-02 09:30:00", Note=NOTE, Signature="x", **note),
        insert("commlog", CommlogNum=7, PatNum=1, CommDateTime="2025-03-08 08:15:00", CommType=50, Mode_=1,
               Note=f"{MARKER}\nOutcome: no change", Signature=""),
        insert("commlog", CommlogNum=8, PatNum=1, CommDateTime="2025-03-08 09:00:00", CommType=51, Note=MARKER,
               Signature=""),
    ]  # fmt: skip
