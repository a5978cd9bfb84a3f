"""Every figure on a frame that is empty, has one row, holds nulls, or names a payer in HTML."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest

from d9311 import figures
from d9311.figures import palette

TAG = "<a href=//x>&lt;"


@dataclass(frozen=True)
class Case:
    """A figure, the columns of its measure that it reads, and one row of them."""

    draw: Callable[[pandas.DataFrame], go.Figure]
    group: str
    row: dict[str, Any]

    def figure(self, *rows: dict[str, Any]) -> go.Figure:
        """The figure of these rows, as Arrow columns with exact decimals like the runner's."""
        table = pandas.DataFrame(
            {name: pandas.Series([row[name] for row in rows], dtype=object) for name in self.row}
        )
        return self.draw(table.convert_dtypes(dtype_backend="pyarrow"))


COUNTS = {"decided": 6, "approved": 3, "evidence": "some", "pending": 1, "exhausted": 0, "indeterminate": 0}
RATE = {"approval_rate": 0.5, "ci_low": 0.2, "ci_high": 0.8}
READINGS = {
    "first_approval_rate": 0.5,
    "first_approved": 3,
    "first_decided": 6,
    "paid_rate": 0.3,
    "paid_lines": 2,
}
MONTH = {"month": "2025-01", "episodes": 7, "mature": True}
GAP = {"with_gap_decided": 6, "with_gap_denied": 3, "without_gap_decided": 8, "without_gap_denied": 2}
FAIL = {"with_fail_decided": 6, "with_fail_denied": 3, "without_fail_decided": 8, "without_fail_denied": 2}
MISSING = {"applicable": 8, "present": 6, "missing": 2, "missing_rate": 0.25}
FAILED = {"applicable": 8, "failed": 2, "failed_rate": 0.25}
SHARE = {"consultations": 6, "share": 0.5, "ci_low": 0.2, "ci_high": 0.8}
FARE = {
    "decided": 6,
    "approved": 3,
    "approval_rate": 0.5,
    "rate_low": 0.2,
    "rate_high": 0.8,
    "strict_pass": 2,
}
LIKE = {
    **{"practice_id": "A", "decided": 9, "approved": 6, "denied": 3, "verdict": "within chance"},
    **{"compared": 8, "compared_denied": 3, "expected_denied": 2.4, "denial_ratio": 1.25, "ratio_low": 0.3, "ratio_high": 3.7},
    **{"adjusted_rate": 0.6, "adjusted_low": 0.1, "adjusted_high": 0.9},
}  # fmt: skip
DENIED = {"code": "252", "episodes": 2, "billed": Decimal("200.00"), "first_episodes": 3, "recovered": 1}
DAYS = {
    "episodes": 9,
    "decided": 6,
    "median_days": 20,
    "median_low": 10,
    "median_high": None,
    "p90_days": None,
}
CHANCE = {"limit_95_low": 0.3, "limit_95_high": 0.9, "limit_998_low": 0.2, "limit_998_high": 1.0}
REST = {
    "rest_decided": 8,
    "rest_approved": 2,
    "rest_rate": 0.25,
    "difference": 0.25,
    "difference_low": -0.2,
    "difference_high": 0.6,
    "verdict": "no clear difference",
}
EFFECT = {
    "risk_difference": 0.25,
    "rd_low": 0.1,
    "rd_high": 0.4,
    "verdict": "goes with more denials: 25 points within payers, beyond chance",
}
BUCKET = {"bucket": "0-30", "billed": Decimal("200.00")}
ELEMENT = {"element": "reason", "exported": True}
CHECK = {"check": "signed", "exported": True}
SCENARIO = {"scenario": "cancer_treatment"}

