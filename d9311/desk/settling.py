"""What new facts make of a state that somebody set: won back, paid since, to do (docs/definitions/work.md).

Pure: the same state and facts give the same answer whoever asks, and nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from d9311.desk.facts import Facts
from d9311.desk.steps import CLOSED, LOST, SENT, TO_DO, WAITING, WON

WON_BACK, PAID_SINCE = "won back", "paid since"
SHOWN_STATES = (TO_DO, SENT, WAITING, WON, WON_BACK, PAID_SINCE, LOST, CLOSED)


@dataclass(frozen=True)
class Sent:
    """When an item was marked sent, and what was known of it then."""

    on: date
    facts: Facts


@dataclass(frozen=True)
class Settled:
    """The state to show and a sentence why it is not, or no longer, the one that was set; else blank."""

    state: str
    why: str = ""


def settle(state: str, on: date, then: Facts, now: Facts, sent: Sent | None = None) -> Settled:
    """Return what a state set on a day, when the facts were `then`, is now.

    `sent`: given where an item that was marked sent got another state since; where the state is sent, it was
    sent on that day.
    """
    sent = Sent(on, then) if state == SENT and sent is None else sent
    if state != TO_DO and (found := news(state, then, now)):
        return Settled(TO_DO, f"Marked {state} on {on}. {found}")
    if sent is not None and pays(sent.facts, now):
        return _answered(sent, now)
    if pays(then, now):
        return Settled(PAID_SINCE, f"{_payment(then, now)} It had not been marked sent.")
    if state == WON:
        return Settled(WON, "Marked won by hand; no later payment is in the data.")
    return Settled(state)


def pays(then: Facts, now: Facts) -> bool:
    """Whether more is paid now than was; where amounts are not exported, whether it was approved since."""
    if now.paid is None or then.paid is None:
        return now.answer == "approved" != then.answer and now.outcome != "approved_zero"
    return now.paid > then.paid


def news(state: str, then: Facts, now: Facts) -> str:
    """Say what is new and wants work again; blank where nothing is."""
    if then.paid is not None and now.paid is not None and now.paid < then.paid:
        return f"{_dollars(then.paid - now.paid)} was taken back since."
    if now.answer == "denied":
        return _denied(then, now)
    if now.answer == "never billed":
        return "" if then.answer == "never billed" else "It counts as never billed now."
    if now.answer == "other" and (then.outcome != now.outcome or _is_later(then, now)):
        return f"The answer is now: {now.outcome.replace('_', ' ')}{_dated(now)}."
    approved_since = now.answer == "approved" != then.answer
    if approved_since and not pays(then, now) and state in (SENT, WAITING, LOST):
        return f"Approved{_dated(now)}, but nothing more was paid."
    return ""


def _denied(then: Facts, now: Facts) -> str:
    code = f", code {now.denial_code}" if now.denial_code else ""
    if then.answer != "denied":
        return f"Denied{_dated(now)}{code}."
    if _is_later(then, now):
        return f"Denied again{_dated(now)}{code}."
    if now.denial_code and now.denial_code != then.denial_code:
        return f"Denied for another reason: {now.denial_code}, not {then.denial_code or 'unknown'}."
    return ""


def _is_later(then: Facts, now: Facts) -> bool:
    """A date that moves back is a corrected one; one that moves on may be a new decision, so it is taken for
    one: looking once too often costs less than a denial that nobody saw."""
    return now.decided is not None and then.decided is not None and now.decided > then.decided


def _answered(sent: Sent, now: Facts) -> Settled:
    paid = _payment(sent.facts, now)
    if sent.facts.answer == "undecided":
        return Settled(PAID_SINCE, f"{paid} It was not decided yet when it was sent on {sent.on}.")
    if now.decided is None:
        return Settled(PAID_SINCE, f"{paid} No date says that it came after it was sent on {sent.on}.")
    if now.decided <= sent.on:
        return Settled(PAID_SINCE, f"{paid} That is not after the day it was sent, {sent.on}.")
    return Settled(WON_BACK, f"{paid} It had been sent on {sent.on}.")


def _payment(then: Facts, now: Facts) -> str:
    amount = "" if now.paid is None or then.paid is None else f" {_dollars(now.paid - then.paid)}"
    return f"Paid{amount}{f', decided on {now.decided}' if now.decided else ''}."


def _dollars(amount: Decimal) -> str:
    return f"${amount:,.2f}"


def _dated(now: Facts) -> str:
    return f" on {now.decided}" if now.decided else ""
