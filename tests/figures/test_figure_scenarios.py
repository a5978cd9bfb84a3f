"""Scenarios, the ledger and ageing: what each mark of their figures stands for."""

from __future__ import annotations

from decimal import Decimal

from d9311 import figures
from d9311.figures import palette
from tests.figures.test_figure_rows import Row, frame, trace


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
    assert figure.layout.yaxis2.ticktext[2] == "<b>0%</b><br>0 of 40"


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


def test_axis_of_few_counts_has_no_half() -> None:
    rows = [{"bucket": "0-30", "episodes": 1, "billed": Decimal(400)}]
    assert figures.ar_aging(frame(*rows)).layout.xaxis.dtick == 1
    assert figures.ar_aging(frame({**rows[0], "episodes": 40})).layout.xaxis.dtick is None
