"""Time to decision, comparisons, and months opened into their cause: what they say, also of thin data."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.store import open_database
from tests.pages.months import DATA, MONTHS
from tests.screens import card, import_drawn, open_page, text_of, unfold

pytestmark = pytest.mark.slow

TIME, ALIKE = "pages/payers.py?part=time", "pages/practices.py?part=alike"
PERIODS, MONTHLY = "pages/practices.py?part=periods", "pages/practices.py?part=months"
PERIOD = {"period": "custom", "from": "2025-01-01", "to": "2025-06-30"}
Use = Callable[[str], None]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Import each of the drawn data once."""
    paths = {name: tmp_path_factory.mktemp(name) / "d9311.duckdb" for name in DATA}
    for name, path in paths.items():
        import_drawn(path, DATA[name])
    return paths


@pytest.fixture
def use(imported: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Use:
    """Return a function that lets the pages read one of the drawn data."""
    return lambda name: monkeypatch.setenv("D9311_DB", str(imported[name]))


def numbers_of(screen: AppTest) -> list[float]:
    """Every number that a table or figure of the page sends; what is blank in a table comes as not a
    number."""
    found: list[float] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            for part in value.values():
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)
        elif isinstance(value, float):
            found.append(value)

    for chart in screen.get("plotly_chart"):
        collect(json.loads(chart.proto.spec))
    for frame in screen.dataframe:
        collect(frame.value.select_dtypes("number").astype("float64").stack().to_list())
    return found


@pytest.mark.parametrize("data", ["one", "all_approved", "no_dates", "none_decided"])
@pytest.mark.parametrize("file", [TIME, ALIKE, PERIODS, MONTHLY])
def test_thin_data_show_nothing_that_is_not_a_number(use: Use, data: str, file: str) -> None:
    use(data)
    screen = open_page(file, period="all", look="2024-01", recalculate="2024-02", by="Providers")
    assert re.findall(r"\b(?:nan|inf|infinity)\b", text_of(screen).casefold()) == []
    assert [number for number in numbers_of(screen) if math.isinf(number)] == []


def test_without_dates_the_page_says_which_columns_it_needs(use: Use) -> None:
    use("no_dates")
    assert (
        "Cannot be computed from this export: no claim has both a date sent and a decision date; columns "
        r"submitted\_date and adjudicated\_date are needed\." in text_of(open_page(TIME, period="all"))
    )


def test_headline_states_days_interval_and_claims_that_wait_too_long(use: Use) -> None:
    use("broken")
    screen = open_page(TIME, period="all", as_of="2025-01-31")
    assert card(screen, "Half decided within").startswith(
        "Half decided within 14 days 390/392 95% interval 14 to"
    )
    assert card(screen, "Slower than 9 of 10").startswith(
        "Slower than 9 of 10 2 $200.00 billed · of 2 that wait"
    )


def test_overview_leads_to_the_claims_that_wait_too_long(use: Use) -> None:
    use("broken")
    overview = unfold(open_page("dashboard.py", period="all"))
    assert "2 claims wait longer than 9 of 10 of their payer's ever took ($200.00 billed)." in text_of(
        overview
    )
    links = {link.proto.label: link.proto.query_string for link in overview.get("page_link")}
    assert (
        links["See the slow ones"]
        == "period=all&part=claims&rows=flag%3Aslower+than+9+of+10&rows=dates%3Aany"
    )
    found = text_of(open_page("pages/work.py?part=claims", rows=["flag:slower than 9 of 10", "dates:any"]))
    assert "**2 episodes** · \\$200.00 billed · flag slower than 9 of 10, whatever the period" in found


def test_overview_is_silent_where_no_claim_is_slow(use: Use) -> None:
    use("all_approved")
    assert "of their payer's ever took" not in text_of(unfold(open_page("dashboard.py", period="all")))


def test_two_payers_in_the_link_are_compared_in_a_sentence(use: Use) -> None:
    use("broken")
    # of Aetna two more wait, and all others are decided on one day
    assert (
        "Delta decides faster than Aetna, beyond chance (log-rank test, p = 0.047). Half decided: Delta after 14 "
        "days, Aetna after 14 days."
        in text_of(open_page(TIME, period="all", first="Delta", second="Aetna", as_of="2025-01-31"))
    )
    assert "Choose two payers." in text_of(open_page(TIME, period="all", first="Delta", second="nobody"))


def test_one_payer_has_nobody_to_be_compared_with(use: Use) -> None:
    use("one")
    assert "There is only one payer in this selection, so there is nothing to compare." in text_of(
        open_page(TIME, period="all")
    )


def test_endings_are_said_after_sixty_days_or_as_far_as_claims_were_watched(use: Use) -> None:
    use("broken")
    shown = text_of(open_page(TIME, period="all", as_of="2025-01-31"))
    assert "After 60 days: 77% approved, 22% denied, 1% undecided (of 392 claims sent)." in shown
    use("none_decided")
    assert "Too few claims are decided to say how long nine of ten take" in text_of(
        open_page(TIME, period="all")
    )


