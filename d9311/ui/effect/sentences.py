"""What the differences say, in one sentence each; no Streamlit."""

from __future__ import annotations

from d9311.statistics.effect import CHANGED, LESS, MORE, NO_CHANGE, NOT_YET, Change, Effect, Placebo
from d9311.statistics.gaps import FEWEST
from d9311.statistics.power import SMALLEST
from d9311.ui.show import words

TEN_POINTS = f"{SMALLEST * 100:.0f} points (power 80%)"


def work_sentence(found: Effect) -> str:
    """Return what goes with working a denial."""
    counts = (
        f"{found.with_counted:,} of {found.with_all:,} worked denials were paid later, "
        f"{found.without_counted:,} of {found.without_all:,} comparable ones that nobody worked"
    )
    if found.verdict == NOT_YET:
        return (
            f"Not yet tellable: {counts}. At least {FEWEST} of each are needed, and about "
            f"{found.needed or 0:,} of each to see {TEN_POINTS}."
        )
    if found.verdict not in (MORE, LESS):
        span = _span(found.difference.low, found.difference.high)
        return f"No clear difference: {counts}. Within the same payer, reason and quarter {span}."
    kind = "more" if found.verdict == MORE else "fewer"
    return (
        f"{counts[0].upper()}{counts[1:]}: {_size(found.difference.value)} {kind} within the same payer, "
        f"reason and quarter ({_span(found.difference.low, found.difference.high)}), beyond chance."
    )


def placebo_sentence(found: Placebo) -> str:
    """Return what the same comparison gives where who was worked is drawn by lot."""
    return (
        "Placebo: had the worked ones been drawn by lot in the same groups, the difference would be "
        f"{words.point_change(found.mean)} on average and in 95 of 100 cases {_span(found.low, found.high)}."
    )


def event_sentence(found: Change) -> str:
    """Return the verdict on an event: changed, no change or not yet tellable, with its counts."""
    counts = (
        f"{found.after_denied:,} of {found.after:,} denied at first since, "
        f"{found.before_denied:,} of {found.before:,} before"
    )
    span = _span(found.difference.low, found.difference.high)
    if found.verdict == CHANGED:
        kind = "fewer" if (found.difference.value or 0) < 0 else "more"
        early = ", even for an early look (99.9% interval)" if found.is_early else ""
        size = _size(found.difference.value)
        return f"Changed: {counts}. Within payers {size} {kind} ({span}), beyond chance{early}."
    if found.verdict == NO_CHANGE:
        return f"No change of {SMALLEST * 100:.0f} points or more: {counts}. Within payers {span}."
    where = f" Within payers {span} so far." if found.difference.low is not None else ""
    return f"Not yet tellable: {counts}.{where}"


def needed_sentence(found: Change) -> str:
    """Return how many decided claims after it an event takes, known from those before it."""
    if found.before == 0:
        return "No claim was decided before it, so nothing can be compared."
    if found.needed is None:
        return (
            f"With {words.plural(found.before, 'decided claim')} before it no number after it is enough to "
            f"see {TEN_POINTS}; a larger change may still show."
        )
    return (
        f"To see {TEN_POINTS} it takes {words.plural(found.needed, 'decided claim')} after it; "
        f"{found.after:,} {'is' if found.after == 1 else 'are'} there."
    )


def _size(value: float | None) -> str:
    return words.plural(round(abs(value or 0) * 100), "point")


def _span(low: float | None, high: float | None) -> str:
    return f"{words.points(low, high)} points"
