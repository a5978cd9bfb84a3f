"""How much room and how many cores a draft has, by how much is to come in and is there."""

from __future__ import annotations

import os
from typing import Any

import duckdb

USUAL_MEMORY = "400MB"
MEMORY_LIMITS = (USUAL_MEMORY, "2GB")
"""What DuckDB may hold at once; the rest is written into the work folder. The first keeps the process
under 600 MB for a claims file of 1 GB and is not slower than more; the next is for what it cannot
part, such as a million D9311 rows.
"""
UNNEEDED = "join_order,statistics_propagation,common_subexpressions,common_subplan"
"""Steps of DuckDB's optimizer that nothing here needs: they take a tenth of an import of few rows and of the
measures over a thousand episodes; an import of 400,000 lines, and measures over 50,000 episodes, are no
quicker with them.
"""
FOR_MANY_ROWS = (
    "unnest_rewriter,common_aggregate,row_group_pruner,top_n_window_elimination,compressed_materialization,"
    "reorder_filter,join_filter_pushdown,late_materialization,join_elimination,window_self_join,projection_pullup,"
    "outer_join_simplification,window_rewriter,partitioned_execution,partial_aggregate_pushdown,grouping_sets,"
    "type_pushdown,scalar_fn_pushdown,distinct_aggregate_rewrite,aggregate_reuse,projection_placement,"
    "redundant_order_keys"
)
"""Further steps, which a draft of few rows does without: they have nothing to improve there, and take a
twentieth of an import to see that.
"""
LARGE = 1 << 30
LARGE_MEMORY = ("1200MB", "3GB")
"""The same where the files and what is there already come to so many bytes of CSV: less would write the
patients and claim numbers of tens of millions of lines to the disk and back.
"""
CSV_TIMES = 4  # so many times the bytes of a database are those of the files that it was made of, about
MOST_THREADS = 4  # each has buffers of its own; eight do not fit into the first limit
SMALL_DATABASE, SMALL_FILES = 12 << 20, 4 << 20
"""Bytes below which a draft has one thread: handing so few rows from one to the other costs a tenth of an
import.
"""


def memory_limits(file_bytes: int, database_bytes: int) -> tuple[str, ...]:
    """Return what DuckDB may hold for so much to import and so large a database, the least first."""
    return LARGE_MEMORY if file_bytes + CSV_TIMES * database_bytes > LARGE else MEMORY_LIMITS


def for_few_rows(memory: str) -> dict[str, Any]:
    """Return the settings with which a draft begins."""
    return {"memory_limit": memory, "threads": 1, "disabled_optimizers": f"{UNNEEDED},{FOR_MANY_ROWS}"}


def expect_many_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a draft of more rows all the threads that it may have, of which it begins with one, and its
    optimizer all that is of use.
    """
    connection.execute("set disabled_optimizers = $steps", {"steps": UNNEEDED})
    connection.execute(f"set threads = {min(MOST_THREADS, os.cpu_count() or 1)}")
