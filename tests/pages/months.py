"""Claims by month and payer, drawn for the pages about time: quiet months, a broken one, two practices."""

from __future__ import annotations

from tests.tables import Row


def claims(count: int, month: str, payer: str, denied: int = 0, **more: str) -> list[Row]:
    """Claims of one month and payer, sent on its 11th, decided after 14 days; the first `denied` are
    denied."""
    common = {"service_date": f"{month}-10", "submitted_date": f"{month}-11", "payer_name": payer,
              "adjudicated_date": f"{month}-25", **more}  # fmt: skip
    denial = {"paid_amount": "0", "adjustment_codes": "CO-97"}
    name = "/".join((month, payer, *more.values()))
    return [
        {**common, **(denial if number < denied else {"paid_amount": "60"}), "claim_id": f"{name}/{number}"}
        for number in range(count)
    ]


MONTHS = [f"2024-{number:02d}" for number in range(1, 13)]
# Twelve quiet months of two payers; in the thirteenth Delta denies 12 of 20 and Aetna what it always does.
QUIET = [row for month in MONTHS for row in (*claims(20, month, "Delta", 4), *claims(10, month, "Aetna", 2))]
BROKEN = [*QUIET, *claims(20, "2025-01", "Delta", 14), *claims(10, "2025-01", "Aetna", 2)]
OPEN = [{**row, "adjudicated_date": "", "paid_amount": "", "status": "sent", "claim_id": f"open {row['claim_id']}",
         "submitted_date": "2024-12-01"} for row in claims(2, "2024-12", "Aetna")]  # fmt: skip
TWO_PRACTICES = [
    *claims(40, "2024-01", "Hard", 20, practice_id="EAST"),
    *claims(10, "2024-01", "Easy", 1, practice_id="EAST"),
    *claims(10, "2024-01", "Hard", 5, practice_id="WEST"),
    *claims(40, "2024-01", "Easy", 4, practice_id="WEST"),
]
DATA: dict[str, list[Row]] = {
    "one": claims(1, "2024-01", "Delta"),
    "all_approved": [*claims(9, "2024-01", "Delta"), *claims(9, "2024-02", "Aetna", practice_id="WEST")],
    "no_dates": [
        {name: value for name, value in row.items() if name not in ("submitted_date", "adjudicated_date")}
        for row in claims(9, "2024-01", "Delta", 3)
    ],
    "none_decided": [{**row, "adjudicated_date": "", "paid_amount": "", "status": "sent"} for row in claims(9, "2024-01", "Delta")],
    "broken": [*BROKEN, *OPEN],
    "practices": TWO_PRACTICES,
}  # fmt: skip
