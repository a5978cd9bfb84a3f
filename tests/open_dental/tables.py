"""Table definitions of Open Dental 23: names, types and defaults of the columns as its own database has
them."""

from __future__ import annotations

DAY = "date not null default '0001-01-01'"
MOMENT = "datetime not null default '0001-01-01 00:00:00'"
KEY = "bigint not null default 0"
NAME = "varchar(255) not null default ''"
FEE = "double not null default 0"
BLANK_FEE = "double not null default -1"
SMALL = "tinyint unsigned not null default 0"
LONG = "text"

TABLES: dict[str, dict[str, str]] = {
    "patient": {"PatNum": KEY, "LName": NAME, "FName": NAME, "Birthdate": DAY, "SSN": NAME, "Email": NAME},
    "claim": {
        "ClaimNum": KEY, "PatNum": KEY, "DateService": DAY, "DateSent": DAY, "ClaimStatus": "char(1) default ''",
        "DateReceived": DAY, "PlanNum": KEY, "ProvTreat": KEY, "ClaimFee": FEE, "InsPayEst": FEE, "InsPayAmt": FEE,
        "DedApplied": FEE, "PreAuthString": NAME, "ReasonUnderPaid": NAME, "ClaimNote": NAME,
        "ClaimType": "varchar(255) default ''", "ProvBill": KEY, "WriteOff": FEE, "Radiographs": SMALL,
        "ClinicNum": KEY, "AttachedImages": "int not null default 0", "AttachedModels": "int not null default 0",
        "AttachedFlags": NAME, "AttachmentID": NAME, "InsSubNum": KEY, "InsSubNum2": KEY,
        "CorrectionType": "tinyint not null default 0", "ClaimIdentifier": NAME, "OrigRefNum": NAME,
        "DateResent": DAY, "DateSentOrig": DAY, "Narrative": LONG,
    },
    "claimproc": {
        "ClaimProcNum": KEY, "ProcNum": KEY, "ClaimNum": KEY, "PatNum": KEY, "ProvNum": KEY, "FeeBilled": FEE,
        "InsPayEst": FEE, "DedApplied": FEE, "Status": SMALL, "InsPayAmt": FEE, "Remarks": NAME,
        "ClaimPaymentNum": KEY, "PlanNum": KEY, "DateCP": DAY, "WriteOff": FEE, "CodeSent": "varchar(15) default ''",
        "AllowedOverride": BLANK_FEE, "CopayAmt": BLANK_FEE, "ProcDate": DAY, "DateEntry": DAY, "LineNumber": SMALL,
        "InsEstTotal": FEE, "WriteOffEst": BLANK_FEE, "ClinicNum": KEY, "InsSubNum": KEY, "DateSuppReceived": DAY,
        "DateInsFinalized": DAY, "IsTransfer": SMALL, "ClaimAdjReasonCodes": NAME,
    },
    "procedurecode": {
        "CodeNum": KEY, "ProcCode": "varchar(15) character set utf8mb3 collate utf8mb3_bin not null default ''",
        "Descript": NAME, "AbbrDesc": "varchar(50) default ''",
    },
    "procedurelog": {
        "ProcNum": KEY, "PatNum": KEY, "AptNum": KEY, "ProcDate": DAY, "ProcFee": FEE, "ProcStatus": SMALL,
        "ProvNum": KEY, "ClinicNum": KEY, "CodeNum": KEY, "ClaimNote": "varchar(80) default ''", "DateEntryC": DAY,
        "SecDateEntry": MOMENT, "DateComplete": DAY,
    },
    "procnote": {
        "ProcNoteNum": KEY, "PatNum": KEY, "ProcNum": KEY, "EntryDateTime": MOMENT, "UserNum": KEY, "Note": LONG,
        "SigIsTopaz": SMALL, "Signature": LONG,
    },
    "carrier": {"CarrierNum": KEY, "CarrierName": NAME, "Phone": NAME, "ElectID": NAME},
    "insplan": {"PlanNum": KEY, "GroupName": "varchar(50) default ''", "GroupNum": NAME, "CarrierNum": KEY},
    "inssub": {"InsSubNum": KEY, "PlanNum": KEY, "Subscriber": KEY, "SubscriberID": NAME},
    "patplan": {"PatPlanNum": KEY, "PatNum": KEY, "Ordinal": SMALL, "InsSubNum": KEY},
    "provider": {"ProvNum": KEY, "Abbr": NAME, "LName": NAME, "FName": NAME, "NationalProvID": NAME},
    "clinic": {"ClinicNum": KEY, "Description": NAME, "Address": NAME, "Abbr": NAME},
    "commlog": {
        "CommlogNum": KEY, "PatNum": KEY, "CommDateTime": MOMENT, "CommType": KEY, "Note": LONG, "Mode_": SMALL,
        "SentOrReceived": SMALL, "UserNum": KEY, "Signature": LONG, "DateTimeEnd": MOMENT, "DateTEntry": MOMENT,
    },
    "definition": {"DefNum": KEY, "Category": SMALL, "ItemOrder": "int not null default 0", "ItemName": NAME},
    "userod": {"UserNum": KEY, "UserName": NAME},
}  # fmt: skip


def definitions() -> str:
    """Return the statements that make every table; the first column is the primary key."""
    return "\n".join(
        f"create table {table} ({', '.join(f'`{name}` {kind}' for name, kind in columns.items())}, "
        f"primary key (`{next(iter(columns))}`)) engine=MyISAM default charset=utf8mb3;"
        for table, columns in TABLES.items()
    )


def insert(table: str, **values: object) -> str:
    """Return the statement for one row; columns that are left out have the database's defaults."""
    escapes = str.maketrans({"\\": "\\\\", "'": "\\'", "\r": "\\r", "\n": "\\n", "\t": "\\t"})
    texts = (str(value).translate(escapes) for value in values.values())
    quoted = ", ".join(f"'{text}'" for text in texts)
    return f"insert into {table} ({', '.join(f'`{name}`' for name in values)}) values ({quoted});"
