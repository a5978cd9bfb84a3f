"""Every measure, with any filter, equals the second computation on generated exports."""

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given

import queries
from d9311.filters import Filters
from tests.oracle import MEASURES, Export, gather
from tests.production import all_differences, import_export, key_of, set_aside
from tests.random_exports import random_export
from tests.random_filters import random_filters
from tests.strategies import IS_THOROUGH, exports, filters, some

pytestmark = pytest.mark.slow


def test_second_computation_knows_every_measure() -> None:
    # what statistics finish is compared with statsmodels and scipy instead, see tests/stats
    statistical = {name for name in queries.FINISH if name != "decision_time"}
    # what an import changed takes two imports, see tests/test_changes_against_oracle.py
    assert set(MEASURES) == set(queries.names()) - statistical - {"changes"}


def assert_equal(export: Export, choices: list[Filters]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cursor = import_export(Path(folder), export)
        facts = gather(export, key_of(Path(folder)))
        assert set_aside(cursor) == []
        for choice in choices:
            found = all_differences(cursor, facts, choice)
            assert not found, "\n".join([str(choice), *found])


@pytest.mark.parametrize("seed", range(100 if IS_THOROUGH else 3))
def test_every_measure_equals_the_second_computation_on_many_claims(seed: int) -> None:
    random = Random(seed)
    choices = [Filters(), *(random_filters(random) for _ in range(4))]
    assert_equal(random_export(seed, 60), choices)


@some
@given(export=exports(), choice=filters())
def test_every_measure_equals_the_second_computation_on_few_claims(export: Export, choice: Filters) -> None:
    assert_equal(export, [Filters(), choice])
