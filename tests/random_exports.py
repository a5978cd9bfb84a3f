"""Small but nasty exports: few patients, payers and dates, so that everything collides."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from d9311.contract import column_names
from tests.oracle import Export, ImportedFile
from tests.random_values import CLAIM_VALUES, CONSULTATION_VALUES, DECISIONS, REQUIRED, pick

DAY_ZERO = date(2024, 1, 1)
CLAIM_IDS = ("A", "B", "C", "D", "E", "F", "G", "H", "0042", "1E5", "NA", "a", "none")
PRACTICES = ("north", "south", "NA", "east", "0042")
HISTORY = ("original_claim_id", "submission_type", "appeal_filed_date", "appeal_decided_date") + (
    "appeal_outcome",
    "appeal_recovered_amount",
)
SERVICE_DAYS = (0, 0, 0, 1, 5, 20, 31, 33, 60)
Cells = dict[str, str]


def random_export(seed: int, size: int) -> Export:
    """An export of about `size` claims, the same for the same seed."""
    return make_export(Random(seed), size)


def make_export(random: Random, size: int) -> Export:
    """An export of one or two files of each kind; every row passes the import."""
    practices = list(PRACTICES[: random.choice((1, 2, 2)) + size // 20])
    claims = _claims(random, practices, size)
    first = _rows(random, claims) + _distant_rows(random, practices)
    files = [_file(random, "claims", first)]
    while random.random() < 0.35:
        again = [_claim_again(random, header) for header in claims if random.random() < 0.5]
        new = _claims(random, practices, size // 3)
        files.append(_file(random, "claims", _rows(random, again + new)))
    records = [_record(random, practices, claims, number) for number in range(random.randrange(size + 1))]
    record_files = [_file(random, "consultations", records)] if records else []
    if records and random.random() < 0.3:
        changed = [_record_again(random, record) for record in records if random.random() < 0.5]
        extra = [_record(random, practices, claims, 100 + number) for number in range(2)]
        record_files.append(_file(random, "consultations", changed + extra))
    aliases = (("DELTA CA", "Delta"), ("aetna", "Aetna Inc")) if random.random() < 0.2 else ()
    return Export(tuple(files), tuple(record_files), aliases, _fees(random), payer_rules(random))


def _fees(random: Random) -> tuple[Cells, ...]:
    """Now and then a list of fees, whose rows overlap in payer, plan and date."""
    if random.random() < 0.2:
        return ()
    return tuple(
        {
            "payer_name": random.choice(("Delta", "delta", "DELTA CA", "Aetna", "ZETA", "strasse", "Other")),
            "plan_name": random.choice(("", "PPO", " ppo ", "HMO", "n/a")),
            "effective_date": _text(
                random.choice((None, *(DAY_ZERO + timedelta(day) for day in (-9, 5, 33))))
            ),
            "expected_fee": random.choice(("60", "75.50", "40.00", "60.01")),
        }
        for _ in range(random.choice((1, 8, 20)))
    )


def payer_rules(random: Random) -> tuple[Cells, ...]:
    """Now and then a list of payers' rules, whose rows overlap in payer and date."""
    if random.random() < 0.3:
        return ()
    return tuple(
        {
            "payer_name": random.choice(("Delta", "delta", "DELTA CA", "Aetna", "ZETA", "Other")),
            "appeal_days": random.choice(("", "0", "30", "60", "180")),
            "timely_filing_days": random.choice(("", "90", "40", "365")),
            "source": random.choice(("", "manual", "phone")),
            "as_of": _text(random.choice((None, DAY_ZERO, DAY_ZERO + timedelta(9)))),
            "attachment_required": random.choice(("", "yes", "no", "unknown")),
            "frequency_limit": random.choice(("", "0", "1", "1", "2", "3")),
            "frequency_period": random.choice(("", "day", "Year ", "year", "lifetime", "LIFETIME", "month")),
            "frequency_per": random.choice(("", "patient", "patient", "Dentist", "practice", "chair")),
            "narrative_required": random.choice(("", "yes", "no", "unknown")),
            "network": random.choice(("", "in", "out")),
        }
        for _ in range(random.choice((1, 9)))
    )


def _text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _claims(random: Random, practices: list[str], size: int) -> list[Cells]:
    """The cells that all rows of a claim share; many claims are resends of another, with a new id."""
    claims: list[Cells] = []
    for _ in range(size):
        shared = random.choice(claims) if claims and random.random() < 0.4 else _visit(random, practices)
        named = {
            "claim_id": random.choice(CLAIM_IDS),
            "original_claim_id": pick(random, CLAIM_VALUES["original_claim_id"]),
            "payer_claim_control_number": pick(random, CLAIM_VALUES["payer_claim_control_number"]),
        }
        same = [one for one in claims if one["claim_id"] == named["claim_id"]]
        claims.append(same[0] if same and random.random() < 0.97 else {**shared, **named})
    return claims


def _visit(random: Random, practices: list[str]) -> Cells:
    return {
        "practice_id": random.choice(practices),
        "patient_id": random.choice(("p1", "p1", "p2", "p3")),
        "payer_name": pick(random, CLAIM_VALUES["payer_name"]),
        "provider_id": pick(random, CLAIM_VALUES["provider_id"]),
        "service_date": _text(DAY_ZERO + timedelta(random.choice(SERVICE_DAYS))),
        "payer_order": pick(random, CLAIM_VALUES["payer_order"]),
        "claim_type": pick(random, CLAIM_VALUES["claim_type"]),
    }


def _claim_again(random: Random, header: Cells) -> Cells:
    """The same claim in a later export, mostly unchanged."""
    column = random.choice(("original_claim_id", "payer_order", "payer_name", "provider_id"))
    return {**header, column: pick(random, CLAIM_VALUES[column])} if random.random() < 0.3 else header


