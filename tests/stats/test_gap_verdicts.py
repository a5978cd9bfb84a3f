"""What is said of a documentation gap, at the edges of what can be said."""

from __future__ import annotations

import pytest

from d9311.statistics.gaps import _verdict

CLEAR = {
    **{"with_gap_decided": 5, "without_gap_decided": 5, "risk_difference": 0.2, "payers_differ": False},
    **{"rd_low": 0.1, "rd_high": 0.3, "q_value": 0.049},
}
MORE = "goes with more denials: 20 points within payers, beyond chance"
FEWER = "goes with fewer denials: 20 points within payers, beyond chance"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, MORE),
        ({"with_gap_decided": 4}, "too few to tell"),
        ({"without_gap_decided": 4}, "too few to tell"),
        ({"q_value": 0.05}, "no clear difference"),
        ({"rd_low": 0.0}, "no clear difference"),
        ({"risk_difference": -0.2, "rd_low": -0.3, "rd_high": -0.1}, FEWER),
        ({"risk_difference": -0.2, "rd_low": -0.3, "rd_high": 0.0}, "no clear difference"),
    ],
)
def test_a_gap_is_judged_from_five_claims_on_and_beyond_nothing(change: dict[str, float], said: str) -> None:
    assert _verdict({**CLEAR, **change}) == said
