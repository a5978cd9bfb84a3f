"""What an item of work will bring: how often its like was won before, with exact shares (`worklist.md`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scipy import stats

from d9311.filters import Filters
from tests.oracle import appeals as appeal
from tests.oracle.episode import Episode
from tests.oracle.fees import expected_fee
from tests.oracle.measures.payer import known_allowed
from tests.oracle.rows import Consultation
from tests.oracle.selection import Selection
from tests.oracle.statistics import median

BEFORE_A_DECISION = ("rejected", "not sent", "waiting too long", "never billed")
WEIGHT = 10


@dataclass(frozen=True)
class Tried:
    """A claim that was worked, or decided: whose, and whether it was won."""

    practice: str
    payer: str
    category: str | None
    is_won: bool


@dataclass(frozen=True)
class Share:
    """The distribution of a share, and the nearest claims that it is known from."""

    alpha: Fraction
    beta: Fraction
    basis: str
    won: int
    tried: int


@dataclass(frozen=True)
class Expected:
    dollars: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    basis: str | None = None
    won: int | None = None
    tried: int | None = None

    def columns(self) -> dict[str, object]:
        return {
            "expected_dollars": self.dollars,
            "expected_low": self.low,
            "expected_high": self.high,
            "basis": self.basis,
        }


class Past:
    """All that the user may see of former claims, whatever else is filtered."""

    def __init__(self, selection: Selection) -> None:
        everything = Selection(selection.facts, Filters(scope=selection.filters.scope))
        self.fees = selection.facts.fees
        self.counted = everything.counted
        self.denials = [
            Tried(one.practice, one.payer, one.first_reason[0], one.is_approved)
            for one in self.counted
            if appeal.was_denied(one)
            and not one.rework_open
            and (appeal.is_answered(one) or appeal.is_reworked(one))
        ]
        self.first_decisions = [
            Tried(one.practice, one.payer, None, one.first_approved)
            for one in self.counted
            if one.first_approved or one.first_denied
        ]

    def typical_allowed(self, practice: str, payer: str | None) -> Decimal | None:
        """The median of what the practice was allowed at a payer, or at all, to the cent."""
        cents = [
            int(amount * 100)
            for one in self.counted
            if one.practice == practice and payer in (None, one.payer)
            for amount in (known_allowed(one),)
            if amount is not None
        ]
        middle = median(cents)
        return None if middle is None else Decimal(int(middle + Fraction(1, 2))) / 100

    def at_stake(
        self, kind: str, one: Episode | None, note: Consultation | None, payer: str | None
    ) -> Decimal | None:
        fee = expected_fee(one, self.fees) if one else None
        if kind == "underpaid" and one:
            allowed = known_allowed(one)
            return fee - allowed if fee is not None and allowed is not None else None
        if kind not in ("denied", "taken back", *BEFORE_A_DECISION):
            return None
        practice = one.practice if one else note.practice if note else ""
        own = self.typical_allowed(practice, payer)
        if own is None and kind == "never billed":
            own = self.typical_allowed(practice, None)
        return fee if own is None else own


def _won(claims: Iterable[Tried]) -> int:
    return sum(1 for one in claims if one.is_won)


def share(
    past: Past, kind: str, one: Episode | None, note: Consultation | None, payer: str | None
) -> Share | None:
    """How often the like of an item was won: each ring of claims around it weighs the next, as ten."""
    is_denied = kind == "denied"
    if not is_denied and kind not in BEFORE_A_DECISION:
        return None
    practice = one.practice if one else note.practice if note else ""
    category = one.reason[0] if one and is_denied else None
    every = [
        other for other in (past.denials if is_denied else past.first_decisions) if other.practice == practice
    ]
    alike = [other for other in every if other.category == category]
    own = [other for other in alike if other.payer == payer]
    if not every:
        return None
    alpha = beta = Fraction(1, 2)
    for ring, inner, weight in ((every, alike, 1), (alike, own, WEIGHT), (own, [], WEIGHT)):
        mean = alpha / (alpha + beta)
        won, tried = _won(ring) - _won(inner), len(ring) - len(inner)
        alpha, beta = won + weight * mean, tried - won + weight * (1 - mean)
    names = ("payer and category", "category", "all") if is_denied else ("payer", "all", "all")
    basis, near = next((name, ring) for name, ring in zip(names, (own, alike, every), strict=True) if ring)
    return Share(alpha, beta, basis, _won(near), len(near))


def worth(stake: Decimal | None, known: Share | None) -> Expected:
    """Dollars to the cent, and the middle 95% of the distribution of the share."""
    if stake is None or known is None:
        return Expected()
    alpha, beta = float(known.alpha), float(known.beta)
    exact = Fraction(stake) * 100 * known.alpha / (known.alpha + known.beta)
    low, high = (float(stake) * 100 * stats.beta.ppf(level, alpha, beta) for level in (0.025, 0.975))
    dollars, least, most = (Decimal(round(cents)) / 100 for cents in (exact, low, high))
    return Expected(dollars, least, most, known.basis, known.won, known.tried)


def ranked_by(band: int, dollars: Decimal | None) -> str:
    if band == 0:
        return "deadline near"
    if band == 2:
        return "deadline past"
    return "nothing is known of its like" if dollars is None else "expected dollars"
