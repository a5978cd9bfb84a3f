"""What a documentation gap goes with, in one sentence: points within payers, denials and dollars a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from d9311.figures.words import failures, sentence
from d9311.statistics.gaps import BEYOND, ranked
from d9311.ui.show import words
from d9311.ui.show.sentences import Sentence

Row = Mapping[str, Any]
# What a claim is called that fails a billing check.
FAILED = {
    "has_record": "No record linked", "evidence_sent": "Evidence not sent",
    "coverage_verified": "Coverage not verified in time", "not_routine": "Routine referral",
    "no_same_day_codes": "Same-day code", "written_in_time": "Record written late",
    "consulted_in_time": "Consulted afterwards", "signed": "Record not signed in time",
    "separate_record": "No record of its own",
}  # fmt: skip


def gap_sentences(gaps: Sequence[Row]) -> list[Sentence]:
    """Return the sentence of each gap of `gap_effects`: what is beyond chance first, then most denials."""
    return [Sentence(gap_verdict(gap), _mark(gap), price(gap)) for gap in ranked(gaps)]


def gap_verdict(gap: Row) -> str:
    """Return the counts of a gap and what they can carry; `gap` is a row of `gap_effects` as plain values."""
    counts = (
        f"{gap_name(gap)}: first denied {_of(gap, 'with_gap')} with the gap, "
        f"{_of(gap, 'without_gap')} without it"
    )
    if gap["risk_difference"] is None:
        return f"{counts}: no payer has decided claims of both kinds, so nothing can be compared"
    if gap["verdict"] == "too few to tell":
        return f"{counts}: too few to tell"
    where = "within payers" if gap["strata"] > 1 else "at the one payer with both kinds"
    if BEYOND not in gap["verdict"]:
        return f"{counts}: no clear difference {where} ({words.points(gap['rd_low'], gap['rd_high'])} points)"
    points = words.plural(round(abs(gap["risk_difference"]) * 100), "point")
    kind = "more" if gap["risk_difference"] > 0 else "fewer"
    low, high = sorted(abs(gap[end]) * 100 for end in ("rd_low", "rd_high"))
    return f"{counts}: {points} {kind} denied {where} ({low:.0f} to {high:.0f}), beyond chance"


def gap_line(gap: Row) -> Sentence:
    """Return a gap that is beyond chance in short: its points, then counts, denials and dollars a year."""
    points = words.plural(round(abs(gap["risk_difference"]) * 100), "point")
    low, high = sorted(abs(gap[end]) * 100 for end in ("rd_low", "rd_high"))
    kind = "more" if gap["risk_difference"] > 0 else "fewer"
    parts = [f"Denied {_of(gap, 'with_gap')}, else {_of(gap, 'without_gap')}"]
    if gap["denials"] is not None:
        dollars = "" if gap["dollars"] is None else f", {_dollars(gap['dollars'])}"
        parts.append(f"about {_count(gap['denials'])} a year{dollars}")
    if gap["verdict"].endswith("payers differ"):
        parts.append("payers differ")
    return Sentence(
        f"{gap_name(gap)}: {points} {kind} denied ({low:.0f} to {high:.0f})", _mark(gap), " · ".join(parts)
    )


def price(gap: Row) -> str:
    """Return the denials and dollars a year that a clear difference stands for, and whether payers agree."""
    parts = []
    if _mark(gap) == "more" and gap["denials"] is not None:
        cost = f"About {_range(gap, 'denials', _count)} denials a year"
        if gap["dollars"] is not None:
            cost += f", {_range(gap, 'dollars', _dollars)}"
        parts.append(f"{cost} that would probably not have happened, if the gap is the cause.")
    if gap["verdict"].endswith("payers differ"):
        parts.append("Payers differ in this: look at each by itself.")
    return " ".join(parts)


def gap_name(gap: Row) -> str:
    """Return the gap as a person calls it, by what is wrong: `Outcome missing`, `Nothing attached`."""
    return sentence(failures(gap["name"]))


def _mark(gap: Row) -> str:
    if BEYOND not in gap["verdict"]:
        return ""
    return "more" if gap["risk_difference"] > 0 else "fewer"


def _of(gap: Row, side: str) -> str:
    return f"{gap[f'{side}_denied']:,} of {gap[f'{side}_decided']:,}"


def _range(gap: Row, name: str, write: Any) -> str:
    return f"{write(gap[name])} ({write(gap[f'{name}_low'])} to {write(gap[f'{name}_high'])})"


def _count(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def _dollars(amount: float) -> str:
    return f"${amount:,.0f}"
