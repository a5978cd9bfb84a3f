"""Chances of a hypergeometric count equal scipy's."""

import numpy as np
import pytest
from scipy import stats

from d9311.statistics.hypergeometric import chances


@pytest.mark.parametrize(
    ("total", "marked", "drawn"), [(7, 3, 4), (720, 520, 60), (40, 0, 5), (40, 40, 5), (100_000, 30_000, 900)]
)
def test_chance_of_every_count_equals_that_of_scipy(total: int, marked: int, drawn: int) -> None:
    counts = np.arange(drawn + 2)
    expected = stats.hypergeom.pmf(counts, total, marked, drawn)
    np.testing.assert_allclose(chances(counts, total, marked, drawn), expected, rtol=1e-9, atol=1e-300)
    assert chances(counts, total, marked, drawn).sum() == pytest.approx(1, abs=1e-9)
