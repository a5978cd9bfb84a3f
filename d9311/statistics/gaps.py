"""The price tag of a documentation gap: what goes with it within payers, in denials and dollars a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from d9311.statistics.strata import (
    Estimate,
    Stratum,
    differ_p,
    exact_p_value,
    false_discovery,
    informative,
    odds_ratio,
    risk_difference,
)

if TYPE_CHECKING:
    import pyarrow

FEWEST = 5  # with fewer decided episodes on either side a gap is not judged
CLEAR_Q = 0.05
DIFFERENT_P = 0.05
BEYOND = "beyond chance"
COUNTS = ("with_gap_decided", "with_gap_denied", "without_gap_decided", "without_gap_denied")
NUMBERS = (
    *("risk_difference", "rd_low", "rd_high", "odds_ratio", "or_low", "or_high", "p_value", "q_value"),
    *("denials_low", "denials", "denials_high", "dollars_low", "dollars", "dollars_high"),
)


@dataclass(frozen=True)
class Scale:
    """Years in the filter (None: no date), and quartiles of its allowed amounts in dollars, lowest first."""

    years: float | None
    allowed: tuple[float | None, float | None, float | None]


def gap_effects(counts: pyarrow.Table) -> pyarrow.Table:
    """Return one row per gap from its counts per payer:
    effect, interval, denials and dollars a year, verdict.

    `counts`: name, kind, payer, the four counts, years, allowed_low, allowed_middle, allowed_high. Payers
    with episodes on one side only are in the counts and say nothing about the effect.
    """
    import pyarrow

    gaps: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in counts.to_pylist():
        gaps.setdefault((row["name"], row["kind"]), []).append(row)
    results = [_gap(name, kind, rows) for (name, kind), rows in gaps.items()]
    for result, q_value in zip(results, false_discovery([gap["p_value"] for gap in results]), strict=True):
        result["q_value"] = q_value
        result["verdict"] = _verdict(result)
    schema = pyarrow.schema(
        [("name", pyarrow.string()), ("kind", pyarrow.string())]
        + [(name, pyarrow.int64()) for name in ("strata", *COUNTS)]
        + [(name, pyarrow.float64()) for name in NUMBERS]
        + [("verdict", pyarrow.string())]
    )
    return pyarrow.Table.from_pylist(results, schema)


def ranked(gaps: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the gaps in the order in which to mend them: what is beyond chance first, then most denials."""
    return sorted(gaps, key=lambda gap: (BEYOND not in gap["verdict"], -(gap["denials"] or 0)))


def _gap(name: str, kind: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    payers = [Stratum(*(row[count] for count in COUNTS)) for row in rows]
    scale = Scale(rows[0]["years"], tuple(rows[0][f"allowed_{part}"] for part in ("low", "middle", "high")))
    totals = {count: sum(row[count] for row in rows) for count in COUNTS}
    difference, ratio, differ = risk_difference(payers), odds_ratio(payers), differ_p(payers)
    return {
        "name": name,
        "kind": kind,
        "strata": len(informative(payers)),
        **totals,
        "risk_difference": difference.value,
        "rd_low": difference.low,
        "rd_high": difference.high,
        "odds_ratio": ratio.value,
        "or_low": ratio.low,
        "or_high": ratio.high,
        "p_value": exact_p_value(payers),
        **_cost(difference, sum(payer.with_decided for payer in informative(payers)), scale),
        "payers_differ": differ is not None and differ < DIFFERENT_P,
    }


def _cost(difference: Estimate, with_gap: int, scale: Scale) -> dict[str, float | None]:
    """Return denials and dollars a year; a difference in favour of the gap costs nothing."""
    ends = (difference.low, difference.value, difference.high)
    denials = [
        None if end is None or scale.years is None else max(end, 0.0) * with_gap / scale.years for end in ends
    ]
    dollars = [
        None if number is None or amount is None else number * amount
        for number, amount in zip(denials, scale.allowed, strict=True)
    ]
    parts = ("_low", "", "_high")
    return {f"denials{part}": number for part, number in zip(parts, denials, strict=True)} | {
        f"dollars{part}": amount for part, amount in zip(parts, dollars, strict=True)
    }


def _verdict(gap: dict[str, Any]) -> str:
    """Return the sentence that the numbers carry."""
    if min(gap["with_gap_decided"], gap["without_gap_decided"]) < FEWEST or gap["risk_difference"] is None:
        return "too few to tell"
    points = f"{abs(gap['risk_difference']) * 100:.0f} points"
    is_clear = gap["q_value"] is not None and gap["q_value"] < CLEAR_Q
    suffix = "; payers differ" if gap["payers_differ"] else ""
    if is_clear and gap["rd_low"] > 0:
        return f"goes with more denials: {points} within payers, {BEYOND}{suffix}"
    if is_clear and gap["rd_high"] < 0:
        return f"goes with fewer denials: {points} within payers, {BEYOND}{suffix}"
    return f"no clear difference{suffix}"
