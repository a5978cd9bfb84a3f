"""The ledger: every consultation and every unlinked billing in one bucket (`outcomes.md`, section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.oracle.links import Billing
from tests.oracle.rows import ClaimRow, Consultation

BUCKETS = (
    "consulted and billed",
    "consulted, not yet accepted",
    "routine referral",
    "consulted, outside the claims export",
    "consulted, too recent to tell",
    "consulted, never billed",
    "billed before the first record",
    "billed without record",
)


@dataclass
class Practice:
    """What the ledger knows of one practice."""

    service_dates: list[date]
    consultation_dates: list[date]
    d9311_claims: set[str]


def practice_of(name: str, rows: list[ClaimRow], consultations: list[Consultation]) -> Practice:
    own = [row for row in rows if row.practice == name]
    return Practice(
        [row.service for row in own],
        [one.day for one in consultations if one.practice == name and one.day is not None],
        {row.claim for row in own if row.is_d9311},
    )


def consultation_bucket(
    one: Consultation, billing: Billing | None, practice: Practice, as_of: date | None
) -> str:
    """The bucket of a consultation; `billing` is the one that it is linked to."""
    if billing is not None and not billing.is_void:
        billed = any(episode.outcome not in ("void", "unsent", "rejected") for episode in billing.episodes)
        return BUCKETS[0] if billed else BUCKETS[1]
    if billing is None and one.claim in practice.d9311_claims:
        return BUCKETS[1]
    if one.routine_referral:
        return BUCKETS[2]
    dates = practice.service_dates
    if one.day is None or not dates or not min(dates) <= one.day <= max(dates):
        return BUCKETS[3]
    if as_of is not None and (as_of - one.day).days < 14:
        return BUCKETS[4]
    return BUCKETS[5]


def billing_bucket(billing: Billing, practice: Practice) -> str | None:
    """The bucket of an unlinked billing, None for one that is void."""
    if billing.is_void:
        return None
    dates = practice.consultation_dates
    return BUCKETS[6] if not dates or billing.service < min(dates) else BUCKETS[7]
