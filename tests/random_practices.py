"""Small practices as there are: few payers, usual days, decided alike or not, some columns not exported."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.oracle import Export, ImportedFile
from tests.random_exports import make_export

DAY_ZERO = date(2024, 1, 1)
USUAL_DAYS = (7, 9, 10, 10, 12, 14, 14, 20, 21, 25, 30, 34, 45, 60, 90)
OFTEN_LEFT_OUT = (
    ("allowed_amount",), ("paid_amount",), ("attachment_sent", "attachment_reference"), ("submitted_date",),
    ("coverage_verified_date",), ("adjudicated_date",), ("provider_id", "plan_name"),
)  # fmt: skip
Cells = dict[str, str]


def random_practice(seed: int) -> Export:
    """A small practice, the same for the same seed; every third is one of the nasty exports."""
    random = Random(seed)
    return make_export(random, random.randint(1, 40)) if seed % 3 == 0 else usual_practice(random)


def usual_practice(random: Random) -> Export:
    """Claims by payer, each payer with an approval rate of its own: often all its claims end alike."""
    claims = [
        row
        for payer in range(random.choice((1, 1, 2, 3, 5, 8, 12)))
        for row in _claims_of(random, f"Payer {payer}", random.choice((1, 2, 4, 5, 10, 30)))
    ]
    left_out = {name for names in OFTEN_LEFT_OUT if random.random() < 0.15 for name in names}
    records = [_record(random, row, number) for number, row in enumerate(claims) if random.random() < 0.6]
    return Export((_file(claims, left_out),), (_file(records, set()),) if records else (), (), _fees(random))


def _claims_of(random: Random, payer: str, size: int) -> list[Cells]:
    approves = random.choice((0.0, 0.5, 0.8, 0.8, 1.0, 1.0))
    answers = random.choice((0.5, 0.9, 1.0, 1.0))
    return [_claim(random, payer, number, approves, answers) for number in range(size)]


def _claim(random: Random, payer: str, number: int, approves: float, answers: float) -> Cells:
    service = DAY_ZERO + timedelta(random.randrange(720))
    row = {
        "claim_id": f"{payer} {number}", "practice_id": random.choice(("EAST", "EAST", "WEST")),
        "patient_id": f"patient {random.randrange(40)}", "payer_name": payer, "procedure_code": "D9311",
        "plan_name": random.choice(("PPO", "HMO", "")), "provider_id": random.choice(("d1", "d2", "d3", "")),
        "service_date": service.isoformat(), "submitted_date": service.isoformat(), "status": "Sent",
        "billed_amount": "100.00", "attachment_sent": random.choice(("yes", "no", "")), "allowed_amount": "",
        "paid_amount": "", "adjustment_codes": "", "adjudicated_date": "", "attachment_reference": "",
        "coverage_verified_date": service.isoformat() if random.random() < 0.7 else "",
    }  # fmt: skip
    if random.random() < answers:
        row |= {
            "status": "Received",
            "adjudicated_date": (service + timedelta(random.choice(USUAL_DAYS))).isoformat(),
        }
        row |= _answer(random, random.random() < approves)
    return row


def _answer(random: Random, is_approved: bool) -> Cells:
    if is_approved:
        return {"allowed_amount": "60.00", "paid_amount": "60.00", "adjustment_codes": "CO-45:40.00"}
    return {"allowed_amount": "0", "paid_amount": "0", "adjustment_codes": random.choice(("CO-97", "CO-252 N706", "PR-204", "PR-119"))}  # fmt: skip


def _record(random: Random, claim: Cells, number: int) -> Cells:
    day = claim["service_date"]
    return {
        "consultation_id": f"K{number}", "practice_id": claim["practice_id"], "patient_id": claim["patient_id"],
        "claim_id": random.choice((claim["claim_id"], "")), "consultation_date": day,
        "consultation_time": random.choice(("10:30", "")), "method": random.choice(("phone", "letter", "")),
        "professional_name": random.choice(("Dr. Smith", "")), "professional_credential": "MD",
        "reason": random.choice(("INR 3.5", "")), "outcome": random.choice(("go on", "pending", "")),
        "verbal_summary": random.choice(("yes", "no")), "recorded_at": random.choice((day, "")),
        "scenario": random.choice(("bleeding_disorder", "diabetes", "")),
    }  # fmt: skip


def _fees(random: Random) -> tuple[Cells, ...]:
    fee = {"payer_name": "Payer 0", "expected_fee": random.choice(("60.00", "75.00"))}
    return (fee,) if random.random() < 0.5 else ()


def _file(rows: list[Cells], left_out: set[str]) -> ImportedFile:
    columns = tuple(name for name in rows[0] if name not in left_out)
    return ImportedFile(columns, tuple({name: row[name] for name in columns} for row in rows))
