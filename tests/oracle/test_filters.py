"""Filters, as `measures.md` puts them exactly."""

from dataclasses import replace
from datetime import date

import pytest

from d9311.filters import Filters
from tests.oracle import Facts, measure
from tests.oracle.drawn import claims, consultations, facts_of

CLAIMS = claims(
    """
    claim_id|practice_id|patient_id|provider_id|payer_name|served    |sent      |decided   |paid
    A       |north      |p1        |d1         |Delta     |2024-01-05|2024-01-06|2024-02-01|60
    B       |north      |p2        |           |Aetna     |2024-01-31|          |2024-02-20|60
    C       |south      |p3        |d2         |delta     |2024-02-01|2024-02-02|          |
    """
)
RECORDS = consultations(
    """
    consultation_id|practice_id|patient_id|claim_id|consultation_date|provider_id|scenario
    k1             |north      |p1        |        |2024-01-04       |           |pregnancy
    k2             |north      |p2        |B       |                 |d3         |
    k3             |south      |p9        |        |2024-01-20       |           |pregnancy
    """
)
JANUARY = Filters(date_from=date(2024, 1, 1), date_to=date(2024, 1, 31))


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(CLAIMS, records=RECORDS)


def claims_in(facts: Facts, filters: Filters) -> str:
    rows = measure(facts, "episodes", filters)
    return "".join(str(row["episode_id"]).split("|")[1] for row in rows)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), "ABC"),
        (Filters(practices=("south",)), "C"),
        (Filters(practices=()), ""),
        (Filters(scope=("north",), practices=("south",)), ""),
        (Filters(payers=("DELTA",)), "AC"),
        (Filters(providers=("d1", "d2")), "AC"),
        (Filters(scenarios=("pregnancy",)), "A"),
        (JANUARY, "AB"),
        (Filters(date_from=date(2024, 1, 31), date_to=date(2024, 1, 31)), "B"),
        (replace(JANUARY, date_basis="submitted"), "A"),
        (Filters(date_basis="submitted"), "ABC"),
        (Filters(date_basis="decided", date_from=date(2024, 2, 2)), "B"),
    ],
)
def test_episode_is_in_the_filter_by_its_own_values(facts: Facts, filters: Filters, expected: str) -> None:
    assert claims_in(facts, filters) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), 3),
        (JANUARY, 3),
        (Filters(date_from=date(2024, 1, 31)), 1),
        (replace(JANUARY, date_basis="submitted"), 1),
        (Filters(payers=("Delta", "Aetna")), 2),
        (Filters(providers=("d1",)), 1),
        (Filters(providers=("d3",)), 1),
        (Filters(scenarios=("pregnancy",)), 2),
        (Filters(scope=("south",)), 1),
    ],
)
def test_consultation_is_in_the_filter_by_its_own_or_its_episodes_values(
    facts: Facts, filters: Filters, expected: int
) -> None:
    (row,) = measure(facts, "overview", filters)
    assert row["consultations"] == expected


def test_latest_date_of_any_kind_is_the_default_as_of(facts: Facts) -> None:
    assert facts.latest_date == date(2024, 2, 20)


def test_previous_period_is_null_where_the_data_begin_later(facts: Facts) -> None:
    (row,) = measure(facts, "overview", JANUARY)
    assert (row["previous_from"], row["previous_to"]) == (date(2023, 12, 1), date(2023, 12, 31))
    assert row["episodes_previous"] is None
    (row,) = measure(facts, "overview", Filters(date_from=date(2024, 2, 1), date_to=date(2024, 2, 27)))
    assert (row["previous_from"], row["episodes_previous"]) == (date(2024, 1, 5), 2)
