-- question: Which claims does a later export of their days no longer hold?
-- grain: exported_claims one row per D9311 claim and export, of practices with several exports;
--   vanished_claims one row per such claim
-- identity.md, A10. An export of one month, payer or status says nothing of the claims that it leaves out.
create or replace temp table exported_claims as
with of_several as (
    select practice_id
    from import_practices
    join imports using (import_id)
    where imports.kind = 'claims' and imports.encoding not like 'X12 %'
    group by practice_id
    having count(*) > 1
)
select practice_id, claim_id, import_id, min(service_date) as first_date, max(service_date) as last_date
from export_rows
semi join of_several using (practice_id)
semi join (from procedure_codes where code = 'D9311') as codes using (procedure_code)
group by practice_id, claim_id, import_id;

create or replace temp table vanished_claims as
with days as (
    select practice_id, import_id, min(first_date) as first_date, max(last_date) as last_date
    from exported_claims
    group by practice_id, import_id
),
claims as (
    select practice_id, claim_id, list(import_id) as held_by, min(import_id) as first_import,
        max(import_id) as last_import, min(first_date) as first_date, max(last_date) as last_date
    from exported_claims
    group by practice_id, claim_id
),
expected as (
    select claims.practice_id, claims.claim_id, claims.last_import, days.import_id,
        list_contains(held_by, days.import_id) as is_held,
        list_max(list_filter(held_by, lambda held: held < days.import_id)) as held_before
    from claims
    join days
        on days.practice_id = claims.practice_id and days.import_id > claims.first_import
        and days.first_date < claims.first_date and days.last_date > claims.last_date
),
whole as (
    select practice_id, import_id, held_before
    from expected
    group by practice_id, import_id, held_before
    having count(*) filter (where is_held) >= greatest(10, 0.9 * count(*))
)
select distinct practice_id, claim_id, last_import
from expected
semi join whole using (practice_id, import_id, held_before)
-- a row of it came later and was set aside, which is told
anti join rows_to_mend as aside
    on aside.record_id = expected.claim_id and aside.import_id > expected.last_import
    and coalesce(aside.practice_id = expected.practice_id, true)
where last_import = held_before and not is_held;
