"""What was known on the day of the export: nothing that happened later is in the files."""

from __future__ import annotations

from .columns import Row
from .days import EXTRACT_DAY
from .practices import PRACTICES

ENTERED = "_entered"
"""Private key: the day on which a row that follows up on another was entered."""

WORDS = {practice.id: practice.words for practice in PRACTICES}
ANSWER = ("adjudicated_date", "payer_claim_control_number", "allowed_amount", "paid_amount",
          "patient_responsibility", "adjustment_codes")  # fmt: skip
APPEAL = ("appeal_filed_date", "appeal_decided_date", "appeal_outcome", "appeal_recovered_amount")


def as_exported(rows: list[Row]) -> list[Row]:
    """The rows of one claim's story as the export shows them, later events unseen; equal rows once."""
    seen: list[Row] = []
    for row in rows:
        if row.get(ENTERED) and row[ENTERED] > EXTRACT_DAY:
            continue
        known = _known({column: value for column, value in row.items() if column != ENTERED})
        known = {column: value for column, value in known.items() if value not in (None, "")}
        if known not in seen:
            seen.append(known)
    return seen


def _known(row: Row) -> Row:
    sent = row["submitted_date"]
    if sent is not None and sent > EXTRACT_DAY:
        row |= {"submitted_date": None, "status": WORDS[row["practice_id"]]["draft"]}
        return row | dict.fromkeys(ANSWER + APPEAL)
    answered = row.get("adjudicated_date")
    if answered is not None and answered > EXTRACT_DAY:
        row = _unanswered(row)
    return _appeal_so_far(row)


def _unanswered(row: Row) -> Row:
    """The row while its answer is still to come."""
    if row.get("claim_type") == "capitation":
        row = row | {"claim_type": ""}
    if (
        row.get("claim_type") not in ("predetermination", "PreAuth")
        and row["status"] != "Pretreatment estimate"
    ):
        row = row | {"status": WORDS[row["practice_id"]]["pending"]}
    if row["submission_type"] != "appeal":
        row = row | dict.fromkeys(APPEAL)
    return row | dict.fromkeys(ANSWER)


def _appeal_so_far(row: Row) -> Row:
    filed, decided = row.get("appeal_filed_date"), row.get("appeal_decided_date")
    if filed is not None and filed > EXTRACT_DAY:
        return row | dict.fromkeys(APPEAL)
    if decided is not None and decided > EXTRACT_DAY:
        return row | {
            "appeal_decided_date": None,
            "appeal_outcome": "pending",
            "appeal_recovered_amount": None,
        }
    return row
