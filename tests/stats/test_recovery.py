"""What an item of work will bring: the share by hand, its interval by summing up the density."""

from __future__ import annotations

import math
from decimal import Decimal

import pyarrow as pa
import pytest

from d9311.statistics import recovery

# won and tried by payer, category and all
CASES = {
    "of the payer": ((2, 3), (3, 4), (3, 6)),
    "never at this payer": ((0, 0), (3, 4), (3, 6)),
    "never in this category": ((0, 0), (0, 0), (3, 6)),
    "many": ((45, 60), (70, 100), (90, 200)),
    "all won": ((5, 5), (5, 5), (5, 5)),
}


def items(*rows: dict[str, object]) -> pa.Table:
    """Return items of work as `worklist.sql` gives them; columns that say nothing here are null."""
    schema = [(name, pa.string()) for name in recovery.COLUMNS if name not in GIVEN and name not in MADE]
    return pa.Table.from_pylist(list(rows), pa.schema([*schema, *GIVEN.items()]))


GIVEN = {
    "item_id": pa.string(),
    "history": pa.string(),
    "payer_basis": pa.string(),
    "billed": pa.decimal128(12, 2),
    "at_stake": pa.decimal128(12, 2),
    "band": pa.int32(),
    "days_left": pa.int64(),
    "age_days": pa.int64(),
    **{f"{level}_{name}": pa.int64() for level in recovery.LEVELS for name in ("won", "tried")},
}
MADE = {
    *("expected_dollars", "expected_low", "expected_high", "basis", "won", "tried", "ranked_by"),
    *("owner", "state", "snoozed_until", "note"),
}


def item(counts: tuple[tuple[int, int], ...], **cells: object) -> dict[str, object]:
    told = {
        f"{level}_{name}": number
        for level, pair in zip(recovery.LEVELS, counts, strict=True)
        for name, number in zip(("won", "tried"), pair, strict=True)
    }
    known = {"history": "denied", "payer_basis": "payer and category", "at_stake": Decimal(100), "band": 1}
    return {"item_id": "A", **known, **told, **cells}


def parameters(counts: tuple[tuple[int, int], ...]) -> tuple[float, float]:
    """The beta distribution by the words of worklist.md, from the outermost claims inwards."""
    (own, tried), (alike, alike_tried), (every, every_tried) = counts
    rings = ((every - alike, every_tried - alike_tried), (alike - own, alike_tried - tried), (own, tried))
    alpha, beta = 0.5 + rings[0][0], 0.5 + rings[0][1] - rings[0][0]
    for won, all_tried in rings[1:]:
        mean = alpha / (alpha + beta)
        alpha, beta = won + 10 * mean, all_tried - won + 10 * (1 - mean)
    return alpha, beta


def share_below(x: float, alpha: float, beta: float) -> float:
    """The beta distribution up to x, summed up in slices."""
    slices = 20_000
    log_scale = math.lgamma(alpha + beta) - math.lgamma(alpha) - math.lgamma(beta)
    middles = ((number + 0.5) * x / slices for number in range(slices))
    density = (
        math.exp(log_scale + (alpha - 1) * math.log(at) + (beta - 1) * math.log1p(-at)) for at in middles
    )
    return sum(density) * x / slices


@pytest.mark.parametrize("counts", CASES.values(), ids=CASES)
def test_expected_dollars_are_the_mean_and_the_middle_of_the_distribution(
    counts: tuple[tuple[int, int], ...],
) -> None:
    (row,) = recovery.worklist(items(item(counts))).to_pylist()
    alpha, beta = parameters(counts)
    assert float(row["expected_dollars"]) == pytest.approx(100 * alpha / (alpha + beta), abs=0.0051)
    # a cent of 100 dollars is a ten-thousandth of the share
    for bound, level in (("expected_low", 0.025), ("expected_high", 0.975)):
        end = float(row[bound]) / 100
        assert share_below(end - 0.0001, alpha, beta) < level < share_below(end + 0.0001, alpha, beta)


def test_nothing_is_expected_where_amount_or_history_is_not_known() -> None:
    known = CASES["of the payer"]
    rows = recovery.worklist(
        items(
            item(known, item_id="A", at_stake=None),
            item(((0, 0), (0, 0), (0, 0)), item_id="B"),
            item(known, item_id="C", history=None, all_tried=None, all_won=None),
        )
    ).to_pylist()
    assert [(row["item_id"], row["expected_dollars"], row["basis"], row["tried"]) for row in rows] == [
        ("A", None, None, None),
        ("B", None, None, None),
        ("C", None, None, None),
    ]


def test_first_decisions_have_no_category() -> None:
    rows = recovery.worklist(
        items(
            item(CASES["of the payer"], item_id="A", history="first decision", payer_basis="payer"),
            item(CASES["never at this payer"], item_id="B", history="first decision"),
        )
    ).to_pylist()
    assert {row["item_id"]: row["basis"] for row in rows} == {"A": "payer", "B": "all"}


def test_no_item_of_work_is_an_empty_list() -> None:
    empty = recovery.worklist(items())
    assert (empty.num_rows, empty.column_names) == (0, list(recovery.COLUMNS))
