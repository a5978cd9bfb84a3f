"""Hypothesis strategies for exports and filters.

`HYPOTHESIS_PROFILE=thorough` looks at many more examples; the default is quick.
"""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st

from d9311.filters import Filters
from tests.oracle import Export
from tests.random_exports import make_export
from tests.random_filters import random_filters

IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

# For tests that import each example.
some = settings(max_examples=1000 if IS_THOROUGH else 4, derandomize=not IS_THOROUGH)


def exports(max_size: int = 12) -> st.SearchStrategy[Export]:
    """Small exports; see `tests.random_exports` for what makes them nasty."""
    sizes = st.integers(min_value=1, max_value=max_size)
    return st.builds(make_export, st.randoms(use_true_random=False), sizes)


def filters() -> st.SearchStrategy[Filters]:
    return st.builds(random_filters, st.randoms(use_true_random=False))