CASES = {
    "by payer": Case(figures.approval_by_payer, "payer", {"payer": "A", **COUNTS, **RATE}),
    "by practice": Case(figures.approval_by_practice, "practice_id", {"practice_id": "P", **COUNTS, **RATE}),
    "by provider": Case(
        figures.approval_by_provider, "provider_id", {"provider_id": "042", **COUNTS, **RATE}
    ),
    "by plan": Case(
        figures.approval_by_plan, "plan_name", {"payer": "A", "plan_name": "PPO", **COUNTS, **RATE}
    ),
    "three rates": Case(figures.three_rates, "payer", {"payer": "A", **COUNTS, **RATE, **READINGS}),
    "trend": Case(figures.approval_trend, "month", {**MONTH, **COUNTS, **RATE}),
    "elements": Case(figures.element_rates, "element", {**ELEMENT, **MISSING, "ci_low": 0.1, "ci_high": 0.5}),
    "denial by element": Case(figures.denial_by_element, "element", {**ELEMENT, **GAP}),
    "checks": Case(figures.billing_checks, "check", {**CHECK, **FAILED}),
    "denial by check": Case(figures.denial_by_check, "check", {**CHECK, **FAIL}),
    "cells by payer": Case(
        lambda table: figures.element_heatmap(table, "payer"),
        "payer",
        {"payer": "A", "element": "time", **MISSING},
    ),
    "cells by provider": Case(
        lambda table: figures.element_heatmap(table, "provider_id"),
        "provider_id",
        {"provider_id": "042", "element": "strict", **MISSING},
    ),
    "share": Case(figures.scenario_share, "scenario", {**SCENARIO, **SHARE}),
    "scenario outcomes": Case(
        figures.scenario_outcomes, "scenario", {**SCENARIO, "consultations": 6, **FARE}
    ),
    "scenario trend": Case(
        figures.scenario_trend, "scenario", {"month": "2025-01", "scenario": "other", "consultations": 2}
    ),
    "denials": Case(figures.denial_reasons, "category", {"category": "bundled", **DENIED}),
    "ledger": Case(figures.reconciliation, "bucket", {**BUCKET, "count": 2}),
    "aging": Case(figures.ar_aging, "bucket", {**BUCKET, "episodes": 2}),
    "denial ratio": Case(lambda frame: figures.denial_ratio(frame, "practice_id"), "practice_id", LIKE),
    "funnel": Case(figures.funnel, "payer", {"payer": "A", **COUNTS, **RATE, "signal": "inside", **CHANCE}),
    "practice differences": Case(
        figures.practice_differences, "practice_id", {"practice_id": "P", **COUNTS, **RATE, **REST}
    ),
    "months": Case(
        figures.approval_signals,
        "month",
        {
            "month": "2025-01",
            **COUNTS,
            "approval_rate": 0.5,
            "centre": 0.5,
            "limit_low": 0.1,
            "limit_high": 0.9,
            "rules": "point_outside",
        },
    ),  # fmt: skip
    "gap effects": Case(figures.gap_effects, "name", {"name": "outcome", "kind": "element", **GAP, **EFFECT}),
    "payer common": Case(
        figures.payer_common,
        "name",
        {
            "name": "outcome",
            "kind": "element",
            "approved_with": 6,
            "approved_all": 8,
            "denied_with": 2,
            "denied_all": 6,
        },
    ),
    "decision time": Case(figures.decision_time, "payer", {"payer": "A", **DAYS}),
}

every = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
of_file_text = pytest.mark.parametrize(
    "case",
    [case for case in CASES.values() if case.group in ("payer", "practice_id", "provider_id", "plan_name")],
)


@every
def test_empty_frame_gives_one_sentence_and_no_trace(case: Case) -> None:
    figure = case.figure()
    (sentence,) = figure.layout.annotations
    assert (len(figure.data), sentence.text[-1]) == (0, ".")


@every
def test_one_row_is_drawn_with_its_id_as_exported(case: Case) -> None:
    keys = [key for trace in case.figure(case.row).data for key in trace.customdata or ()]
    assert case.row[case.group] in {value for key in keys for value in key}


@every
def test_counts_of_zero_and_null_rates_give_no_mark(case: Case) -> None:
    numbers = [name for name, value in case.row.items() if isinstance(value, int | float | Decimal)]
    nothing = {
        name: 0 if type(case.row[name]) is int else None for name in numbers if case.row[name] is not True
    }
    few = {"evidence": "few"} if "evidence" in case.row else {}
    marks = [
        mark
        for trace in case.figure({**case.row, **nothing, **few}).data
        if isinstance(trace, go.Scatter)
        for mark in zip(trace.x, trace.y, strict=True)
    ]
    assert [mark for mark in marks if None not in mark] == []


@every
def test_figure_takes_ground_and_ink_from_the_page(case: Case) -> None:
    layout = case.figure(case.row).layout
    grounds = (layout.paper_bgcolor, layout.plot_bgcolor)
    assert (*grounds, layout.font.color) == (palette.CLEAR, palette.CLEAR, palette.INK)


@every
def test_finger_that_scrolls_the_page_zooms_no_figure(case: Case) -> None:
    layout = case.figure(case.row).layout.to_plotly_json()
    axes = [layout[name] for name in layout if name.startswith(("xaxis", "yaxis"))]
    assert (layout["dragmode"], {axis["fixedrange"] for axis in axes}) == (False, {True})


@of_file_text
def test_markup_in_a_name_is_shown_literally_and_kept_as_id(case: Case) -> None:
    figure = case.figure(case.row, {**case.row, case.group: TAG})
    whole = json.dumps(figure.to_plotly_json(), default=list, ensure_ascii=False)
    ids = [value for trace in figure.data for key in trace.customdata or () for value in key]
    assert TAG in ids
    assert (whole.count("<a"), "&lt;a" in whole) == (ids.count(TAG), True)


@of_file_text
def test_name_that_is_missing_is_named_so(case: Case) -> None:
    figure = case.figure(case.row, {**case.row, case.group: None})
    assert "None" not in json.dumps(figure.to_plotly_json(), default=list)
