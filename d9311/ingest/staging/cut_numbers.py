"""Identifiers of which a spreadsheet kept only the first digits: `2.02504E+14`, or zeros from the sixteenth
on."""

from __future__ import annotations

import duckdb

from d9311 import contract
from d9311.ingest.errors import place
from d9311.ingest.reading.textfile import Warning_

_EXPONENT = r"[0-9](\.[0-9]+)?[eE]\+[0-9]{1,3}"
_LONG = r"[0-9]{16,}"
# A spreadsheet keeps 15 digits of a number. That three numbers end in zeros all by themselves is one in a
# thousand.
_ZEROS = r"[0-9]{15}0+"
_FEWEST = 3


def cut_numbers(
    connection: duckdb.DuckDBPyConnection, kind: str, columns: tuple[str, ...], file_name: str
) -> list[Warning_]:
    """Return one warning for each column of identifiers that a spreadsheet seems to have cut."""
    names = [spec.name for spec in contract.FILES[kind] if spec.kind == "identifier" and spec.name in columns]
    warnings = []
    for name in _suspects(connection, names):
        line, count = connection.execute(
            f"""with long as (
                select bool_and(regexp_full_match({name}, $zeros)) and count(distinct {name}) >= $fewest
                    as are_cut
                from text_rows
                where regexp_full_match({name}, $long)
            )
            select min(line), count(*)
            from text_rows, long
            where regexp_full_match({name}, $exponent) or (are_cut and regexp_full_match({name}, $long))""",
            {"zeros": _ZEROS, "fewest": _FEWEST, "long": _LONG, "exponent": _EXPONENT},
        ).fetchone() or (None, 0)
        if count:
            said = (
                f"{place(file_name, line, name)}: a spreadsheet kept only the first digits of the number "
                "(like 2.02504E+14), so that different ones may have become one. Format the column as text "
                "in Excel, and export again."
            )
            said += f" So in {count:,} rows." if count > 1 else ""
            warnings.append(Warning_(line, name, "cut_number", said, count))
    return warnings


def _suspects(connection: duckdb.DuckDBPyConnection, names: list[str]) -> list[str]:
    """The columns that hold a sign of it at all; most hold none, and are looked at no further.

    Only what is long and ends in a zero is read as a pattern.
    """
    if not names:
        return []
    asked = ", ".join(
        f"coalesce(bool_or(contains({name}, '+') or if(strlen({name}) > 15 and suffix({name}, '0'), "
        f"regexp_full_match({name}, $zeros), false)), false)"
        for name in names
    )
    answers = connection.execute(f"select {asked} from text_rows", {"zeros": _ZEROS}).fetchone() or ()
    return [name for name, answer in zip(names, answers, strict=True) if answer]
