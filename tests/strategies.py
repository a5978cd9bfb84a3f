"""Hypothesis strategies for exports and filters, and the profiles of the test run.

`HYPOTHESIS_PROFILE=thorough` looks at many more and larger examples; the default is quick.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from d9311.filters import Filters
from tests.oracle import Export
from tests.random_exports import make_export, random_filters

_COMMON = {
    "deadline": None,
    "suppress_health_check": [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
}
settings.register_profile("quick", max_examples=8, derandomize=True, **_COMMON)
settings.register_profile("thorough", max_examples=1000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# For tests that import more than once per example.
few = settings(max_examples=max(2, settings.default.max_examples // 4))


def exports(max_size: int = 12) -> st.SearchStrategy[Export]:
    """Small exports; see `tests.random_exports` for what makes them nasty."""
    sizes = st.integers(min_value=1, max_value=max_size)
    return st.builds(make_export, st.randoms(use_true_random=False), sizes)


def filters() -> st.SearchStrategy[Filters]:
    return st.builds(random_filters, st.randoms(use_true_random=False))
