"""Every measure, with any filter, equals the second computation on generated exports."""

import tempfile
from pathlib import Path

from hypothesis import given

import queries
from d9311.filters import Filters
from tests.oracle import MEASURES, Export, gather
from tests.production import all_differences, import_export, set_aside
from tests.strategies import exports, filters


def test_second_computation_knows_every_measure() -> None:
    assert sorted(MEASURES) == sorted(queries.names())


@given(export=exports(), first=filters(), second=filters())
def test_every_measure_equals_the_second_computation(export: Export, first: Filters, second: Filters) -> None:
    facts = gather(export)
    with tempfile.TemporaryDirectory() as folder:
        cursor = import_export(Path(folder), export)
        assert set_aside(cursor) == []
        for choice in (Filters(), first, second):
            found = all_differences(cursor, facts, choice)
            assert not found, "\n".join([str(choice), *found])