def _rows(random: Random, headers: list[Cells]) -> list[Cells]:
    """One to four rows per claim, some with a companion."""
    rows: list[Cells] = []
    for header in headers:
        lines = random.choice((["1"], ["1"], [""], ["1", "2"], ["3", "2"]))
        for _ in range(random.choice((1, 1, 2, 3, 4))):
            row = _claim_row(random, header, random.choice(lines))
            rows += [row, *_companions(random, row)]
    return rows


def _companions(random: Random, row: Cells) -> list[Cells]:
    """Now and then the submission of an answer, or the take-back of a payment on its own day."""
    blank = {"paid_amount": "", "allowed_amount": "", "adjustment_codes": "", "submission_type": ""}
    found = []
    if row["adjudicated_date"] and random.random() < 0.15:
        status = random.choice(("Sent", "Hold"))
        found.append({**row, **blank, "status": status, "adjudicated_date": ""})
    if row["paid_amount"] in ("60", "40") and random.random() < 0.2:
        amount = random.choice(("-60", "60", "-40", "20"))
        found.append({**row, **blank, "status": "Reversed", "paid_amount": amount})
    return found


def _distant_rows(random: Random, practices: list[str]) -> list[Cells]:
    """Rows of another code long before and after, so that consultations lie inside the export."""
    blank = {
        "claim_id": "X",
        "patient_id": "p9",
        "payer_name": "Delta",
        "status": "Paid",
        "billed_amount": "9",
    }
    ends = (DAY_ZERO - timedelta(90), DAY_ZERO + timedelta(250))
    return [
        {**blank, "procedure_code": "D1110", "practice_id": practice, "service_date": _text(end)}
        for practice in practices
        if random.random() < 0.6
        for end in ends
    ]


def _claim_row(random: Random, header: Cells, line: str) -> Cells:
    row = {name: pick(random, pool) for name, pool in CLAIM_VALUES.items()}
    row |= {**header, "line_number": line}
    if random.random() < 0.75:
        row |= random.choice(DECISIONS)
    if random.random() < 0.06:
        row["service_date"] = _text(DAY_ZERO + timedelta(random.choice(SERVICE_DAYS)))
    if random.random() < 0.02:
        row["patient_id"] = random.choice(("p1", "p2"))
    service = date.fromisoformat(row["service_date"])
    submitted = service + timedelta(random.choice((0, 0, 1, 3, 10, 40)))
    decided = submitted + timedelta(random.choice((-1, 0, 5, 5, 10, 10, 30, 65)))
    filed = decided + timedelta(random.choice((0, 10, 20)))
    row["submitted_date"] = _text(submitted) if random.random() < 0.9 else ""
    row["adjudicated_date"] = _text(decided) if _is_answered(random, row) else ""
    row["coverage_verified_date"] = _text(service) if random.random() < 0.5 else ""
    if random.random() < 0.8:
        row |= {"appeal_outcome": "", "appeal_filed_date": "", "appeal_recovered_amount": ""}
    elif random.random() < 0.7:
        row |= {"appeal_filed_date": _text(filed), "appeal_decided_date": _text(filed + timedelta(9))}
    return row


def _is_answered(random: Random, row: Cells) -> bool:
    waits = row["status"].casefold() in ("sent", "pending", "hold", "rejected", "in review", "draft")
    return random.random() < (0.1 if waits else 0.9)


def _record(random: Random, practices: list[str], claims: list[Cells], number: int) -> Cells:
    """A consultation, often near a claim and often naming one."""
    row = {name: pick(random, pool) for name, pool in CONSULTATION_VALUES.items()}
    claim = random.choice(claims)
    service = date.fromisoformat(claim["service_date"])
    day = service + timedelta(random.choice((-31, -30, -8, -1, 0, 0, 0, 0, 1, 14, 15)))
    row |= {
        "consultation_id": f"k{number}",
        "practice_id": claim["practice_id"] if random.random() < 0.9 else random.choice(practices),
        "patient_id": claim["patient_id"] if random.random() < 0.9 else random.choice(("p2", "p9")),
        "claim_id": random.choice((claim["claim_id"], "", "", "none", "ZZ")),
        "consultation_date": _text(day) if random.random() < 0.93 else "",
        "recorded_at": random.choice(("", f"{day + timedelta(1)} 08:30:00", _text(day + timedelta(8)))),
        "signed_at": random.choice(("", f"{day}T17:05:00", _text(day + timedelta(12)))),
    }
    return row


def _record_again(random: Random, record: Cells) -> Cells:
    column = random.choice(("outcome", "claim_id", "consultation_time", "scenario", "reason"))
    return {**record, column: pick(random, CONSULTATION_VALUES[column])}


def _file(random: Random, kind: str, rows: list[Cells]) -> ImportedFile:
    """Leave out some columns, and put the rows in some order."""
    chance = random.choice((0.0, 0.0, 0.05, 0.2))
    without = HISTORY if random.random() < 0.06 else ()
    columns = [
        name
        for name in column_names(kind)
        if name in REQUIRED or (name not in without and random.random() >= chance)
    ]
    whole: list[Cells] = []
    for row in rows:
        cells = {name: row.get(name, "") for name in columns}
        keys = {name: cells.get(name) for name in ("practice_id", "consultation_id")}
        repeats = cells in whole or any(
            kind == "consultations" and keys == {name: other.get(name) for name in keys} for other in whole
        )
        if not repeats:
            whole.append(cells)
    if random.random() < 0.5:
        random.shuffle(whole)
    return ImportedFile(tuple(columns), tuple(whole))
