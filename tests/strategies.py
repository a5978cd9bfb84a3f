"""Hypothesis strategies for exports and filters, and the profiles of the test run.

`HYPOTHESIS_PROFILE=thorough` looks at many more and larger examples; the default is quick.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from d9311.filters import Filters
from tests.oracle import Export
from tests.random_exports import make_export
from tests.random_filters import random_filters

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
_ANY_TIME = settings(deadline=None, suppress_health_check=_SLOW)
settings.register_profile("quick", _ANY_TIME, max_examples=4, derandomize=True)
settings.register_profile("thorough", _ANY_TIME, max_examples=1000)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")
settings.load_profile(PROFILE)

# For tests that import more than once per example.
few = settings(max_examples=200 if PROFILE == "thorough" else 2)


def exports(max_size: int = 12) -> st.SearchStrategy[Export]:
    """Small exports; see `tests.random_exports` for what makes them nasty."""
    sizes = st.integers(min_value=1, max_value=max_size)
    return st.builds(make_export, st.randoms(use_true_random=False), sizes)


def filters() -> st.SearchStrategy[Filters]:
    return st.builds(random_filters, st.randoms(use_true_random=False))
