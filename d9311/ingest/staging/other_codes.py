"""A claims file in which no line is D9311: what it holds instead."""

from __future__ import annotations

import duckdb

from d9311.ingest.reading.textfile import Warning_

_SHOWN = 6


def without_d9311(connection: duckdb.DuckDBPyConnection, kind: str, file_name: str) -> list[Warning_]:
    """Return a warning where rows of claims were kept and none is D9311, with the codes that there are.

    What is not written as a procedure code is only counted: it may be anything.
    """
    if kind != "claims":
        return []
    found = connection.execute(
        """select
            if(regexp_full_match(clean_code(procedure_code), 'D?[0-9]{4}'), clean_code(procedure_code), '')
                as code,
            count(*) as rows, min(line)
        from kept_rows
        where not exists (select 1 from kept_rows where contains(procedure_code, '9311'))
        group by all order by rows desc, code"""
    ).fetchall()
    if not found:
        return []
    rows = sum(number for _, number, _ in found)
    codes = [f"{code} ({number:,})" for code, number, _ in found if code]
    others = sum(number for code, number, _ in found if not code)
    said = ", ".join(codes[:_SHOWN]) or "none"
    if len(codes) > _SHOWN:
        said += f" and {len(codes) - _SHOWN:,} more"
    if others:
        said += f"; {others:,} {'row has' if others == 1 else 'rows have'} something else in that column"
    kept = "its one row was kept, and is not D9311" if rows == 1 else f"{rows:,} rows kept, none is D9311"
    message = (
        f"{file_name}: {kept}; exported codes are {said}. No number follows from it: export the claims with "
        "D9311 too, or choose another column for the procedure code."
    )
    return [Warning_(min(line for _, _, line in found), "procedure_code", "no_d9311", message)]
