"""A view kept of a desk's data, and the claims that it was kept of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from d9311.conditions.quantities import STANDARD, Quantity
from d9311.desk.views import (
    View,
    find_view,
    keep_view,
)
from d9311.filters import Filters
from d9311.kept.comparing import listing_of, taken
from d9311.kept.counting import count
from d9311.store import open_version
from tests.desk.working import Desk

JANUARY = Filters(date_from=date(2025, 1, 1), date_to=date(2025, 1, 31), providers=("d1",))
THEN = """
claim | patient | provider | service    | decided    | paid | codes
C1    | ann     | d1       | 2025-01-10 | 2025-02-01 | 0    | CO-252 | is approved later
C2    | ben     | d1       | 2025-01-10 |            |      |        | is decided later
C3    | cleo    | d1       | 2025-01-10 | 2025-02-01 | 60   |        | is denied later
C4    | dan     | d1       | 2025-01-10 | 2025-02-01 | 60   |        | gets another amount
C5    | eve     | d1       | 2025-01-10 | 2025-02-01 | 60   |        | another provider did it
C6    | fay     | d2       | 2025-01-10 | 2025-02-20 | 60   |        | d1 did it
C7    | gil     | d1       | 2025-01-10 | 2025-02-01 | 60   |        | stays as it is
C0    | ida     | d1       | 2025-02-01 | 2025-02-20 | 60   |        | is of February
"""


def keep(
    desk: Desk, name: str = "May", filters: Filters = JANUARY, quantities: Sequence[Quantity] = STANDARD
) -> View:
    version, connection = open_version(desk.database)
    counting = count(quantities, listing_of(connection.cursor(), filters))
    kept = taken(counting, "overview", {"part": ["money"]}, filters, version, connection.cursor())
    return find_view(desk.database, keep_view(desk.database, "Ann", name, kept, counting.rows))
