"""Whether the two exports call one practice by two names, so that no consultation finds its claim."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from d9311.ingest.report import Notice

# So many consultations, and so many in a hundred of those with a day, are of a patient and a day of D9311
# claims of another practice that have no consultation there. Practices that all count their patients from 1
# do not share the days as well.
FEWEST = 3
PERCENT = 10
_FOUND = f"""
    with claimed as (
        select claim_rows.practice_id, patient_id, service_date as day, procedure_code
        from claim_rows join imports using (import_id)
        where not starts_with(encoding, 'X12')
    ),
    consulted as (
        select distinct practice_id, consultation_id, patient_id, consultation_date as day
        from consultation_rows
        where consultation_date is not null
    ),
    alone as (
        from consulted
        anti join (select distinct practice_id from claimed) as claiming using (practice_id)
    ),
    billed as (
        from claimed
        anti join consulted using (practice_id, patient_id, day)
        where procedure_code like '%9311%'
    ),
    met as (
        select alone.practice_id, billed.practice_id as other, count(distinct consultation_id) as found
        from alone
        join billed using (patient_id, day)
        group by all
    ),
    of_all as (
        select practice_id, count(distinct consultation_id) as consultations from alone group by practice_id
    )
    select practice_id, other, found
    from met
    join of_all using (practice_id)
    where found >= {FEWEST} and 100 * found >= {PERCENT} * consultations
    qualify row_number() over (partition by practice_id order by found desc, other) = 1
    order by practice_id"""


def said_of_practices(connection: duckdb.DuckDBPyConnection) -> Iterator[Notice]:
    """Yield what is to be said of each practice that has consultations, and its claims under another name."""
    for practice, other, count in connection.execute(_FOUND).fetchall():
        yield Notice(
            f"Practice {practice} has consultations and no claims, and {count:,} of them are of a patient "
            f"and a day on which practice {other} billed D9311 without a consultation: the two exports seem "
            "to call one practice by two names, so that no consultation finds its claim. Export practice_id "
            "in the same way in both, undo the import, and import again; give a file that names no practice "
            f"the practice {other} (--practice)."
        )
