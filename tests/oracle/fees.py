"""The fee that a payer's contract names for an episode (`measures.md`, `underpayments`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.oracle import values
from tests.oracle.episode import Episode
from tests.oracle.exports import Export
from tests.oracle.payers import alias_targets, payer_key


@dataclass(frozen=True)
class Fee:
    """One row of the list of fees; no plan means every plan, no date since ever."""

    payer_key: str
    plan: str | None
    effective: date | None
    amount: Decimal


def fees(export: Export) -> list[Fee]:
    targets = alias_targets(export.payer_alias)
    found = []
    for cells in export.fees:
        name = cells["payer_name"]
        plan = values.text(cells.get("plan_name"))
        found.append(
            Fee(
                payer_key(targets.get(payer_key(name), name)),
                None if plan is None else payer_key(plan),
                values.day(cells.get("effective_date")),
                Decimal(cells["expected_fee"]),
            )
        )
    return found


def expected_fee(one: Episode, listed: list[Fee]) -> Decimal | None:
    """The plan's fee before the payer's, the newest in force on the day of service, the lowest of one day."""
    plan = None if one.first_row.plan is None else payer_key(one.first_row.plan)
    own = [
        fee
        for fee in listed
        if fee.payer_key == one.first_row.payer_key
        and fee.plan in (None, plan)
        and (fee.effective is None or fee.effective <= one.service)
    ]
    own = [fee for fee in own if fee.plan is not None] or own
    newest = max((fee.effective or date.min for fee in own), default=None)
    return min((fee.amount for fee in own if (fee.effective or date.min) == newest), default=None)
