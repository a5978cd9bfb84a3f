"""Fair comparison: does a practice have more denials than its payers and scenarios explain?

Indirect standardisation: each group's expected denials are what it would have if in every stratum (payer and
scenario) its claims were denied at the rate of all groups together. Observed over expected is its ratio, with
Byar's limits of a Poisson count; a claim is denied once at most, so they are on the wide side. A stratum that
one group has to itself expects what was observed, so it is left out of both. The rate of all holds the
group's own claims, as is usual: the ratio of a group that holds most of a stratum is drawn towards 1. Source:
Breslow and Day 1987, Statistical Methods in Cancer Research II (IARC 82), sections 2.3 and 2.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from d9311.statistics.intervals import Z_95

if TYPE_CHECKING:
    import pyarrow

ALONE = "nothing to compare with"
MORE = "more denials than its payers and scenarios explain"
FEWER = "fewer denials than its payers and scenarios explain"
FEWEST = 5  # with fewer decided claims a group is not judged: `evidence` few
Stratum = tuple[object, ...]
Tally = tuple[int, int]
"""Denied and decided claims."""

COMPARED = ("compared", "compared_denied")
NUMBERS = (
    *("expected_denied", "denial_ratio", "ratio_low", "ratio_high"),
    *("adjusted_rate", "adjusted_low", "adjusted_high"),
)


@dataclass(frozen=True)
class Standardised:
    """Denied claims observed and expected, of those `compared`:
    decided claims in strata that another group has too.
    """

    observed: int
    expected: float
    compared: int

    @property
    def ratio(self) -> tuple[float, float, float] | None:
        """Return observed over expected with its 95% limits; None where there is nothing to compare."""
        if not self.compared or self.expected <= 0:
            return None
        low, high = byar(self.observed)
        return self.observed / self.expected, low / self.expected, high / self.expected


def byar(count: int) -> tuple[float, float]:
    """Return the 95% limits of a Poisson mean whose count was observed (Breslow and Day, section 2.3)."""
    low = 0.0
    if count > 0:
        low = count * (1 - 1 / (9 * count) - Z_95 / (3 * sqrt(count))) ** 3
    more = count + 1
    return max(low, 0.0), more * (1 - 1 / (9 * more) + Z_95 / (3 * sqrt(more))) ** 3


def standardise(groups: Sequence[Mapping[Stratum, Tally]]) -> list[Standardised]:
    """Return observed and expected denials of each group from its tallies by stratum."""
    pooled: dict[Stratum, Tally] = {}
    for strata in groups:
        for stratum, (denied, decided) in strata.items():
            before = pooled.get(stratum, (0, 0))
            pooled[stratum] = before[0] + denied, before[1] + decided
    found = []
    for strata in groups:
        shared = [
            (denied, decided, pooled[stratum])
            for stratum, (denied, decided) in strata.items()
            if pooled[stratum][1] > decided
        ]
        expected = sum(decided * of_all[0] / of_all[1] for _, decided, of_all in shared)
        observed, compared = sum(one[0] for one in shared), sum(one[1] for one in shared)
        found.append(Standardised(observed, expected, compared))
    return found


def practice_comparison(counts: pyarrow.Table) -> pyarrow.Table:
    """Finish the query practice_comparison: each practice against the others.

    Takes practice_id, payer, scenarios, decided, approved: one row per practice and stratum, in order.
    """
    return _finish(counts, ("practice_id",), within=0)


def provider_comparison(counts: pyarrow.Table) -> pyarrow.Table:
    """Finish the query provider_comparison: each provider against the others of the same practice.

    Takes practice_id, provider_id, payer, scenarios, decided, approved, in order of the first two.
    """
    return _finish(counts, ("practice_id", "provider_id"), within=1)


def _finish(counts: pyarrow.Table, names: tuple[str, ...], within: int) -> pyarrow.Table:
    """Compare groups (the columns `names`) with those that agree in the first `within` of them."""
    import pyarrow

    groups: dict[Stratum, dict[Stratum, Tally]] = {}
    for row in counts.to_pylist():
        strata = groups.setdefault(tuple(row[name] for name in names), {})
        strata[row["payer"], row["scenarios"]] = row["decided"] - row["approved"], row["decided"]
    families: dict[Stratum, list[Stratum]] = {}
    for group in groups:
        families.setdefault(group[:within], []).append(group)
    rows = [
        dict(zip(names, group, strict=True)) | compared
        for family in families.values()
        for group, compared in zip(family, _compared([groups[one] for one in family]), strict=True)
    ]
    schema = [(name, pyarrow.string()) for name in names]
    schema += [(name, pyarrow.int64()) for name in ("decided", "approved", "denied", *COMPARED)]
    schema += [*((name, pyarrow.float64()) for name in NUMBERS), ("verdict", pyarrow.string())]
    return pyarrow.Table.from_pylist(rows, pyarrow.schema(schema))


def _compared(family: list[dict[Stratum, Tally]]) -> list[dict[str, Any]]:
    """Return the columns of each group of a family."""
    totals = [
        (sum(one[0] for one in strata.values()), sum(one[1] for one in strata.values())) for strata in family
    ]
    all_denied, all_decided = sum(one[0] for one in totals), sum(one[1] for one in totals)
    pooled = all_denied / all_decided if all_decided else 0.0
    rows = []
    for (denied, decided), found in zip(totals, standardise(family), strict=True):
        row: dict[str, Any] = {"decided": decided, "approved": decided - denied, "denied": denied}
        row |= dict(zip(COMPARED, (found.compared, found.observed), strict=True))
        row |= _adjusted(found, pooled)
        rows.append(row | {"verdict": _verdict(row, all_decided)})
    return rows


def _adjusted(found: Standardised, pooled: float) -> dict[str, float | None]:
    """Return ratio and adjusted approval rate: one minus the pooled denial rate times the ratio."""
    ratio = found.ratio
    if ratio is None:
        return dict.fromkeys(NUMBERS) | {"expected_denied": found.expected if found.compared else None}
    rates = [min(max(1 - pooled * end, 0.0), 1.0) for end in (ratio[0], ratio[2], ratio[1])]
    return dict(zip(NUMBERS, (found.expected, *ratio, *rates), strict=True))


def sentences(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[str]:
    """Return in words which groups differ by more than chance from what their payers and scenarios explain.

    `rows` as practice_comparison gives them, `names` what to call each.
    """
    judged = [row["denial_ratio"] is not None and row["compared"] >= FEWEST for row in rows]
    clear = [
        f"{name}: {row['verdict']}, {row['compared_denied']} of {row['compared']} against "
        f"{row['expected_denied']:.1f} expected."
        for row, name, is_judged in zip(rows, names, judged, strict=True)
        if is_judged and row["verdict"] in (MORE, FEWER)
    ]
    if clear:
        return clear
    if any(judged):
        return ["None differs by more than chance from what its payers and scenarios explain."]
    return ["None has enough claims with a payer and scenario in common with another to be compared."]


def _verdict(row: Mapping[str, Any], all_decided: int) -> str:
    """Return the words that the numbers carry."""
    if row["decided"] == all_decided:
        return ALONE
    if not row["compared"]:
        return "no payer and scenario in common"
    if row["compared"] < FEWEST:
        return "too few"
    if row["denial_ratio"] is None:
        return "nothing denied"
    if row["ratio_low"] > 1:
        return MORE
    if row["ratio_high"] < 1:
        return FEWER
    return "within chance"
