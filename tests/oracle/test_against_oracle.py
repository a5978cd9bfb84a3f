"""Every measure, with any filter, equals the second computation on generated exports."""

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given

from d9311.filters import Filters
from tests.oracle import Export, gather
from tests.production import all_differences, import_export, key_of, set_aside
from tests.random_exports import random_export
from tests.random_filters import random_filters
from tests.strategies import IS_THOROUGH, exports, filters, some

pytestmark = pytest.mark.slow


def assert_equal(export: Export, choices: list[Filters]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cursor = import_export(Path(folder), export)
        facts = gather(export, key_of(Path(folder)))
        assert set_aside(cursor) == []
        for choice in choices:
            found = all_differences(cursor, facts, choice)
            assert not found, "\n".join([str(choice), *found])


@pytest.mark.parametrize("seed", range(100) if IS_THOROUGH else (0, 2, 8))  # that laws are held against, too
def test_every_measure_equals_the_second_computation_on_many_claims(seed: int) -> None:
    random = Random(seed)
    choices = [Filters(), *(random_filters(random) for _ in range(4))]
    assert_equal(random_export(seed, 60), choices)


@some
@given(export=exports(), choice=filters())
def test_every_measure_equals_the_second_computation_on_few_claims(export: Export, choice: Filters) -> None:
    assert_equal(export, [Filters(), choice])
