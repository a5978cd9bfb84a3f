"""What an import changed, from the facts before it and after it, in plain Python (`import.md`, importing
again)."""

from __future__ import annotations

from decimal import Decimal

from tests.oracle.documentation import ELEMENTS
from tests.oracle.episode import Episode
from tests.oracle.facts import Facts

AMOUNTS = ("billed", "allowed", "paid", "patient_responsibility")
# change, episode, now in, before, after, billed, paid before, paid after
Change = tuple[str, str, str | None, str | None, str | None, Decimal | None, Decimal | None, Decimal | None]


def changes(before: Facts, after: Facts) -> list[Change]:
    """Every change of an episode, sorted; those of consultations are left out."""
    old = {one.episode_id: one for one in before.episodes}
    new = {one.episode_id: one for one in after.episodes}
    heirs = {name: _heir(one, new) for name, one in sorted(old.items()) if name not in new}
    found: list[Change] = []
    followed: dict[str, Episode] = {name: one for name, one in old.items() if name in new}
    for name, heir in heirs.items():
        if heir and heir not in followed and heir not in old:
            followed[heir] = old[name]
        else:
            found.append(
                _change("gone", name, old[name], None, old[name].outcome, "merged" if heir else None, heir)
            )
    recorded = {one.practice for one in before.consultations}
    for name, now in new.items():
        found += _changes_of(name, followed.get(name), now, recorded)
    return sorted(found, key=str)


def touch(before: Facts, after: Facts) -> None:
    """Note in the facts after an import which episodes and records it brought or changed (`measures.md`,
    filters)."""
    changed = {name for change, name, *_ in changes(before, after) if change != "gone"}
    old = {(one.practice, one.consultation_id): one.cells for one in before.consultations}
    of_records = set()
    for one in after.consultations:
        key = (one.practice, one.consultation_id)
        cells = old.get(key, {})
        if key not in old or any(one.cells[name] != cells[name] for name in cells.keys() & one.cells.keys()):
            after.touched_records.add(key)
            billing = after.billing_of(one)
            of_records |= {billing.main.episode_id} if billing else set()
    for episode in after.episodes:
        if episode.episode_id in changed and episode.consultation:
            after.touched_records.add((episode.practice, episode.consultation.consultation_id))
    after.touched_episodes = changed | of_records


def _heir(one: Episode, new: dict[str, Episode]) -> str | None:
    """The episode that holds a claim line of this one now, of its own payer first."""
    held = _lines(one)
    candidates = [(_payer(other) != _payer(one), name) for name, other in new.items() if held & _lines(other)]
    return min(candidates)[1] if candidates else None


def _lines(one: Episode) -> set[tuple[str, str, int]]:
    return {(row.practice, row.claim, row.line) for row in one.rows}


def _payer(one: Episode) -> str:
    return " ".join(one.payer.split()).casefold()


def _changes_of(name: str, old: Episode | None, now: Episode, recorded: set[str]) -> list[Change]:
    if old is None:
        rows = [_change("new", name, None, now, None, now.outcome)]
        return rows + (
            [_change("newly decided", name, None, now, None, now.outcome)] if now.is_decided else []
        )
    rows = []
    if now.is_decided and not old.is_decided:
        rows.append(_change("newly decided", name, old, now, old.outcome, now.outcome))
    elif now.is_decided and now.is_approved != old.is_approved:
        rows.append(_change("flipped", name, old, now, old.outcome, now.outcome))
    elif now.outcome != old.outcome:
        rows.append(_change("moved", name, old, now, old.outcome, now.outcome))
    edited = [amount for amount in AMOUNTS if _is_edited(old, now, amount)]
    if edited:
        was, is_now = (
            "; ".join(f"{amount.replace('_', ' ')} {getattr(one, amount):.2f}" for amount in edited)
            for one in (old, now)
        )
        rows.append(_change("amounts edited", name, old, now, was, is_now))
    completed = _strict(now) and not _strict(old) and now.practice in recorded
    if completed and old.is_denied and now.is_denied:
        rows.append(_change("documentation completed", name, old, now, _lacked(old), "complete"))
    return rows


def _is_edited(old: Episode, now: Episode, amount: str) -> bool:
    was, is_now = getattr(old, amount), getattr(now, amount)
    is_known = was is not None and is_now is not None and was != is_now
    return is_known and (amount == "billed" or old.outcome == now.outcome)


def _strict(one: Episode) -> bool:
    return one.consultation is not None and one.consultation.strict is True


def _lacked(one: Episode) -> str:
    if one.consultation is None:
        return "no record"
    elements = one.consultation.elements or {}
    return "; ".join(name for name in ELEMENTS if elements.get(name) is False)


def _change(
    change: str, name: str, old: Episode | None, now: Episode | None, before: str | None, after: str | None,
    now_in: str | None = None,
) -> Change:  # fmt: skip
    shown = now or old
    return (
        change, name, now_in, before, after, shown.billed if shown else None, old.paid if old else None,
        now.paid if now else None,
    )  # fmt: skip
