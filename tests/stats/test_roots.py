"""Where a function crosses 0: at the place that it was moved to."""

from __future__ import annotations

from collections.abc import Callable
from math import atan, cos, exp, tanh

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from d9311.statistics.roots import root

CURVES: dict[str, Callable[[float], float]] = {
    "a line": lambda x: x,
    "a step": lambda x: tanh(30 * x),
    "flat at both ends": lambda x: 1e6 * tanh(x),
    "steep on one side": lambda x: exp(x) - 1,
    "flat where it crosses": lambda x: x**3,
    "falling": lambda x: -atan(x),
}


@pytest.mark.parametrize("curve", CURVES)
@given(st.floats(-49, 49))
@example(0.00010977840736599103)  # the first two places found lie near each other, and far from it
def test_root_is_found_wherever_it_lies_and_however_the_curve_runs(curve: str, place: float) -> None:
    tolerance = 1e-4 if curve == "flat where it crosses" else 1e-9
    assert root(lambda x: CURVES[curve](x - place), -50, 50) == pytest.approx(place, abs=tolerance)


def test_root_at_an_end_and_none_at_all() -> None:
    assert (root(lambda x: x + 1, -1, 3), root(lambda x: x - 3, -1, 3)) == (-1, 3)
    with pytest.raises(ValueError, match="sign"):
        root(cos, -1, 1)


def test_few_looks_are_enough() -> None:
    looks = []
    root(lambda x: looks.append(x) or 1e6 * tanh(x - 0.3), -50, 50)  # type: ignore[func-returns-value]
    assert len(looks) < 40
