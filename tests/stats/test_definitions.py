"""The numbers computed a second time from the words of `measures.md`, "Statistics, exactly", and nothing
else."""

from __future__ import annotations

from math import comb, exp, log, sqrt
from statistics import NormalDist, median

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import chi2

from d9311.statistics.competing import CauseDay, cumulative_incidence
from d9311.statistics.control_chart import Month, chart
from d9311.statistics.funnel import judge

Z = NormalDist().inv_cdf(0.975)
tallies = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
Tallies = list[tuple[int, int]]  # approved, decided


def limit(chances: list[float], tail: float) -> float:
    """Lower limit from the chances of 0 to n approved."""
    n, below = len(chances) - 1, 0.0
    for count, chance in enumerate(chances):
        if below + chance >= tail:
            return max((count - (below + chance - tail) / chance) / n, 0.0)
        below += chance
    raise AssertionError("the chances add up to one")


def binomial(n: int, p: float) -> list[float]:
    return [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]


def hypergeometric(n: int, approved: int, decided: int) -> list[float]:
    return [comb(approved, k) * comb(decided - approved, n - k) / comb(decided, n) for k in range(n + 1)]


def quantile(values: list[float], share: float) -> float:
    place = share * (len(values) - 1)
    first = int(place)
    after = values[min(first + 1, len(values) - 1)]
    return values[first] + (place - first) * (after - values[first])


def spread(groups: Tallies, p: float) -> float:
    z = sorted((y / n - p) / sqrt(p * (1 - p) / n) for y, n in groups)
    low, high = quantile(z, 0.1), quantile(z, 0.9)
    total = sum(min(max(one, low), high) ** 2 for one in z)
    count = len(groups)
    if total <= chi2.ppf(0.95, count - 1):
        return 0.0
    w = [n / (p * (1 - p)) for _, n in groups]
    return sqrt(max((total - (count - 1)) / (sum(w) - sum(one * one for one in w) / sum(w)), 0.0))


def limits(groups: Tallies, n: int, tail: float, own_tail: float) -> tuple[float, float]:
    approved, decided = sum(y for y, _ in groups), sum(n for _, n in groups)
    p, tau = approved / decided, spread(groups, approved / decided)
    low = max(limit(binomial(n, p), tail), limit(hypergeometric(n, approved, decided), own_tail))
    high = 1 - max(
        limit(binomial(n, 1 - p), tail), limit(hypergeometric(n, decided - approved, decided), own_tail)
    )
    half = NormalDist().inv_cdf(1 - tail) * sqrt(p * (1 - p) / n + tau**2) if tau else 0.0
    return max(min(low, p - half), 0.0) if tau else low, min(max(high, p + half), 1.0) if tau else high


@given(st.lists(tallies, min_size=2, max_size=9))
@example([(4, 5)] * 6 + [(1, 4)])  # six of five draws are judged, the seventh is not: the tail is a sixth
def test_funnel_limits(groups: Tallies) -> None:
    approved, decided = sum(y for y, _ in groups), sum(n for _, n in groups)
    found = judge(*zip(*groups, strict=True))
    judged = max(sum(n >= 5 for _, n in groups), 1)
    for (_, n), one in zip(groups, found, strict=True):
        if approved in (0, decided):
            assert one.limits is None
            continue
        expected = *limits(groups, n, 0.025, 0.025), *limits(groups, n, 0.001, min(0.001, 0.005 / judged))
        assert one.limits == pytest.approx(expected, abs=1e-7)


def side(rate: float, ends: tuple[float, float]) -> int:
    return -1 if rate < ends[0] else 1 if rate > ends[1] else 0


def completed(rates: list[float], centre: float, outer: list[int], inner: list[int]) -> list[str]:
    """The rules that the last of some months completes; which side of its limits each lies beyond."""
    found = []
    if outer[-1]:
        found.append("point_outside")
    off = [rate > centre for rate in rates if rate != centre][-8:]
    if rates[-1] != centre and len(off) == 8 and len(set(off)) == 1:
        found.append("run_of_eight")
    steps = [rates[0], *(now for before, now in zip(rates, rates[1:], strict=False) if now != before)]
    last = steps[-6:]
    moved = len(rates) == 1 or rates[-1] != rates[-2]
    if moved and len(last) == 6 and (last == sorted(last) or last == sorted(last, reverse=True)):
        found.append("trend_of_six")
    if inner[-1] and inner[-3:].count(inner[-1]) >= 2:
        found.append("two_of_three")
    return found


# rates of few values, so that ties with each other and with the centre are frequent
months = st.lists(st.tuples(st.sampled_from((0, 2, 4, 5, 6, 8, 10)), st.just(10)), min_size=1, max_size=24)


@given(months)
def test_rules_of_the_control_chart(tallies: Tallies) -> None:
    rates = [y / n for y, n in tallies]
    has_limits = len(tallies) >= 12
    approved, decided = sum(y for y, _ in tallies), sum(n for _, n in tallies)
    centre = approved / decided if has_limits else median(rates)

    def sides(tail: float) -> list[int]:
        if not has_limits:
            return [0] * len(rates)
        if not 0 < centre < 1:
            return [side(rate, (centre, centre)) for rate in rates]
        ends = limit(binomial(10, centre), tail), 1 - limit(binomial(10, 1 - centre), tail)
        return [side(rate, ends) for rate in rates]

    outer, inner = sides(0.00135), sides(0.02275)
    points = chart([Month(f"{place:02d}", *tally) for place, tally in enumerate(tallies)])
    for place, point in enumerate(points):
        upto = slice(place + 1)
        assert list(point.rules) == completed(rates[upto], centre, outer[upto], inner[upto])


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=8))
def test_intervals_of_the_decision_curve(leaving: list[tuple[int, int, int]]) -> None:
    days, at_risk = [], sum(map(sum, leaving))
    for day, (approved, denied, open_) in enumerate(leaving):
        if approved + denied + open_:
            days.append(CauseDay(day, at_risk, {"approved": approved, "denied": denied}, open_))
            at_risk -= approved + denied + open_
    undecided, share, rows = 1.0, 0.0, []
    for point, one in zip(cumulative_incidence(days, "approved"), days, strict=True):
        n, d, h = one.at_risk, one.events, one.ended["approved"]
        share += undecided * h / n
        rows.append((n, d, h, undecided, share))
        undecided *= (n - d) / n
        variance = (
            sum((share - f) ** 2 * d / (n * (n - d)) for n, d, _, _, f in rows if d < n)
            + sum(s * s * h * (n - h) / n**3 for n, _, h, s, _ in rows)
            - 2 * sum((share - f) * s * h / n**2 for n, _, h, s, f in rows)
        )
        assert point.share == pytest.approx(share)
        if point.low is None:
            assert share == 0 or share == pytest.approx(1)
            continue
        reach = Z * sqrt(max(variance, 0.0)) / (share * log(share))
        assert (point.high, point.low) == pytest.approx((share ** exp(reach), share ** exp(-reach)), abs=1e-6)