def test_signalled_month_opens_into_the_payer_and_reason_that_carry_it(use: Use) -> None:
    use("broken")
    shown = text_of(open_page(MONTHLY, period="all"))
    assert (
        "Jan 2025: 14 of 30 approved (47%). The 12 mature months before: 288 of 360 approved (80%). "
        "Change: −33.3 points (95% interval −50 to −16)." in shown
    )
    assert (
        "0 points by the mix of payers, −33.3 points by the rates within payers. Most of it: Delta, −33.3 points."
        in shown
    )


def test_rows_behind_a_part_are_those_of_its_months(use: Use, imported: dict[str, Path]) -> None:
    from d9311.conditions.rows import months_in_words, narrow
    from d9311.filters import Filters
    from d9311.ui.practices.causes import Side, opener
    from queries import listings

    before = months_in_words(MONTHS, [*MONTHS, "2025-01"])
    assert before == "2024-01..2024-12"
    sides = (Side("before", {"months": before}), Side("then", {"months": "2025-01"}))
    opens = opener("payer", "payer", sides)
    episodes = listings.run(open_database(imported["broken"]).cursor(), "episodes", Filters())
    counts = {"decided": 20, "approved": 6, "denied": 14, "decided_before": 240, "approved_before": 192}
    for name, count in counts.items():
        conditions = opens({"payer": "Delta"}, name)
        assert conditions is not None
        assert len(narrow(episodes, conditions)) == count
    assert opens({"payer": "Delta"}, "mix") is None


def test_months_are_written_as_ranges_that_hold_no_other_month() -> None:
    from d9311.conditions.rows import months_in_words

    every = ["2024-11", "2024-12", "2025-01", "2025-03", "2025-04"]
    assert months_in_words(["2024-11", "2024-12", "2025-03"], every) == "2024-11..2024-12,2025-03"
    assert months_in_words(["2024-12", "2025-01", "2025-03"], every) == "2024-12..2025-03"


def test_limits_are_recalculated_from_the_month_in_the_link_only(use: Use) -> None:
    use("broken")
    plain, chosen = open_page(MONTHLY, period="all"), open_page(MONTHLY, period="all", recalculate="2024-07")
    assert "Limits recalculated" not in text_of(plain)
    assert "Limits recalculated from Jul 2024 on, because a person chose so" in text_of(chosen)
    assert (centres(plain), len(centres(chosen))) == ([302 / 390] * 13, 13)
    # six months before and seven after: run charts about their medians
    assert centres(chosen) == pytest.approx([0.8] * 13)
    assert chosen.query_params["recalculate"] == "2024-07"


def centres(screen: AppTest) -> list[float]:
    """The centre line of the months, phase after phase."""
    charts = [json.loads(chart.proto.spec) for chart in screen.get("plotly_chart")]
    months = next(
        chart for chart in charts if any("centre" in trace.get("name", "") for trace in chart["data"])
    )
    lines = [trace["y"] for trace in months["data"] if trace.get("line", {}).get("dash") == "dot"]
    return [value for line in lines for value in line]


def test_like_for_like_the_practice_with_the_hard_payer_is_as_expected(use: Use) -> None:
    use("practices")
    screen = open_page(ALIKE, period="all")
    assert "None differs by more than chance from what its payers and scenarios explain." in text_of(screen)
    assert "100 of 100 decided claims have a payer and scenario that the other practices have too" in text_of(
        screen
    )
    chart = json.loads(screen.get("plotly_chart")[0].proto.spec)
    ratios = [value for trace in chart["data"] for value in trace["x"] if value is not None]
    assert ratios == pytest.approx([1.0, 1.0])


def test_one_practice_is_said_and_its_periods_are_compared(use: Use) -> None:
    use("broken")
    assert (
        "There is only one practice in the data that the filters leave, so there is nothing to hold it against."
        in text_of(open_page(ALIKE, **PERIOD))
    )
    shown = text_of(open_page(PERIODS, **PERIOD))
    assert "This period (Jan – Jun 2025): 14 of 30 approved (47%)." in shown
    assert "Before (Jul – Dec 2024): 144 of 180 approved (80%)." in shown


def test_period_without_one_before_it_is_said(use: Use) -> None:
    use("broken")
    link = {"period": "custom", "from": "2024-01-01", "to": "2024-12-31"}
    said = {
        "previous": "The data do not reach back to the period of the same length before (Jan – Dec 2023)",
        "last_year": "The data do not reach back to the same dates a year before (Jan – Dec 2023)",
        "none": "Comparison is off, so no change is shown.",
    }
    assert [
        choice for choice in said if said[choice] in text_of(open_page(PERIODS, compare=choice, **link))
    ] == [*said]
    assert "Only a period with a first and a last day" in text_of(open_page(PERIODS, period="all"))


def test_periods_can_be_the_same_dates_of_two_years(use: Use) -> None:
    use("broken")
    shown = text_of(open_page(PERIODS, compare="last_year", **{**PERIOD, "from": "2025-01-10"}))
    assert "Before (10 Jan 2024 – 30 Jun 2024):" in shown


def test_choice_on_the_page_goes_into_the_link_and_out_again(use: Use) -> None:
    use("practices")
    screen = open_page(ALIKE, period="all")
    screen.selectbox(key="linked_by").select("Providers").run()
    assert screen.query_params["by"] == "Providers"
    time = open_page(TIME, period="all", first="Hard")
    time.selectbox(key="linked_first").set_value(None).run()
    assert "first" not in time.query_params
