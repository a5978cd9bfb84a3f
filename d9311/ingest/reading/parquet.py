"""Parquet files: written out as CSV piece by piece, every value as DuckDB writes it as text."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from d9311.ingest.errors import Refused
from d9311.ingest.reading.converted import Converted

ENCODING = "Parquet"
_MEMORY = "400MB"
_WRITTEN = """copy (
    select columns(*)::varchar
    from read_parquet($source, hive_partitioning = true, hive_types_autocast = false)
) to $target (format csv, header true, delimiter ',', quote '"', escape '"', nullstr '')"""


def convert_parquet(path: Path, target: Path) -> Converted:
    """Write the rows of a Parquet file to `target`, in their order, the first on line 2.

    What only the names of its folders say (`practice_id=A/year=2025`) are columns too. Raises Refused where
    it cannot be read.
    """
    source = re.sub(
        r"[*?\[]", r"[\g<0>]", str(path.absolute())
    )  # DuckDB would look for others of that pattern
    with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 2}) as connection:
        try:
            connection.execute(_WRITTEN, {"source": source, "target": str(target)})
        except (duckdb.IOException, duckdb.OutOfMemoryException):
            raise
        except duckdb.Error:
            raise Refused(
                f"{path.name} is a Parquet file that is damaged, incomplete or encrypted. Write it again, or "
                "export the data as CSV."
            ) from None
    return Converted(target, ENCODING)
