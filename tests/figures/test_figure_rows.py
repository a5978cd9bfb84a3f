"""What the figures of documentation, scenarios and waiting work draw, and what they say instead of drawing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest

from d9311 import figures
from d9311.figures import palette

Row = dict[str, Any]


def frame(*rows: Row) -> pandas.DataFrame:
    """A frame of Arrow columns with exact decimals, as the runner gives it."""
    return pandas.DataFrame({name: [row[name] for row in rows] for name in rows[0]}).convert_dtypes(
        dtype_backend="pyarrow"
    )


def trace(figure: go.Figure, name: str) -> Any:
    """The one trace of that name."""
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found


def said(figure: go.Figure) -> dict[float, str]:
    """What is written in the rows, by their place."""
    return {note.y: note.text for note in figure.layout.annotations if note.yref == "y"}


def gap(element: str, missing: int, applicable: int, *denied: int) -> Row:
    """A row of `documentation_gaps`: denied and decided with the gap, then without it."""
    with_denied, with_decided, without_denied, without_decided = denied or (0, 0, 0, 0)
    return {
        "element": element,
        "exported": applicable > 0,
        "applicable": applicable,
        "present": applicable - missing,
        "missing": missing,
        "missing_rate": missing / applicable if applicable else None,
        "ci_low": 0.1 if applicable else None,
        "ci_high": 0.4 if applicable else None,
        "with_gap_denied": with_denied,
        "with_gap_decided": with_decided,
        "without_gap_denied": without_denied,
        "without_gap_decided": without_decided,
    }


GAPS = frame(
    gap("date", 0, 40, 0, 2, 7, 30),
    gap("reason", 10, 40, 6, 8, 5, 25),
    gap("time", 0, 0),  # the export has no such column
    gap("strict", 12, 40, 7, 10, 4, 23),
)


def test_strict_pass_stands_above_the_elements_in_the_order_of_the_guide() -> None:
    figure = figures.element_rates(GAPS)
    assert figure.layout.yaxis.ticktext == ("<b>Strict pass</b>", "Reason", "Date", "Time")
    assert trace(figure, "present").x == pytest.approx((28 / 40, 30 / 40, 1))


def test_interval_of_present_is_the_mirror_of_missing() -> None:
    strict = trace(figures.element_rates(GAPS), "present")
    assert (
        strict.x[0] - strict.error_x.arrayminus[0],
        strict.x[0] + strict.error_x.array[0],
    ) == pytest.approx((0.6, 0.9))


def test_element_that_is_not_exported_is_said_and_not_drawn() -> None:
    figure = figures.element_rates(GAPS)
    assert (said(figure), figure.layout.yaxis2.ticktext[3]) == ({3: "not exported"}, "")


def test_denials_with_and_without_a_gap_keep_their_counts() -> None:
    figure = figures.denial_by_element(GAPS)
    assert figure.layout.yaxis2.ticktext == (
        "● 4 of 23<br>◆ 7 of 10",
        "● 5 of 25<br>◆ 6 of 8",
        "● 7 of 30<br>◆ 0 of 2",
    )
    assert trace(figure, "element present").x == (7 / 30,)
    assert trace(figure, "n 5 to 29").x == (4 / 23, 5 / 25)
    assert trace(figure, "element missing, n 5 to 29").x == (7 / 10, 6 / 8)  # two without a date: no mark


def test_checks_show_failed_of_applicable() -> None:
    rows = [
        {"check": "signed", "exported": False, "applicable": 0, "failed": 0, "failed_rate": None},
        {"check": "has_record", "exported": True, "applicable": 40, "failed": 10, "failed_rate": 0.25},
        {"check": "separate_record", "exported": True, "applicable": 0, "failed": 0, "failed_rate": None},
    ]
    figure = figures.billing_checks(frame(*rows))
    assert trace(figure, "failed").x == (0.25,)
    assert said(figure) == {0: "not exported", 2: "applies to none"}


def cell(payer: str | None, element: str, missing: int, applicable: int) -> Row:
    """A row of `documentation_by_payer`."""
    rate = missing / applicable if applicable else None
    return {
        "payer": payer,
        "element": element,
        "applicable": applicable,
        "present": applicable - missing,
        "missing": missing,
        "missing_rate": rate,
    }


CELLS = frame(
    cell(None, "reason", 1, 50),
    cell("Aetna", "reason", 2, 8),
    cell("Aetna", "time", 0, 0),
    cell("Small", "reason", 0, 3),
    cell("Small", "time", 1, 3),
)


def test_cells_show_counts_and_colour_only_from_five_on() -> None:
    figure = figures.element_heatmap(CELLS, "payer")
    assert figure.layout.yaxis.ticktext == ("Aetna", "Small", "not linked to a<br>claim")
    assert [row[0] for row in figure.data[0].z] == [0.25, None, 0.02]
    assert figure.data[1].text == (
        "<b>2</b><br>of 8",
        "<b>0</b><br>of 3",
        "<b>1</b><br>of 3",
        "<b>1</b><br>of 50",
    )
    assert figure.data[1].customdata == (
        ["Aetna", "reason"],
        ["Small", "reason"],
        ["Small", "time"],
        [None, "reason"],
    )


def test_cell_that_is_not_exported_is_hatched_and_holds_no_zero() -> None:
    hatched = trace(figures.element_heatmap(CELLS, "payer"), "not exported: no gap, not counted")
    places = set(zip(hatched.x, hatched.base, strict=True))
    assert hatched.marker.pattern.shape == "/"
    assert (2, -0.46) in places  # Aetna, time
    assert (2, 0.54) not in places  # Small has one


def scenario(key: str, consultations: int, approved: int = 0, decided: int = 0, strict: int = 0) -> Row:
    """A row of `scenario_frequency`; there are forty consultations."""
    return {
        "scenario": key,
        "consultations": consultations,
        "share": consultations / 40,
        "ci_low": 0.1,
        "ci_high": 0.9,
        "decided": decided,
        "approved": approved,
        "approval_rate": approved / decided if decided else None,
        "rate_low": 0.1 if decided else None,
        "rate_high": 0.9 if decided else None,
        "strict_pass": strict,
    }


SCENARIOS = frame(
    scenario("bleeding_disorder", 20, 12, 16, 10),
    scenario("cancer_treatment", 0),
    scenario("cardiac_prophylaxis", 4, 1, 3, 2),
    scenario("other", 30),
    scenario("pregnancy", 6, 3, 5, 3),
    scenario("unclassified", 2),
    scenario("uncontrolled_diabetes", 8),
)


def test_four_named_scenarios_come_first_and_unclassified_last() -> None:
    figure = figures.scenario_share(SCENARIOS)
    assert figure.layout.yaxis.ticktext == (
        "<b>Bleeding disorder</b>",
        "<b>Cardiac prophylaxis</b>",
        "<b>Cancer treatment</b>",
        "<b>Uncontrolled<br>diabetes</b>",
        "Pregnancy",
        "Other",
        "Unclassified",
    )
    assert figure.layout.yaxis2.ticktext[2] == "<b>0\N{NO-BREAK SPACE}%</b><br>0 of 40"


def test_scenario_outcomes_have_approval_and_complete_records() -> None:
    figure = figures.scenario_outcomes(SCENARIOS)
    assert trace(figure, "approved of decided, n 5 to 29").x == (12 / 16, 3 / 5)  # three decided: no mark
    assert trace(figure, "complete record (strict pass)").x == (0,)  # the thirty others
    assert trace(figure, "n 5 to 29").x == (10 / 20, 0, 3 / 6)


def test_scenario_strips_share_one_scale_and_keep_empty_months() -> None:
    rows = [("2025-01", "other", 3), ("2025-03", "other", 5), ("2025-03", "pregnancy", 2), (None, "other", 9)]
    table = frame(
        *({"month": month, "scenario": key, "consultations": number} for month, key, number in rows)
    )
    figure = figures.scenario_trend(table)
    assert [strip.name for strip in figure.data] == [
        "Bleeding disorder", "Cardiac prophylaxis", "Cancer treatment", "Uncontrolled diabetes", "Other", "Unclassified",
    ]  # fmt: skip
    assert (figure.data[4].y, figure.data[0].y) == ((3, 0, 5), (0, 0, 0))
    assert {axis.range for axis in figure.select_yaxes()} == {(0, 5.25)}
    assert len(figures.scenario_trend(table, every=True).data) == 7


def test_ledger_marks_the_buckets_that_ask_for_something() -> None:
    buckets = ("consulted and billed", "routine referral", "consulted, never billed", "billed without record")
    rows = [{"bucket": name, "count": 3, "billed": Decimal("1250.40")} for name in buckets]
    figure = figures.reconciliation(frame(*rows))
    (bars,) = [trace for trace in figure.data if trace.type == "bar"]
    assert bars.marker.color == (palette.APPROVED, palette.QUIET, palette.GAP, palette.GAP)
    assert figure.layout.yaxis2.ticktext[0] == "<b>3</b><br>$1,250"


def test_aging_shows_every_bucket_with_its_dollars() -> None:
    rows = [
        {"bucket": "0-30", "episodes": 4, "billed": Decimal(400)},
        {"bucket": "over 120", "episodes": 0, "billed": None},
    ]
    figure = figures.ar_aging(frame(*rows))
    assert figure.layout.yaxis.ticktext == ("0-30 days", "over 120 days")
    assert figure.layout.yaxis2.ticktext == ("<b>4</b><br>$400", "<b>0</b><br>not known")


def days(name: str, decided: int, median: int | None, low: int | None, high: int | None) -> Row:
    """A row of `decision_time`; ninety in a hundred are never decided."""
    interval = {"median_days": median, "median_low": low, "median_high": high}
    return {"payer": name, "episodes": 60, "decided": decided, **interval, "p90_days": None}


def test_median_has_no_whisker_where_its_bound_is_not_reached() -> None:
    figure = figures.decision_time(frame(days("all", 36, 20, 12, None), days("Slow", 9, None, None, None)))
    median = trace(figure, "half decided (median)")
    assert (median.x, median.error_x.arrayminus, median.error_x.array) == ((20,), (8,), (0,))
    assert "95 % interval 12 to not reached days" in median.hovertext[0]


def test_median_that_is_not_reached_or_rests_on_few_is_said() -> None:
    rows = [days("all", 36, 20, 12, 30), days("Slow", 9, None, None, None), days("Few", 4, 3, 1, 9)]
    figure = figures.decision_time(frame(*rows))
    assert said(figure) == {1: "under half decided yet", 2: "too few for a rate"}


def test_legend_of_one_entry_gives_its_room_back_unless_it_explains_grey() -> None:
    strong, grey = frame(gap("date", 3, 40)), frame(gap("date", 3, 20))
    strong_layout, grey_layout = (figures.element_rates(table).layout for table in (strong, grey))
    assert (strong_layout.showlegend, grey_layout.showlegend) == (False, True)
    assert grey_layout.height - strong_layout.height == 28
