"""Random filters for random exports."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from d9311.filters import Filters
from tests.random_exports import DAY_ZERO, PRACTICES


def random_filters(random: Random) -> Filters:
    """Filters that often leave something and often cut across."""

    def some(pool: tuple[str, ...], chance: float) -> tuple[str, ...] | None:
        if random.random() >= chance:
            return None
        return tuple(name for name in pool if random.random() < 0.6)

    first = DAY_ZERO + timedelta(random.choice((-20, 0, 1, 5, 20, 33, 60)))
    last = first + timedelta(random.choice((0, 4, 10, 30, 31, 200)))
    from_bound, to_bound = random.choice(
        ((None, None), (None, None), (first, None), (None, last), (first, last))
    )
    return Filters(
        practices=some((*PRACTICES, "practice"), 0.15),
        payers=some(("Delta", "Aetna", "Aetna Inc", "delta", "DELTA CA", "Zeta"), 0.15),
        providers=some(("d1", "d2", "NA"), 0.15),
        scenarios=some(("bleeding_disorder", "unclassified", "other", "diabetes_other"), 0.15),
        date_from=from_bound,
        date_to=to_bound,
        date_basis=random.choice(("service", "submitted", "decided")),
        as_of=last if random.random() < 0.3 else None,
        scope=some((*PRACTICES, "practice"), 0.1),
        compare=random.choice(("previous", "last_year", "none")),
    )
