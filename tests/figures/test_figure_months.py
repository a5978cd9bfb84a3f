"""Months as figures show them: holes, bands, and those too recent to tell."""

from __future__ import annotations

import pytest

from d9311 import figures
from d9311.figures.months import every_month, month_range
from d9311.figures.words import percent
from tests.figures.test_figure_traces import frame, month, trace

MONTHS = frame(
    month("2024-11", 6, 10),
    month("2024-12", 5, 10),
    # January has no episodes: a hole
    month("2025-02", 3, 4),  # too few for a rate
    month("2025-03", 8, 10, mature=False),
    month(None, 1, 1),
)


def test_month_without_episodes_or_with_too_few_is_a_hole_in_the_line() -> None:
    line = trace(figures.approval_trend(MONTHS), "approved of decided")
    assert line.y == (0.6, 0.5, None, None, 0.8)
    assert line.customdata == (["2024-11"], ["2024-12"], ["2025-01"], ["2025-02"], ["2025-03"])


def test_immature_months_are_hatched_over_the_full_height() -> None:
    hatched = trace(figures.approval_trend(MONTHS), "immature: over 10% pending")
    assert (hatched.x, hatched.y, hatched.marker.pattern.shape) == (("2025-03-16",), (1,), "/")


def test_band_covers_stretches_and_a_lone_month_has_a_whisker() -> None:
    figure = figures.approval_trend(MONTHS)
    band = trace(figure, "95% interval")
    assert band.y == pytest.approx((0.7, 0.6, 0.4, 0.5))
    assert trace(figure, "approved of decided").error_y.array == pytest.approx((0, 0, 0, 0, 0.1))


def test_undated_episodes_are_named_below_the_months() -> None:
    notes = [note.text for note in figures.approval_trend(MONTHS).layout.annotations]
    assert notes == ["decided episodes", "2 without a date are not drawn"]


def test_months_run_on_over_the_turn_of_the_year() -> None:
    assert every_month(["2025-02", "2024-12"]) == ["2024-12", "2025-01", "2025-02"]
    assert month_range(["2025-02"]) == ["2024-09-01", "2025-03-01"]


def test_rate_that_is_not_all_is_not_rounded_to_all() -> None:
    assert [percent(rate) for rate in (0, 0.001, 0.5, 0.999, 1)] == [
        "0%",
        "&lt;1%",
        "50%",
        "&gt;99%",
        "100%",
    ]
