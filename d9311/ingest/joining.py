"""Rows of X12 files joined to the rows of the same claims from the practice's own exports.

An 835 names the claim (CLP01), not the practice's patient, payer spelling or line numbers. Where an export, or
else an 837D, holds the same claim with the same service date, its names count. Nothing is overwritten: this is
made anew from what was imported, so that an import in any order, or its undoing, comes to the same.
"""

from __future__ import annotations

import duckdb

# A practice system posts a remittance some days after the payer wrote it; with the same payment on the same
# line so near in time it is one decision, whose date is then that of the practice system.
POSTED_WITHIN_DAYS = 14

_X12 = "select import_id from imports where encoding like 'X12 %'"

_STEPS = (
    """create or replace temp table x12_own as
    select claim_rows.*, imports.encoding = 'X12 835' as is_answer,
        coalesce(nullif(claim_rows.payer_order, ''), 'primary') as own_order,
        right(regexp_replace(upper(claim_rows.procedure_code), '[^A-Z0-9]', '', 'g'), 4) as code
    from claim_rows join imports using (import_id)
    where imports.encoding like 'X12 %'""",
    # An answer may learn from an 837D, too; an 837D only from the practice's own export.
    """create or replace temp table x12_known as
    select claim_rows.*, imports.encoding like 'X12 %' as is_x12,
        coalesce(nullif(claim_rows.payer_order, ''), 'primary') as own_order,
        right(regexp_replace(upper(claim_rows.procedure_code), '[^A-Z0-9]', '', 'g'), 4) as code
    from claim_rows join imports using (import_id)
    semi join x12_own on x12_own.claim_id = claim_rows.claim_id and x12_own.service_date = claim_rows.service_date
    where imports.encoding <> 'X12 835'""",
    # The practice's own exports before an 837D; what they say of a claim must be one thing.
    """create or replace temp table x12_claims_known as
    select is_x12, claim_id, service_date, min(practice_id) as practice_id, min(patient_id) as patient_id,
        max(practice_name) as practice_name, max(plan_name) as plan_name,
        max(provider_id) as provider_id, max(provider_name) as provider_name
    from x12_known group by is_x12, claim_id, service_date
    having count(distinct practice_id) = 1 and count(distinct patient_id) = 1
    qualify is_x12 = bool_and(is_x12) over (partition by claim_id, service_date)""",
    # A member whose claims are one patient's there is that patient on every claim.
    """create or replace temp table x12_patients_known as
    select x12_own.patient_id as member, min(known.patient_id) as patient_id, min(known.practice_id) as practice_id
    from x12_own join x12_claims_known as known using (claim_id, service_date)
    where not known.is_x12
    group by x12_own.patient_id
    having count(distinct known.patient_id) = 1 and count(distinct known.practice_id) = 1""",
    """create or replace temp table x12_payers_known as
    select is_x12, claim_id, service_date, own_order, min(payer_name) as payer_name
    from x12_known group by is_x12, claim_id, service_date, own_order having count(distinct payer_name) = 1
    qualify is_x12 = bool_and(is_x12) over (partition by claim_id, service_date, own_order)""",
    """create or replace temp table x12_lines_known as
    with lines as (
        select is_x12, claim_id, service_date, code, min(line_number) as line_number
        from x12_known group by is_x12, claim_id, service_date, code having count(distinct line_number) = 1
        qualify is_x12 = bool_and(is_x12) over (partition by claim_id, service_date, code)
    )
    select x12_own.import_id, x12_own.claim_id, x12_own.service_date, x12_own.code,
        min(lines.line_number) as line_number
    from x12_own join lines using (claim_id, service_date, code)
    where is_answer or not lines.is_x12
    group by all having count(distinct x12_own.line_number) = 1""",
    """create or replace temp table x12_submissions_known as
    select claim_id, service_date, submitted_date, first(submission_type) as submission_type,
        max(claim_type) filter (where claim_type <> 'secondary') as claim_type,
        first(original_claim_id) as original_claim_id, bool_or(attachment_sent) as attachment_sent,
        max(attachment_reference) as attachment_reference, max(coverage_verified_date) as coverage_verified_date
    from x12_known where submitted_date is not null and submission_type is distinct from 'void'
    group by claim_id, service_date, submitted_date""",
)

