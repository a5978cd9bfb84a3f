"""Run every simulation and print its tables as Markdown: `make simulate`, some minutes, always the same
numbers."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from tests.simulate import gaps, months, payers, rates

SEED = 9311
RUNS = {
    "false signals": 20_000,
    "found": 5_000,
    "intervals": 4_000,
    "shrunk": 1_000,
    "ranked": 1_000,
    "months": 5_000,
}


def percent(share: float, digits: int = 1) -> str:
    return f"{share * 100:.{digits}f}%"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *map(list, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def intervals() -> str:
    grid = [
        [f"{truth:.0%}", *(percent(rates.wilson_coverage(n, truth)) for n in rates.SIZES)]
        for truth in rates.TRUTHS
    ]
    grid.append(["mean", *(percent(rates.wilson_mean_coverage(n)) for n in rates.SIZES)])
    differences = [
        [
            f"{n_1} at {p_1:.0%}, {n_2} at {p_2:.0%}",
            percent(rates.newcombe_coverage(n_1, p_1, n_2, p_2, RUNS["intervals"], SEED)),
        ]
        for n_1, p_1, n_2, p_2 in rates.DIFFERENCES
    ]
    return "\n\n".join(
        (
            "**The 95% interval of a rate holds the truth** (exact, all counts summed; goal: mean 93 to 97%)",
            table(["true rate", *(f"n = {n}" for n in rates.SIZES)], grid),
            f"**The 95% interval of a difference holds the truth** ({RUNS['intervals']:,} runs)",
            table(["two groups", "holds"], differences),
        )
    )


def signals() -> str:
    rows = []
    for rate in payers.BASE_RATES:
        cells = [f"{rate:.0%}", percent(payers.most_that_can_be_found(60, rate, 12), 0)]
        for sizes in payers.PRACTICES.values():
            cells.append(percent(payers.false_signals(sizes, rate, RUNS["false signals"], SEED), 2))
            cells.append(percent(payers.found(sizes, rate, RUNS["found"], SEED), 0))
        rows.append(cells)
    heads = [f"{kind}: {name}" for name in payers.PRACTICES for kind in ("false", "found")]
    title = (
        f"**Twelve payers** ({RUNS['false signals']:,} runs for false, {RUNS['found']:,} for found). False: any payer beyond "
        "the 99.8% limits though all have one true rate (goal: under 1%). Found: the payer of 60 claims that is truly 25 "
        "points lower (goal: over 85%). At most: what any rule finds that cries wolf in 1% of runs and knows the true rate."
    )
    plans = ", ".join(
        f"{percent(payers.false_signals(payers.FORTY_PLANS, rate, RUNS['false signals'], SEED), 2)} at {rate:.0%}"
        for rate in payers.BASE_RATES
    )
    longer = f"A longer list errs more: any signal among 40 plans of 3 to 30 claims in {plans}."
    return f"{title}\n\n{table(['base rate', 'at most', *heads], rows)}\n\n{longer}"


def shrunk() -> str:
    shares = [
        [payers.shrunk_coverage(sizes, spread, RUNS["shrunk"], SEED) for spread in payers.TRUE_SPREADS]
        for sizes in payers.SIZES.values()
    ]
    rows = [[name, *map(percent, own)] for name, own in zip(payers.SIZES, shares, strict=True)]
    mean = sum(map(sum, shares)) / sum(map(len, shares))
    heads = [f"sd {spread * 100:.0f} points" for spread in payers.TRUE_SPREADS]
    title = (
        f"**The 95% interval of a shrunk rate holds the payer's true rate** ({RUNS['shrunk']:,} runs of twelve payers, true "
        f"mean {payers.TRUE_MEAN:.0%}; goal: 93 to 97% on the mean of all settings)"
    )
    return f"{title}\n\n{table(['claims of a payer', *heads], rows)}\n\nOn the mean {percent(mean)}."


def effects() -> str:
    rows = []
    for effect in gaps.EFFECTS:
        within, together = gaps.interval_coverage(effect, gaps.CLAIMS, RUNS["intervals"], SEED)
        rows.append([f"{effect * 100:.0f} points", percent(within), percent(together)])
    differ = [
        [
            str(claims),
            *(percent(gaps.differ_falsely(ratio, claims, RUNS["intervals"], SEED)) for ratio in gaps.RATIOS),
        ]
        for claims in gaps.PRACTICES
    ]
    first = gaps.ranked_first(0.30, RUNS["ranked"], SEED)
    return "\n\n".join(
        (
            f"**The interval of a gap's effect holds the truth** ({RUNS['intervals']:,} runs of {gaps.CLAIMS} claims; payers "
            "that deny more are sent thinner records; goal: 93 to 97% within payers)",
            table(["true effect", "within payers", "payers thrown together"], rows),
            f"**Payers are called different though the gap has one odds ratio at all** ({RUNS['intervals']:,} runs; goal: 5%)",
            table(["claims", *(f"odds ratio {ratio:.0f}" for ratio in gaps.RATIOS)], differ),
            f"**A gap of 30 points among sixteen gaps is ranked first** in {percent(first)} of {RUNS['ranked']:,} runs of "
            f"{gaps.CLAIMS} claims (goal: over 90%).",
        )
    )


def quiet_months() -> str:
    rows = [
        [str(claims), f"{rate:.0%}", percent(months.quiet(claims, rate, RUNS["months"], SEED))]
        for claims in (8, 20, 40)
        for rate in (0.75, 0.9)
    ]
    title = (
        f"**No signal in the last three mature months of {months.MONTHS}** where the true rate never changed and decisions "
        f"come late ({RUNS['months']:,} runs; goal: over 95%)"
    )
    return f"{title}\n\n{table(['claims a month', 'true rate', 'no signal'], rows)}"


def main() -> None:
    """Print each part as it is done; times go to standard error, so that the output can be compared."""
    print(f"Seed {SEED}; `make simulate` prints the same numbers anywhere.")
    for part in (intervals, signals, shrunk, effects, quiet_months):
        begun = time.monotonic()
        print(f"\n{part()}", flush=True)
        print(f"{part.__name__}: {time.monotonic() - begun:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
