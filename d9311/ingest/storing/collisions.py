"""Whether a file's numbers tell of something else than in earlier imports: another practice, or newer data?

Every practice system counts from 1. Where two practices' files do not name their practice, the rows of one
would replace those of the other; so a file whose numbers stand for other patients than before is asked about
first. The measure is written down in docs/definitions/import.md.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from d9311.ingest.report import FileReport, as_text
from d9311.ingest.storing.history import named
from d9311.ingest.storing.rewritten import ask_of_rewritten
from d9311.ingest.storing.schema import ROW_TABLES

FEWEST = 3  # so many numbers, or patients, are no slip of the keyboard and no merged patient
LOOKED_AT = 200_000  # of a larger file about so many rows are compared, told by their number

HOW = "Give it a practice name (--practice NAME), or say --newer-data to replace."
HOW_OWN = "Give each practice an id of its own in the export, or say --newer-data to replace."

# Rows that stand for the same thing agree here; of a number it is enough that one row agrees with an earlier
# one.
_SAME_ROW = {
    "claims": "practice_id, claim_id as number, coalesce(line_number, 1) as part, "
    "case when payer_order in ('secondary', 'tertiary') then payer_order else 'primary' end as payer_order",
    "consultations": "practice_id, consultation_id as number, 1 as part, 'primary' as payer_order",
}
_COMPARED = {
    "claims": "patient_id, service_date as day, lower(trim(payer_name)) as payer, "
    "adjudicated_date as decided, paid_amount as paid, null::text as reason, null::text as outcome",
    "consultations": "patient_id, consultation_date as day, null::text as payer, null::date as decided, "
    "null::decimal(12,2) as paid, lower(trim(reason)) as reason, lower(trim(outcome)) as outcome",
}
# A text that holds the earlier one is the same, completed.
_OTHER = "not (contains(own.{0}, earlier.{0}) or contains(earlier.{0}, own.{0}))"
_COUNTED = """
    with own as materialized (
        select distinct {row}, {compared} from {table} where import_id = $id and {looked_at}
    ),
    earlier as (
        select distinct {row}, {compared}, {table}.import_id
        from {table} join imports using (import_id)
        where {earlier} and encoding not like 'X12 %' and {looked_at}
            and {number} in (select number from own)
    ),
    pairs as (
        select practice_id, number, earlier.import_id, earlier.patient_id as earlier_patient,
            own.patient_id <> earlier.patient_id as of_other_patient,
            coalesce(own.day <> earlier.day, false) as on_other_day,
            coalesce(own.payer <> earlier.payer, false) as to_other_payer,
            coalesce(own.decided = earlier.decided and own.paid <> earlier.paid, false) as answered_otherwise,
            coalesce({other_reason}, {other_outcome}, false) as has_other_text
        from own join earlier using (practice_id, number, part, payer_order)
    ),
    numbers as (
        select practice_id, number, bool_and(of_other_patient) as is_of_other_patient,
            bool_and(
                of_other_patient and (on_other_day or to_other_payer or answered_otherwise or has_other_text)
                or to_other_payer and (on_other_day or answered_otherwise)
                or on_other_day and has_other_text
            ) as is_something_else,
            bool_and(has_other_text) as is_of_other_text, bool_and(on_other_day) as is_on_other_day,
            min(earlier_patient) as earlier_patient
        from pairs group by practice_id, number
    )
    select count(*), count(*) filter (is_something_else), count(*) filter (is_of_other_patient),
        count(*) filter (is_something_else and is_of_other_patient),
        count(distinct earlier_patient) filter (is_of_other_patient), count(*) filter (is_of_other_text),
        count(*) filter (is_on_other_day),
        (select list(distinct import_id) from pairs)
    from numbers"""


@dataclass(frozen=True)
class Shared:
    """Of the numbers that a file and earlier imports both have, how many tell of something else.

    `something_else`: by two signs at least; `other_patient`: of another patient, whose earlier ones are
    `earlier_patients`; `both`: by two signs of which the patient is one; `other_text`: another reason or
    outcome; `other_day`.
    """

    numbers: int
    something_else: int
    other_patient: int
    both: int
    earlier_patients: int
    other_text: int
    other_day: int
    imports: tuple[int, ...]

    def differ(self, otherwise: str, alone: Sequence[str]) -> tuple[int, str]:
        """Return how many numbers no update explains, and of what others they are; 0 where an update may do.

        `otherwise`: the word where they are not of other patients; `alone`: what counts by itself, reasons or
        days.
        """
        if self.numbers < FEWEST:
            return (self.both, "patients") if self.numbers and self.both == self.numbers else (0, "")
        if self._most(self.other_patient) and self.earlier_patients >= FEWEST:
            return self.other_patient, "patients"
        if self._most(self.something_else):
            return self.something_else, "patients" if self.both * 2 >= self.something_else else otherwise
        one_sign = {"reasons": self.other_text, "days": self.other_day}
        return next(((one_sign[what], what) for what in alone if self._most(one_sign[what])), (0, ""))

    def _most(self, count: int) -> bool:
        return count >= FEWEST and count * 2 >= self.numbers


def ask(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[FileReport],
    newer_data: bool | Sequence[str | os.PathLike[str]],
) -> None:
    """Refuse each file of a call that may be another practice's, with a question; `newer_data`: those that
    are not.

    Of a file that names no practice other texts count by themselves. Other days may be corrected ones: they
    do so where it is open anyway whose it is, when another file of the call is asked about, or the data hold
    several practices.
    """
    found = {}
    for file in files:
        is_new = not (file.unchanged or file.refused) and file.kind in ROW_TABLES
        if is_new and not file.encoding.startswith("X12"):
            found[file.path] = shared = count_shared(connection, file)
            file.shared = shared.numbers
    open_ = [file for file in files if file.path in found and not _is_accepted(file, newer_data)]
    for file in open_:
        _ask(connection, file, found[file.path], () if _has_practice(file) else ("reasons",))
    is_asked = any(file.question for file in open_)
    for file in open_:
        if not file.question and not _has_practice(file) and (is_asked or _holds_several(connection)):
            _ask(connection, file, found[file.path], ("days",))
    for file in open_:
        if not (file.question or file.is_reassigned):
            ask_of_rewritten(connection, file)


def _is_accepted(file: FileReport, newer_data: bool | Sequence[str | os.PathLike[str]]) -> bool:
    return (
        newer_data
        if isinstance(newer_data, bool)
        else file.path in [as_text(Path(path)) for path in newer_data]
    )


def _has_practice(file: FileReport) -> bool:
    return bool(file.practice) or "practice_id" in file.columns


def _holds_several(connection: duckdb.DuckDBPyConnection) -> bool:
    rows = " union ".join(
        f"select practice_id from {table} join imports using (import_id) where not is_sample"
        for table in ROW_TABLES.values()
    )
    return len(connection.execute(f"select practice_id from ({rows}) limit 2").fetchall()) > 1


def count_shared(connection: duckdb.DuckDBPyConnection, file: FileReport) -> Shared:
    """Compare the stored rows of a file with those of the same practice in earlier imports; in all others,
    where it was imported before and only its practice is another."""
    earlier = "from imports where import_id <> $id and kind = $kind and encoding not like 'X12 %' limit 1"
    if not connection.execute(earlier, {"id": file.import_id, "kind": file.kind}).fetchall():
        return Shared(0, 0, 0, 0, 0, 0, 0, ())
    every = max(1, file.rows_kept // LOOKED_AT)
    number = f"{file.kind.removesuffix('s')}_id"
    query = _COUNTED.format(
        number=number,
        row=_SAME_ROW[file.kind],
        compared=_COMPARED[file.kind],
        other_reason=_OTHER.format("reason"),
        other_outcome=_OTHER.format("outcome"),
        table=ROW_TABLES[file.kind],
        earlier="import_id <> $id" if file.is_reassigned else "import_id < $id",
        looked_at=f"hash({number}) % {every} = 0" if every > 1 else "true",
    )
    found = connection.execute(query, {"id": file.import_id}).fetchone()
    numbers, other, patient, both, patients, text, day, imports = found or (0, 0, 0, 0, 0, 0, 0, None)
    return Shared(numbers, other, patient, both, patients, text, day, tuple(imports or ()))


def _ask(
    connection: duckdb.DuckDBPyConnection, file: FileReport, shared: Shared, alone: Sequence[str]
) -> None:
    otherwise = "payers" if file.kind == "claims" else "days and reasons"
    count, what = shared.differ(otherwise, alone)
    if not count:
        return
    noun = file.kind.removesuffix("s")
    file.question = (
        f"{count:,} of the {shared.numbers:,} {noun} numbers that it shares with "
        f"{named(connection, shared.imports)} stand there for other {what}: is this "
        "another practice, or newer data?"
    )
    how = HOW_OWN if "practice_id" in file.columns and not file.practice else HOW
    file.refused, file.error = True, f"{Path(file.path).name}: {file.question} {how}"
