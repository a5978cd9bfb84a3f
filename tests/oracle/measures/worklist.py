"""What wants an action, until when, and what it will bring (`worklist.md`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle import appeals as appeal
from tests.oracle.codes import denial_reason
from tests.oracle.documentation import ELEMENTS
from tests.oracle.episode import Episode
from tests.oracle.fees import expected_fee
from tests.oracle.ledger import BUCKETS, billing_bucket, consultation_bucket
from tests.oracle.likely_payer import likely_claim
from tests.oracle.links import Billing, rivals
from tests.oracle.measures.open_work import age, awaits_first, thresholds
from tests.oracle.measures.payer import known_allowed
from tests.oracle.measures.registry import computes
from tests.oracle.next_steps import next_step, routes
from tests.oracle.payer_rules import limit_of
from tests.oracle.recovery import Past, ranked_by, share, worth
from tests.oracle.rows import ClaimRow, Consultation
from tests.oracle.selection import Selection

Row = dict[str, object]
TO_APPEAL = ("denied", "underpaid", "taken back")
TO_FILE = ("rejected", "not sent", "never billed")
LIKELY = "payer of the patient's other claims"


@dataclass
class Item:
    """An episode or a consultation with its kinds of work, the first of which names it."""

    selection: Selection
    kinds: list[str]
    episode: Episode | None
    consultation: Consultation | None

    @property
    def kind(self) -> str:
        return self.kinds[0]

    @property
    def reason(self) -> tuple[str | None, str | None]:
        """Code and group: of a denial, or of the row that says that the benefit is used up."""
        one = self.episode
        if one is not None and one.outcome == "exhausted" and one.verdict.row:
            return denial_reason(one.verdict.row.codes)[1:]
        return one.reason[1:] if one else (None, None)

    @property
    def missing(self) -> str:
        elements = (self.consultation.elements if self.consultation else None) or {}
        return ";".join(name for name in ELEMENTS if elements.get(name) is False)

    @property
    def days_old(self) -> int:
        if self.episode:
            return age(self.selection, self.episode)
        assert self.served
        assert self.selection.as_of
        return (self.selection.as_of - self.served).days

    @property
    def days_left(self) -> int | None:
        deadline, _ = self.deadline
        assert self.selection.as_of
        return (deadline - self.selection.as_of).days if deadline else None

    @property
    def deadline(self) -> tuple[date | None, str | None]:
        """The last day, and which rule says so."""
        name = "appeal" if self.kind in TO_APPEAL else "filing" if self.kind in TO_FILE else None
        one = self.billed
        named = one.first_row if one else self.likely
        if name is None or named is None:
            return None, None
        start = self.served if name == "filing" else one.decided if one else None
        limit = limit_of(named.payer_key, self.selection.facts.payer_rules, name)
        if start is None or limit is None:
            return None, None
        words = (
            "appeal within {} days of the decision"
            if name == "appeal"
            else "file within {} days of the service"
        )
        told = f"{words.format(limit[0])}; {limit[1] or 'source not noted'}"
        return start + timedelta(limit[0]), f"{told}; {LIKELY}" if self.likely else told

    @property
    def billed(self) -> Episode | None:
        """The episode, or that of the claim of the consultation that was cancelled."""
        return self.episode or (self.selection.episode_of(self.consultation) if self.consultation else None)

    @property
    def served(self) -> date | None:
        if self.episode:
            return self.episode.service
        return self.consultation.day if self.consultation else None

    @property
    def likely(self) -> ClaimRow | None:
        """A claim of the likely payer of what was never billed."""
        return None if self.episode else likely_claim(self.selection, self.consultation)

    @property
    def payer(self) -> str | None:
        """Whose history tells what it will bring."""
        named = self.billed or self.likely
        return named.payer if named else None


def episode_kinds(selection: Selection, one: Episode, billing: Billing, limit: int | None) -> list[str]:
    """The kinds of work of an episode, in their order; `limit`: the days from which on it is overdue."""
    old = age(selection, one)
    is_open = one.outcome == "pending" or one.rework_open
    too_long = old > limit if awaits_first(one) and limit is not None else is_open and old > 60
    denied = appeal.denied_not_appealed(one)
    returned = one.is_denied and not (one.rework_open or appeal.is_appealed(one) or denied)
    allowed, fee = known_allowed(one), expected_fee(one, selection.facts.fees)
    is_main = billing.main is one
    practice = selection.facts.practices[one.practice]
    found = {
        "denied": denied,
        "rejected": one.outcome == "rejected" or returned,
        "not sent": one.outcome == "unsent",
        "taken back": one.verdict.rule == "taken_back",
        "waiting too long": too_long,
        "exhausted": one.outcome == "exhausted",
        "underpaid": allowed is not None and fee is not None and allowed < fee,
        "ambiguous link": is_main
        and bool(rivals(billing, selection.facts.consultations, selection.facts.billings)),
        "billed without record": is_main
        and billing.link is None
        and billing_bucket(billing, practice) == BUCKETS[7],
    }
    return [kind for kind, is_so in found.items() if is_so]


def items(selection: Selection) -> list[Item]:
    """All that wants an action, whatever the period."""
    whole = Selection(selection.facts, replace(selection.filters, date_from=None, date_to=None))
    billings = {id(one): billing for billing in whole.facts.billings for one in billing.episodes}
    limits = thresholds(whole)
    found = []
    for one in whole.episodes:
        kinds = episode_kinds(whole, one, billings[id(one)], limits(one.payer)[0])
        if kinds:
            found.append(Item(whole, kinds, one, one.consultation))
    for note in whole.consultations:
        practice = whole.facts.practices[note.practice]
        bucket = consultation_bucket(note, whole.facts.billing_of(note), practice, whole.as_of)
        if bucket == BUCKETS[5]:
            found.append(Item(whole, ["never billed"], None, note))
    return found


@computes("worklist")
def worklist(selection: Selection) -> list[Row]:
    past = Past(selection)
    rows = [_row(one, past) for one in items(selection)]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _row(item: Item, past: Past) -> tuple[tuple, Row]:
    """The sort key of a row, and the row."""
    one, note = item.episode, item.consultation
    stake = past.at_stake(item.kind, one, note, item.payer)
    expected = worth(stake, share(past, item.kind, one, note, item.payer))
    if item.likely and expected.basis == "payer":
        expected = replace(expected, basis=LIKELY)
    about = _about_episode(one) if one else _about_consultation(note, item.selection)
    left = item.days_left
    band = 1 if left is None else 2 if left < 0 else 0 if left < 14 else 1
    billed = about["billed"]
    row = {
        "item_id": about["item_id"],
        "kind": item.kind,
        **{name: about[name] for name in ABOUT},
        **_steps(item),
        **expected.columns(),
        **{"owner": None, "state": "to do", "snoozed_until": None, "note": None},
        "age_days": item.days_old,
        **{"won": expected.won, "tried": expected.tried},
        "ranked_by": ranked_by(band, expected.dollars),
        "kinds": ";".join(item.kinds),
        "route": routes(*item.reason) if one else None,
        "at_stake": stake,
        "is_new": False,
        "can_be_completed": bool(note and item.missing) and item.kind in (*TO_FILE, "denied"),
        "is_due_this_week": left is not None and 0 <= left < 7,
        "is_past_deadline": left is not None and left < 0,
        "exposed": one.paid if one and "billed without record" in item.kinds else None,
        "provider_id": about["provider_id"],
        "episode_id": one.episode_id if one else None,
        "consultation_id": note.consultation_id if note else None,
        "likely_payer": item.likely.payer if item.likely else None,
    }
    dollars = Decimal(-1) if expected.dollars is None else expected.dollars
    dearest = -billed if isinstance(billed, Decimal) else Decimal(1)
    key = (band, left if band == 0 else 0, -dollars, dearest, -item.days_old, about["item_id"])
    return key, row


ABOUT = ("practice_id", "payer", "claim_id", "patient", "service_date", "billed", "category")


def _about_episode(one: Episode) -> Row:
    return {
        "item_id": f"episode|{one.episode_id}",
        "practice_id": one.practice,
        "payer": one.payer,
        "claim_id": one.claim_numbers,
        "patient": one.patient,
        "service_date": one.service,
        "billed": one.billed,
        "category": one.reason[0],
        "provider_id": one.first_row.provider,
    }


def _about_consultation(note: Consultation | None, selection: Selection) -> Row:
    assert note
    return {
        "item_id": f"consultation|{note.practice}|{note.consultation_id}",
        "practice_id": note.practice,
        "payer": selection.payer_of(note),
        "claim_id": note.claim,
        "patient": note.patient,
        "service_date": note.day,
        "billed": None,
        "category": None,
        "provider_id": selection.provider_of(note),
    }


def _steps(item: Item) -> Row:
    deadline, source = item.deadline
    code, group = item.reason
    return {
        "code": code,
        "group_code": group,
        "next_step": next_step(item.kind, code, group),
        "missing": item.missing,
        "deadline": deadline,
        "days_left": item.days_left,
        "deadline_source": source,
    }
