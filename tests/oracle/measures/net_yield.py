"""What consultations bring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.oracle import values
from tests.oracle.episode import Episode
from tests.oracle.ledger import BUCKETS, consultation_bucket
from tests.oracle.measures.registry import Row, computes
from tests.oracle.measures.rows import count, grouped
from tests.oracle.rows import Consultation
from tests.oracle.selection import Selection

NOTHING = Decimal(0)


class _Brought:
    """One consultation and what it brought."""

    def __init__(self, selection: Selection, one: Consultation) -> None:
        billing = selection.facts.billing_of(one)
        columns = selection.facts.claim_columns.get(one.practice)
        bucket = consultation_bucket(one, billing, selection.facts.practices[one.practice], selection.as_of)
        episodes = [] if billing is None or billing.is_void else billing.episodes
        self.payer = selection.payer_of(one)
        self.is_outside = columns is None or bucket == BUCKETS[3]
        self.is_billed = bool(episodes)
        self.is_undecided = (
            any(map(_is_undecided, episodes)) if episodes else bucket in (BUCKETS[1], BUCKETS[4])
        )
        self.paid = _paid(episodes) if columns and "paid_amount" in columns else None
        knows = columns is not None and "patient_responsibility" in columns
        self.patient_share = _patient_share(episodes) if knows else None
        minutes = values.text(one.cells.get("duration_minutes"))
        self.minutes = float(minutes) if minutes and float(minutes) > 0 else None


def _is_undecided(one: Episode) -> bool:
    return one.outcome in ("unsent", "rejected", "pending") or one.rework_open


def _paid(episodes: list[Episode]) -> Decimal:
    others = max((one.other_payers_paid or NOTHING for one in episodes), default=NOTHING)
    return sum((one.paid or NOTHING for one in episodes), NOTHING) + others


def _patient_share(episodes: list[Episode]) -> Decimal:
    """What was said last, less what others paid and what was paid on a later day."""
    stating = [one for one in episodes if one.patient_responsibility is not None]
    if not stating:
        return NOTHING
    last = max(stating, key=lambda one: (one.decided or date.min, one.episode_id))
    others = max(one.other_payers_paid or NOTHING for one in episodes)
    later = [
        one.paid or NOTHING for one in episodes if one.decided and last.decided and one.decided > last.decided
    ]
    return max((last.patient_responsibility or NOTHING) - others - sum(later, NOTHING), NOTHING)


@computes("net_yield")
def net_yield(selection: Selection) -> list[Row]:
    brought = [_Brought(selection, one) for one in selection.consultations]
    by_payer = grouped(brought, lambda one: (one.payer,))
    return [_row("all", brought), *(_row(payer, members) for (payer,), members in by_payer)]


def _row(payer: str | None, members: list[_Brought]) -> Row:
    told = [one for one in members if not one.is_outside]
    timed = [one for one in told if one.minutes is not None]
    undecided = count(told, lambda one: one.is_undecided)
    paid, share = _sum([one.paid for one in told]), _sum([one.patient_share for one in told])
    net = None if paid is None or share is None else paid + share
    minutes = sum(one.minutes or 0 for one in timed) if timed else None
    return {
        "payer": payer,
        "consultations": len(told),
        "billed": count(told, lambda one: one.is_billed),
        "undecided": undecided,
        "mature_share": None if not told else 1 - undecided / len(told),
        "paid": paid,
        "patient_share": share,
        "net": net,
        "net_yield": None if net is None or not told else Fraction(net) / len(told),
        "timed": len(timed),
        "minutes": minutes,
        "hourly_yield": _hourly(timed),
        "outside": len(members) - len(told),
    }


def _hourly(timed: list[_Brought]) -> float | None:
    paid, share = _sum([one.paid for one in timed]), _sum([one.patient_share for one in timed])
    if paid is None or share is None:
        return None
    return float(paid + share) * 60 / sum(one.minutes or 0 for one in timed)


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    """Unknown as soon as one is, and of nothing."""
    if not amounts or None in amounts:
        return None
    return sum((amount or NOTHING for amount in amounts), NOTHING)
