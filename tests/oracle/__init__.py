"""A second, slow and obvious computation of every measure, in plain Python, written from the specification.

It shares no code with the queries, only the reference lists and the `Filters` that name a choice of rows.
"""

from tests.oracle.exports import Export, ImportedFile
from tests.oracle.facts import Facts, gather
from tests.oracle.measures import MEASURES, measure

__all__ = ["MEASURES", "Export", "Facts", "ImportedFile", "gather", "measure"]
