"""A change of a rate splits exactly into mix and rates, and into what each payer and reason carries."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from d9311.statistics.change import by_group, by_reason, change, reasons

Counts = dict[str | None, tuple[int, int]]
pairs = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
payers = st.dictionaries(st.sampled_from(["A", "B", "C", "D", None]), pairs, max_size=5)


def plain(before: Counts, after: Counts) -> tuple[float, float]:
    """Mix and rate effect of Kitagawa's formula, payer by payer, without centring."""
    sizes = [sum(n for _, n in counts.values()) for counts in (before, after)]
    mix = within = 0.0
    for payer in {*before, *after}:
        (a0, n0), (a1, n1) = before.get(payer, (0, 0)), after.get(payer, (0, 0))
        if n0 + n1 == 0:
            continue
        r0 = a0 / n0 if n0 else a1 / n1
        r1 = a1 / n1 if n1 else r0
        mix += (n1 / sizes[1] - n0 / sizes[0]) * (r0 + r1) / 2
        within += (r1 - r0) * (n0 / sizes[0] + n1 / sizes[1]) / 2
    return mix, within


@given(payers, payers)
def test_parts_add_up_to_the_change_exactly(before: Counts, after: Counts) -> None:
    found = change(before, after)
    if found is None:
        assert 0 in (sum(n for _, n in before.values()), sum(n for _, n in after.values()))
        return
    sums = [sum(pair[place] for pair in counts.values()) for counts in (before, after) for place in (0, 1)]
    assert found.total == Fraction(sums[2], sums[3]) - Fraction(sums[0], sums[1])
    assert found.mix + found.within == found.total
    assert sum((part.total for part in found.parts), Fraction(0)) == found.total
    assert (float(found.mix), float(found.within)) == pytest.approx(plain(before, after), abs=1e-12)


def test_the_same_rates_with_another_mix_are_all_mix() -> None:
    # A approves 9 of 10, B 1 of 2; B grows from a sixth to a half
    found = change({"A": (45, 50), "B": (5, 10)}, {"A": (18, 20), "B": (10, 20)})
    assert found is not None
    assert (found.within, found.mix) == (0, Fraction(28, 40) - Fraction(50, 60))


def test_the_same_mix_with_another_rate_is_all_rate_and_names_the_payer() -> None:
    found = change({"A": (45, 50), "B": (25, 50)}, {"A": (9, 10), "B": (1, 10)})
    assert found is not None
    assert (found.mix, found.within) == (0, Fraction(-1, 5))
    assert [(part.group, part.total) for part in found.parts] == [("B", Fraction(-1, 5)), ("A", 0)]


def test_a_payer_that_is_new_carries_mix_only_by_hand() -> None:
    # A 8 of 10 before and after; B joins with 0 of 10: from 0.8 to 0.4
    found = change({"A": (8, 10)}, {"A": (8, 10), "B": (0, 10)})
    assert found is not None
    assert found.total == Fraction(-2, 5)
    # middle rate 0.6: A's share falls by a half, at 0.8: -0.1; B's grows by a half, at 0: -0.3
    assert {part.group: (part.mix, part.within) for part in found.parts} == {
        "A": (Fraction(-1, 10), 0),
        "B": (Fraction(-3, 10), 0),
    }


def test_nothing_decided_on_one_side_is_no_change() -> None:
    assert change({}, {"A": (1, 2)}) is None
    assert change({"A": (1, 2)}, {"A": (0, 0)}) is None


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.booleans(), st.integers(1, 9)), min_size=1))
def test_reasons_add_up_to_the_change_exactly(denials: list[tuple[str, bool, int]]) -> None:
    rows = [
        {"payer": "A", "reason": reason, "approved": 0, "decided": size, "is_after": is_after}
        for reason, is_after, size in denials
    ]
    rows += [
        {"payer": "A", "reason": None, "approved": 7, "decided": 7, "is_after": side}
        for side in (False, True)
    ]
    sides = [[row for row in rows if row["is_after"] is side] for side in (False, True)]
    found = change(by_group(sides[0], "payer"), by_group(sides[1], "payer"))
    assert found is not None
    carried = reasons(by_reason(sides[0], "reason"), by_reason(sides[1], "reason"), found)
    assert sum((one.total for one in carried), Fraction(0)) == found.total
    assert all(abs(first.total) >= abs(then.total) for first, then in zip(carried, carried[1:], strict=False))
