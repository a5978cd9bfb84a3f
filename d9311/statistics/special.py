"""SciPy's special functions, each by its name there.

SciPy takes as long to import as a page to compute, so it is loaded when the first of them is called.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """Return the function, and keep it."""
    from scipy import special

    found = globals()[name] = getattr(special, name)
    return found
