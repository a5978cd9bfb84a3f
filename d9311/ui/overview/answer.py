"""The answer of the Overview in one sentence, and what each of its numbers is; no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from d9311.ui.show import words
from d9311.ui.show.compared import compared_with, why_not_compared
from d9311.ui.show.headline import CARDS
from d9311.ui.show.rate_changes import rate_change, share
from d9311.ui.work.worth import DEFINITION, Worth

Row = Mapping[str, Any]
DEFINITIONS = {card.value: card.definition for card in CARDS}


def answer(now: Row, worth: Worth | None) -> str:
    """Return what D9311 brought, how much of it was approved and what can still be won.

    `now`: the row of `overview` as plain values; `worth`: of all open items of work, None where they cannot
    be read.
    """
    parts = [_brought(now)]
    if now["episodes"]:
        parts.append(_approved(now))
    if worth is not None:
        parts.append(_won(worth))
    return "; ".join(parts) + "."


def answer_of_records(now: Row) -> str:
    """Return what consultations alone tell, where no D9311 claim is loaded."""
    recorded = words.plural(now["consultations"], "consultation is", "consultations are")
    if not now["strict_of"]:
        return f"{recorded} recorded; the export holds nothing that says which records are complete."
    return f"{recorded} recorded; complete: {share(now['strict_pass'], now['strict_of'])}."


def explained(now: Row) -> list[tuple[str, str]]:
    """Return the name and the definition of each number of the sentence."""
    return [
        ("What plans paid", f"{DEFINITIONS['paid']} Each: the same, divided by the claims."),
        ("Claims", DEFINITIONS["episodes"]),
        ("Approved", f"{DEFINITIONS['approval_rate']} {_counts(now)}"),
        ("Clear change", _before(now)),
        ("Can still be won", DEFINITION),
    ]


def _brought(now: Row) -> str:
    episodes, paid = now["episodes"], now["paid"]
    if not episodes:
        return "No D9311 claim in this period"
    if paid is None:
        return f"What plans paid on {words.plural(episodes, 'D9311 claim')} is not in this export"
    claims = words.plural(episodes, "claim")
    if paid < 0:
        return f"Plans took back {words.dollars(-paid)} more than they paid on {claims} of D9311"
    if not paid:
        return f"D9311 brought nothing from plans on {claims}"
    each = f", {words.dollars(now['paid_per_episode'])} each" if episodes > 1 else ""
    return f"D9311 brought {words.dollars(paid)} from plans on {claims}{each}"


def _approved(now: Row) -> str:
    approved, decided = now["approved"], now["decided"]
    if not decided:
        return "none decided yet"
    if decided < words.FEW:
        return f"{approved} of {decided} decided approved, too few for a rate"
    rate = f"{words.percent(now['approval_rate'])} approved"
    if now["approved_previous"] is None:
        return rate
    change = rate_change((approved, decided), (now["approved_previous"], now["decided_previous"]))
    moved = {1: f"up {change.words}", -1: f"down {change.words}", 0: change.words}[change.direction]
    against = "against last year " if now["compare"] == "last_year" else ""
    return f"{rate}, {against}{moved}"


def _won(worth: Worth) -> str:
    if not worth.items:
        return "nothing is left to do"
    if worth.dollars:
        return f"about {words.dollars(worth.dollars)} can still be won"
    if worth.past == worth.items:
        late = words.plural(worth.past, "open item is past its", "open items are past their")
        return f"{late} deadline, so nothing can be won any more"
    open_items = words.plural(worth.items, "open item")
    return f"what {open_items} may still bring is not known"


def _counts(now: Row) -> str:
    if now["decided"] < words.FEW:
        return ""
    counts = f"{now['approved']:,} of {now['decided']:,}"
    return f"Here {counts}, 95% interval {words.interval(now['ci_low'], now['ci_high'])}."


def _before(now: Row) -> str:
    """Return what the approval rate is held against, and when a change is called clear."""
    clear = "Clear only where the 95% interval of the difference leaves out zero, in points."
    if now["approved_previous"] is None:
        return f"{clear} {why_not_compared(now)}"
    before = share(now["approved_previous"], now["decided_previous"])
    return f"{clear} Compared with {compared_with(now)}: {before} approved there."
