-- question: Which claim rows are D9311, and which could be same-day codes beside one?
-- grain: one row per current claim row whose cleaned code is D9311 or stands in the same-day list
create or replace temp table procedure_codes as
with exported as (
    select distinct procedure_code from claim_groups
),
cleaned as (
    select
        procedure_code,
        regexp_replace(
            trim(regexp_replace(regexp_replace(upper(trim(procedure_code)), '^AD:', ''), ':.*$', '', 's')),
            '\.$',
            ''
        ) as code
    from exported
),
lettered as (
    select
        procedure_code,
        code,
        'D' || regexp_extract(regexp_replace(code, '^(\d{4})\.0$', '\1'), '^0?(\d{4})$', 1) as with_letter
    from cleaned
)
select
    procedure_code,
    if(
        with_letter = 'D9311' or with_letter in (select code from same_day_code_list), with_letter, code
    ) as code
from lettered;

-- A table of its own: read twice in one statement, the rows of all claims would be copied with every column.
create or replace temp table d9311_days as
select distinct claims.practice_id, claims.patient_id, claims.service_date
from current_claims as claims
join procedure_codes using (procedure_code)
where procedure_codes.code = 'D9311';

create or replace temp table coded_rows as
with wanted as (
    select procedure_code, code
    from procedure_codes
    where code = 'D9311' or code in (select code from same_day_code_list)
)
select
    claims.*,
    wanted.code,
    coalesce(statuses.status_kind, 'unknown') as status_kind
from current_claims as claims
join wanted on wanted.procedure_code = claims.procedure_code
semi join d9311_days
    on d9311_days.practice_id = claims.practice_id
    and d9311_days.patient_id = claims.patient_id
    and d9311_days.service_date = claims.service_date
left join status_table as statuses
    on statuses.accepted = regexp_replace(lower(claims.status), '[^a-z0-9]', '', 'g');