_JOINED = """create or replace table x12_claims as
with joined as (
    select x12_own.* replace (
        coalesce(patients.practice_id, claims.practice_id, x12_own.practice_id) as practice_id,
        coalesce(patients.patient_id, claims.patient_id, x12_own.patient_id) as patient_id,
        coalesce(claims.practice_name, x12_own.practice_name) as practice_name,
        coalesce(claims.plan_name, x12_own.plan_name) as plan_name,
        coalesce(claims.provider_id, x12_own.provider_id) as provider_id,
        coalesce(claims.provider_name, x12_own.provider_name) as provider_name,
        coalesce(payers.payer_name, x12_own.payer_name) as payer_name,
        coalesce(lines.line_number, x12_own.line_number) as line_number
    )
    from x12_own
    left join x12_claims_known as claims
        on claims.claim_id = x12_own.claim_id and claims.service_date = x12_own.service_date
        and (x12_own.is_answer or not claims.is_x12)
    left join x12_patients_known as patients on patients.member = x12_own.patient_id
    left join x12_payers_known as payers
        on payers.claim_id = x12_own.claim_id and payers.service_date = x12_own.service_date
        and payers.own_order = x12_own.own_order and (x12_own.is_answer or not payers.is_x12)
    left join x12_lines_known as lines
        on lines.import_id = x12_own.import_id and lines.claim_id = x12_own.claim_id
        and lines.service_date = x12_own.service_date and lines.code = x12_own.code
),
posted as (
    select joined.import_id, joined.line,
        arg_min(known.adjudicated_date, abs(known.adjudicated_date - joined.adjudicated_date)) as adjudicated_date,
        arg_min(known.submission_type, abs(known.adjudicated_date - joined.adjudicated_date)) as submission_type
    from joined
    join x12_known as known
        on known.claim_id = joined.claim_id and known.service_date = joined.service_date
        and known.code = joined.code and known.own_order = joined.own_order
        and known.paid_amount = joined.paid_amount
        and abs(known.adjudicated_date - joined.adjudicated_date) <= $days
    where joined.is_answer and not known.is_x12
    group by all
)
select joined.* exclude (is_answer, own_order, code) replace (
    coalesce(posted.adjudicated_date, joined.adjudicated_date) as adjudicated_date,
    coalesce(posted.submission_type, sent.submission_type, joined.submission_type) as submission_type,
    coalesce(joined.submitted_date, sent.submitted_date) as submitted_date,
    coalesce(joined.claim_type, sent.claim_type) as claim_type,
    coalesce(joined.original_claim_id, sent.original_claim_id) as original_claim_id,
    coalesce(joined.attachment_sent, sent.attachment_sent) as attachment_sent,
    coalesce(joined.attachment_reference, sent.attachment_reference) as attachment_reference,
    coalesce(joined.coverage_verified_date, sent.coverage_verified_date) as coverage_verified_date
)
from joined
left join posted using (import_id, line)
asof left join x12_submissions_known as sent
    on sent.claim_id = case when joined.is_answer then joined.claim_id end
    and sent.service_date = joined.service_date
    and joined.adjudicated_date >= sent.submitted_date"""


def make_joined(connection: duckdb.DuckDBPyConnection) -> str:
    """Make the claim rows as they are after joining; return the relation that holds them."""
    if not connection.execute(f"select 1 from ({_X12}) limit 1").fetchall():
        return "claim_rows"
    for step in _STEPS:
        connection.execute(step)
    connection.execute(_JOINED, {"days": POSTED_WITHIN_DAYS})
    for table in (
        "own",
        "known",
        "claims_known",
        "patients_known",
        "payers_known",
        "lines_known",
        "submissions_known",
    ):
        connection.execute(f"drop table temp.x12_{table}")
    connection.execute(
        f"create or replace view joined_claims as select * from claim_rows where import_id not in ({_X12}) "
        "union all by name select * from x12_claims"
    )
    return "joined_claims"
