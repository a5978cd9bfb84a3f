"""Whether a file writes the numbers of earlier imports in another way: `12` where they have `0012`.

A spreadsheet takes leading zeros away when it opens and saves an export, other programs change capitals or
put `.0` behind. The claims would count twice, so that the file is refused with a question. The measure is
written down in docs/definitions/import.md.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from d9311.ingest.report import FileReport
from d9311.ingest.storing.history import named
from d9311.ingest.storing.schema import ROW_TABLES

FEWEST = 3  # so many numbers of one practice are no accident
LOOKED_AT = 200_000  # of a larger file about so many rows are compared, told by their number

REPAIR = (
    "A spreadsheet does so when it opens and saves an export: import the file as the practice system wrote "
    "it, or undo the earlier imports."
)
HOW = "Where it is another practice's, give it a practice name (--practice NAME)"
HOW_OWN = "Where it is another practice's, give each practice an id of its own in the export"

# What two rows agree in beside their numbers, where the numbers are one.
_SAME = {"claims": "service_date, billed_amount", "consultations": "consultation_date"}
# Of claims those with D9311 are looked at, which alone would count twice.
_OF = {"claims": "procedure_code like '%9311%'", "consultations": "true"}
# Without a decimal point and its zeros, capitals, spaces and punctuation, and zeros before a number.
_BARE = r"""regexp_replace(
    regexp_replace(regexp_replace(upper({0}), '[.,]0+$', ''), '[^\p{{L}}\p{{N}}]', '', 'g'),
    '(^|[^0-9])0+([0-9])', '\1\2', 'g')"""
# The file's numbers that no earlier export has, and the rows of earlier exports.
_BOTH = """
    with earlier as (
        select practice_id, {number} as number, {same}, import_id
        from {table} join imports using (import_id)
        where import_id < $id and encoding not like 'X12 %' and not is_sample and {of}
    ),
    new as materialized (
        select distinct practice_id, {number} as number, {same}
        from {table}
        where import_id = $id and {of} and {looked_at}
            and (practice_id, {number}) not in (
                select (practice_id, number) from earlier where {looked_at_then})
    )"""
_AGREEING = (
    _BOTH
    + """
    select practice_id, count(distinct new.number), list(distinct earlier.import_id)
    from new
    join earlier using (practice_id, {same})
    where {bare_new} = {bare_earlier}
        and (practice_id, earlier.number) not in (
            select (practice_id, {number}) from {table} where import_id = $id)
    group by practice_id
    having count(distinct new.number) >= {fewest}"""
)
_ALIKE = (
    _BOTH
    + """
    select count(distinct new.number)
    from new
    semi join (select distinct practice_id, {bare_earlier} as bare from earlier) as known
        on known.practice_id = new.practice_id and known.bare = {bare_new}
    where new.practice_id = $practice"""
)


def count_rewritten(connection: duckdb.DuckDBPyConnection, file: FileReport) -> tuple[int, list[int]]:
    """How many numbers of the file are those of earlier imports, written in another way, and of which
    imports; 0 where it is not sure."""
    earlier = "from imports where import_id < $id and kind = $kind and not is_sample limit 1"
    if not connection.execute(earlier, {"id": file.import_id, "kind": file.kind}).fetchall():
        return 0, []
    every = max(1, file.rows_kept // LOOKED_AT)
    number = f"{file.kind.removesuffix('s')}_id"
    parts = {
        "table": ROW_TABLES[file.kind],
        "number": number,
        "same": _SAME[file.kind],
        "of": _OF[file.kind],
        "bare_new": _BARE.format("new.number"),
        "bare_earlier": _BARE.format("earlier.number"),
        "looked_at": f"hash({number}) % {every} = 0" if every > 1 else "true",
        "looked_at_then": f"hash(number) % {every} = 0" if every > 1 else "true",
        "fewest": FEWEST,
    }
    agreeing = connection.execute(_AGREEING.format(**parts), {"id": file.import_id}).fetchall()
    for practice, count, imports in sorted(agreeing, key=lambda found: -found[1]):
        asked = {"id": file.import_id, "practice": practice}
        (alike,) = connection.execute(_ALIKE.format(**parts), asked).fetchone() or (0,)
        if 2 * count >= alike:
            return int(count), list(imports)
    return 0, []


def ask_of_rewritten(connection: duckdb.DuckDBPyConnection, file: FileReport) -> None:
    """Refuse a file whose claims or consultations would count twice, with a question."""
    count, imports = count_rewritten(connection, file)
    if not count:
        return
    noun = file.kind.removesuffix("s")
    what = "day and amount" if file.kind == "claims" else "day"
    file.is_rewritten = True
    file.question = (
        f"{count:,} of its {noun} numbers are those of {named(connection, imports)}, of the same {what}, "
        "written in another way (as 12 for 0012, or 12.0): they would count twice"
    )
    how = HOW_OWN if "practice_id" in file.columns and not file.practice else HOW
    file.refused = True
    file.error = (
        f"{Path(file.path).name}: {file.question}. {REPAIR} {how}; --newer-data takes them all the same."
    )
