"""What the figures draw: the values of their traces, their order, and what they say instead of drawing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest

from d9311 import figures
from d9311.figures.words import labels, wrapped

Row = dict[str, Any]


def frame(*rows: Row) -> pandas.DataFrame:
    """A frame of Arrow columns with exact decimals, as the runner gives it."""
    return pandas.DataFrame({name: [row[name] for row in rows] for name in rows[0]}).convert_dtypes(
        dtype_backend="pyarrow"
    )


def payer(name: str, approved: int, decided: int, low: float | None, high: float | None) -> Row:
    """A row of `approval_by_payer`, as far as its figure reads it."""
    return {
        "payer": name,
        "approved": approved,
        "decided": decided,
        "approval_rate": approved / decided if decided else None,
        "ci_low": low,
        "ci_high": high,
        "evidence": "few" if decided < 5 else "some" if decided < 30 else "enough",
        "pending": 2,
        "exhausted": 0,
        "indeterminate": 1,
    }


PAYERS = frame(
    payer("Few Dental", 3, 4, 0.3, 0.95),  # four decisions: counts, no dot
    payer("Aetna", 30, 40, 0.6, 0.86),
    payer("Some Mutual", 8, 10, 0.49, 0.94),  # ten decisions: grey
    payer("None yet", 0, 0, None, None),
)


def trace(figure: go.Figure, name: str) -> Any:
    """The one trace of that name."""
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found


def said(figure: go.Figure) -> dict[float, str]:
    """What is written in the rows, by their place."""
    return {note.y: note.text for note in figure.layout.annotations if note.yref == "y"}


def test_payers_stand_by_decided_with_their_counts_beside() -> None:
    figure = figures.approval_by_payer(PAYERS)
    assert figure.layout.yaxis.ticktext == ("Aetna", "Some Mutual", "Few Dental", "None yet")
    assert figure.layout.yaxis2.ticktext == (
        "<b>75%</b><br>30 of 40",
        "<b>80%</b><br>8 of 10",
        "3 of 4",
        "0 of 0",
    )


def test_evidence_decides_between_strong_grey_and_counts_only() -> None:
    figure = figures.approval_by_payer(PAYERS)
    strong, grey = trace(figure, "approved of decided"), trace(figure, "n 5 to 29")
    assert (strong.x, strong.y, grey.x, grey.y) == ((0.75,), (0,), (0.8,), (1,))
    assert said(figure) == {2: "too few for a rate", 3: "none decided"}


def test_interval_reaches_from_the_lower_to_the_upper_bound() -> None:
    (mark,) = [mark for mark in figures.approval_by_payer(PAYERS).data if mark.name == "approved of decided"]
    assert mark.error_x.array == pytest.approx([0.11])
    assert mark.error_x.arrayminus == pytest.approx([0.15])
    assert "95% interval" in mark.hovertext[0]
    assert "30 of 40 decided" in mark.hovertext[0]


def test_order_by_lower_bound_ranks_only_where_evidence_is_enough() -> None:
    figure = figures.approval_by_payer(PAYERS, "ci_low")
    assert figure.layout.yaxis.ticktext == ("Aetna", "Some Mutual", "Few Dental", "None yet")
    rows = [payer("Low", 10, 40, 0.14, 0.4), payer("Grey", 29, 29, 0.88, 1), payer("High", 30, 31, 0.8, 0.99)]
    assert figures.approval_by_payer(frame(*rows), "ci_low").layout.yaxis.ticktext == ("High", "Low", "Grey")


def test_pooled_line_is_all_approved_of_all_decided() -> None:
    (line,) = figures.approval_by_payer(PAYERS).layout.shapes
    assert line.x0 == pytest.approx(41 / 54)


def test_plan_stands_above_its_payer() -> None:
    rows = [{**payer("Aetna & Co", 30, 40, 0.6, 0.86), "plan_name": name} for name in ("PPO", None)]
    figure = figures.approval_by_plan(frame(*rows))
    assert figure.layout.yaxis.ticktext == ("PPO<br>Aetna &amp; Co", "plan not given<br>Aetna &amp; Co")


def test_two_payers_that_look_alike_stay_two_rows() -> None:
    figure = figures.approval_by_payer(frame(payer("A  B", 30, 40, 0.6, 0.8), payer("A B", 10, 35, 0.2, 0.4)))
    assert trace(figure, "approved of decided").customdata == (["A  B"], ["A B"])


def test_three_rates_have_each_its_own_denominator() -> None:
    row = {
        **payer("Aetna", 30, 40, 0.6, 0.86),
        "first_approved": 20,
        "first_decided": 41,
        "first_approval_rate": 20 / 41,
        "paid_lines": 25,
        "paid_rate": 25 / 45,
        "exhausted": 5,
    }
    figure = figures.three_rates(frame(row))
    found = {mark.name: (mark.x[0], mark.hovertext[0].split("<br>")[1]) for mark in figure.data if mark.name}
    assert found == {
        "approved": (30 / 40, "approved 30 of 40: 75.0%"),
        "approved at first": (20 / 41, "approved at first 20 of 41: 48.8%"),
        "paid": (25 / 45, "paid 25 of 45: 55.6%"),
    }


def month(name: str | None, approved: int, decided: int, mature: bool | None = True) -> Row:
    """A row of `approval_trend`, as far as its figure reads it."""
    rate = approved / decided if decided else None
    bounds = {"ci_low": rate and rate - 0.1, "ci_high": rate and rate + 0.1}
    counts = {"episodes": decided + 1, "decided": decided, "approved": approved, "pending": 1}
    return {"month": name, **counts, "approval_rate": rate, **bounds, "mature": mature}


def test_long_name_keeps_its_beginning_and_its_end() -> None:
    name = "Blue Cross Blue Shield of Massachusetts Dental Blue Freedom"
    assert wrapped(name) == "Blue Cross Blue…<br>Dental Blue Freedom"


def test_names_that_would_look_alike_lose_what_they_have_in_common() -> None:
    names = [
        f"Blue Cross Blue Shield of {state} Dental Blue Freedom" for state in ("Massachusetts", "Michigan")
    ]
    assert labels([*names, "Aetna"]) == [
        "…Massachusetts<br>Dental Blue Freedom",
        "…Michigan Dental<br>Blue Freedom",
        "Aetna",
    ]


def test_months_with_too_few_everywhere_say_so() -> None:
    notes = [note.text for note in figures.approval_trend(frame(month("2025-01", 2, 4))).layout.annotations]
    assert "No month has five decided: counts only." in notes


def denial(category: str, code: str, first: int, last: int, billed: int) -> Row:
    """A row of `denial_reasons`, as far as its figure reads it."""
    counts = {"first_episodes": first, "episodes": last, "recovered": first - last}
    return {"category": category, "code": code, **counts, "billed": Decimal(billed)}


DENIALS = frame(
    denial("bundled", "97", 9, 2, 900),
    denial("documentation", "252", 5, 4, 200),
    denial("documentation", "16", 3, 2, 100),
)


@pytest.mark.parametrize(
    ("weight", "reasons", "shares"),
    [
        ("first_episodes", ["bundled", "documentation"], [9 / 17, 8 / 17]),
        ("episodes", ["documentation", "bundled"], [6 / 8, 2 / 8]),
        ("billed", ["bundled", "documentation"], [900 / 1200, 300 / 1200]),
    ],
)
def test_pareto_puts_the_heaviest_kind_of_reason_first_and_adds_up(
    weight: str, reasons: list[str], shares: list[float]
) -> None:
    figure = figures.denial_reasons(DENIALS, weight)
    bars = trace(figure, "share of denials")
    assert [key[0] for key in bars.customdata] == reasons
    assert list(bars.x) == pytest.approx(shares)
    assert list(trace(figure, "with those above it").x) == pytest.approx([shares[0], 1])


def test_pareto_names_the_codes_of_a_kind_heaviest_first() -> None:
    first, second = trace(figures.denial_reasons(DENIALS), "share of denials").hovertext
    assert "codes 252, 16" in first
    assert "codes 97" in second


def test_payers_claims_are_compared_from_five_on_and_counts_always_stand_beside() -> None:
    figure = figures.payer_common(
        frame(
            {"name": "outcome", "kind": "element", "approved_with": 30, "approved_all": 40,
             "denied_with": 3, "denied_all": 12},
            {"name": "signed", "kind": "check", "approved_with": 35, "approved_all": 40,
             "denied_with": 1, "denied_all": 4},
        )
    )  # fmt: skip
    assert list(trace(figure, "approved at first").x) == [0.75, 0.875]
    assert list(trace(figure, "denied at first, n 5 to 29").x) == [0.25]  # four denied: counts only
    assert list(figure.layout.yaxis2.ticktext) == ["● 30 of 40<br>◆ 3 of 12", "● 35 of 40<br>◆ 1 of 4"]
    assert len(figure.layout.shapes) == 1
