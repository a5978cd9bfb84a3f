"""The log-rank test on life tables, against a published trial."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import survdiff

from d9311.statistics.logrank import LogRank, compared, log_rank
from tests.stats.test_time_to_decision import life_table

# Freireich et al. 1963, Blood 21:699-716: weeks in remission, whether it ended; the example of many
# textbooks.
TREATED = [
    *((week, True) for week in (6, 6, 6, 7, 10, 13, 16, 22, 23)),
    *((week, False) for week in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)),
]
PLACEBO = [(week, True) for week in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]
claims = st.tuples(st.integers(1, 15), st.booleans())


def test_the_remission_trial_has_its_published_statistic() -> None:
    found = log_rank(life_table(TREATED), life_table(PLACEBO))
    assert found is not None
    # R's survdiff: chi-square 16.8 on one degree of freedom, p = 4.17e-05
    assert found.statistic**2 == pytest.approx(16.79, abs=0.005)
    assert found.p_value == pytest.approx(4.17e-5, abs=5e-8)
    assert found.statistic < 0  # the treated relapse later than expected


@given(st.lists(claims, min_size=2, max_size=20), st.lists(claims, min_size=2, max_size=20))
def test_p_value_equals_statsmodels(first: list[tuple[int, bool]], second: list[tuple[int, bool]]) -> None:
    found = log_rank(life_table(first), life_table(second))
    assume(found is not None)
    both = first + second
    theirs = survdiff(
        np.array([float(day) for day, _ in both]),
        np.array([decided for _, decided in both]),
        np.array([0] * len(first) + [1] * len(second)),
    )
    assert found is not None
    assert (found.statistic**2, found.p_value) == pytest.approx(theirs, abs=1e-9)


def test_order_of_the_two_turns_the_sign_and_nothing_else() -> None:
    there = log_rank(life_table(TREATED), life_table(PLACEBO))
    back = log_rank(life_table(PLACEBO), life_table(TREATED))
    assert there is not None
    assert back is not None
    assert back.statistic == pytest.approx(-there.statistic)
    assert back.p_value == pytest.approx(there.p_value)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([], PLACEBO),
        ([(5, False)], [(7, False)]),  # nothing decided
        ([(5, True)], [(5, True)]),  # both on the last day: nobody is left to compare with
        ([(1, True), (2, True)], [(0, False)]),  # no day on which both wait
    ],
)
def test_two_that_share_no_day_have_no_test(
    first: list[tuple[int, bool]], second: list[tuple[int, bool]]
) -> None:
    assert log_rank(life_table(first), life_table(second)) is None


def test_a_clear_difference_is_said_with_both_medians() -> None:
    assert compared(("Delta", "Aetna"), life_table(TREATED), life_table(PLACEBO)) == (
        "Aetna decides faster than Delta, beyond chance (log-rank test, p < 0.001). "
        "Half decided: Delta after 23 days, Aetna after 8 days."
    )


def test_no_clear_difference_is_not_called_equal() -> None:
    alike = [(day, True) for day in range(1, 9)]
    later = [(day, True) for day in range(2, 10)]
    assert compared(("A", "B"), life_table(alike), life_table(later)) == (
        "No clear difference: chance alone makes such a gap 38 times in 100 (log-rank test, p = 0.382). "
        "Half decided: A after 4 days, B after 5 days."
    )


def test_one_day_is_no_days() -> None:
    said = compared(("A", "B"), life_table([(1, True)] * 5), life_table([(2, True)] * 5))
    assert said.endswith("Half decided: A after 1 day, B after 2 days.")


@pytest.mark.parametrize(("p_value", "begins"), [(0.05, "No clear difference"), (0.0499, "B decides faster")])
def test_one_time_in_twenty_is_chance(monkeypatch: pytest.MonkeyPatch, p_value: float, begins: str) -> None:
    monkeypatch.setattr("d9311.statistics.logrank.log_rank", lambda first, second: LogRank(-2.0, p_value))
    assert compared(("A", "B"), life_table(TREATED), life_table(PLACEBO)).startswith(begins)


def test_fewer_than_five_decisions_are_too_few_to_compare() -> None:
    few = [(day, day < 5) for day in range(1, 20)]
    said = compared(("A", "B"), life_table(PLACEBO), life_table(few))
    assert said == "Too few to compare: B has 4 decided, 5 are needed."


def test_two_that_decided_all_on_one_day_are_said_in_words() -> None:
    at_once = life_table([(0, True)] * 5)
    assert compared(("A", "B"), at_once, at_once) == (
        "The two cannot be compared: no decision fell on a day on which both had undecided claims left."
    )
