"""What an item of work will probably bring: an amount, times how often its like was won before.

A share of few claims is drawn towards that of its category, and this towards all (beta-binomial with a
fixed weight; each level holds the claims of the others alone, so that none counts twice). The weight is ten
claims: with ten of its own, a payer's share stands half on its own and half on what is known elsewhere.
Source: Gelman et al. 2013, Bayesian Data Analysis, sections 2.4 and 5.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from d9311.statistics import special

if TYPE_CHECKING:
    import numpy
    import pyarrow

WEIGHT = 10.0  # claims
LEVELS = ("payer", "category", "all")
COLUMNS = (
    "item_id", "kind", "practice_id", "payer", "claim_id", "patient", "service_date", "billed", "category",
    "code", "group_code", "next_step", "missing", "deadline", "days_left", "deadline_source",
    "expected_dollars", "expected_low", "expected_high", "basis", "owner", "state", "snoozed_until", "note",
    "age_days", "won", "tried", "ranked_by", "kinds", "route", "at_stake", "is_new", "can_be_completed",
    "is_due_this_week", "is_past_deadline", "exposed", "provider_id", "episode_id", "consultation_id",
    "likely_payer",
)  # fmt: skip
ORDER = [
    ("band", "ascending"), ("due", "ascending"), ("expected", "descending"), ("stake", "descending"),
    ("age_days", "descending"), ("item_id", "ascending"),
]  # fmt: skip


def worklist(table: pyarrow.Table) -> pyarrow.Table:
    """Return the items of work in their order, with what each will probably bring.

    Takes the columns of `worklist.sql`; `expected_dollars`, `expected_low` and `expected_high` are decimals
    to the cent, null where the amount or every share is not known. `won` of `tried` is the share that `basis`
    names.
    """
    import numpy
    import pyarrow as pa
    from pyarrow import compute

    won, tried = ({level: _counts(table, f"{level}_{name}") for level in LEVELS} for name in ("won", "tried"))
    shares = _shares(won, tried)
    stake = compute.cast(table["at_stake"], pa.float64()).to_numpy(zero_copy_only=False)
    known = (tried["all"] > 0) & ~numpy.isnan(stake)
    for name, share in shares.items():
        cents = numpy.round(numpy.round(stake * 100) * share)
        dollars = pa.array(cents / 100, mask=~known)
        table = table.append_column(name, compute.cast(dollars, pa.decimal128(12, 2), safe=False))
    near = [known & (tried[level] > 0) for level in LEVELS]
    table = table.append_column("basis", _bases(table, *near))
    for name, counts in (("won", won), ("tried", tried)):
        values = numpy.select(near, [counts[level] for level in LEVELS])
        column = pa.array(values.astype("int64"), mask=~numpy.logical_or.reduce(near))
        table = table.append_column(name, column)
    return _in_order(table)


def _bases(
    table: pyarrow.Table, by_payer: numpy.ndarray, by_category: numpy.ndarray, by_all: numpy.ndarray
) -> pyarrow.Array:
    """Name the nearest level of which anything is known; a first decision has no category yet."""
    import pyarrow as pa
    from pyarrow import compute

    has_category = compute.fill_null(compute.equal(table["history"], "denied"), fill_value=False)
    cases = compute.make_struct(
        pa.array(by_payer), compute.and_(pa.array(by_category), has_category), pa.array(by_category | by_all)
    )
    return compute.case_when(cases, table["payer_basis"], "category", "all")


def _shares(won: dict[str, numpy.ndarray], tried: dict[str, numpy.ndarray]) -> dict[str, numpy.ndarray]:
    """Mean and 95% interval of the share of each row, drawn towards the level around it."""
    import numpy

    alpha = beta = numpy.full(len(tried["all"]), 0.5)
    for level, inner in (("all", "category"), ("category", "payer"), ("payer", "")):
        others_won = won[level] - (won[inner] if inner else 0)
        others_tried = tried[level] - (tried[inner] if inner else 0)
        mean = alpha / (alpha + beta)
        weight = WEIGHT if level != "all" else 1.0
        alpha = others_won + weight * mean
        beta = others_tried - others_won + weight * (1 - mean)
    # many rows share few histories, and the ends of an interval take long
    alike, place = numpy.unique(alpha + 1j * beta, return_inverse=True)
    return {
        "expected_dollars": alpha / (alpha + beta),
        "expected_low": special.betaincinv(alike.real, alike.imag, 0.025)[place],
        "expected_high": special.betaincinv(alike.real, alike.imag, 0.975)[place],
    }


def _in_order(table: pyarrow.Table) -> pyarrow.Table:
    """Near deadlines first, by day; then the most dollars to expect; last what is past its deadline."""
    import pyarrow as pa
    from pyarrow import compute

    band, expected = table["band"], table["expected_dollars"]
    is_near = compute.equal(band, 0)
    ranked_by = compute.case_when(
        compute.make_struct(is_near, compute.equal(band, 2), compute.is_valid(expected)),
        "deadline near", "deadline past", "expected dollars", "nothing is known of its like",
    )  # fmt: skip
    keys = {
        "ranked_by": ranked_by,
        "due": compute.if_else(is_near, table["days_left"], 0),
        "expected": compute.fill_null(compute.cast(expected, pa.float64()), -1.0),
        "stake": compute.fill_null(compute.cast(table["billed"], pa.float64()), -1.0),
        "owner": pa.nulls(len(table), pa.string()),
        "state": pa.array(["to do"] * len(table), pa.string()),
        "snoozed_until": pa.nulls(len(table), pa.date32()),
        "note": pa.nulls(len(table), pa.string()),
    }
    for name, values in keys.items():
        table = table.append_column(name, values)
    return table.sort_by(ORDER).select(list(COLUMNS))


def _counts(table: pyarrow.Table, name: str) -> numpy.ndarray:
    from pyarrow import compute

    counts: numpy.ndarray = compute.fill_null(table[name], 0).to_numpy(zero_copy_only=False).astype(float)
    return counts
