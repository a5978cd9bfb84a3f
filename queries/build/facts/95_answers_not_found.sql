-- question: Which answers of the days that exports tell of are on no claim of an export?
-- grain: one row per line of D9311 in a remittance; `rule` is that of finding_rows
create or replace temp table answers_not_found as
with unfound as (
    -- a file without a practice may mean the claims of any
    select answers.*, if(imports.practice_given is null, null, answers.practice_id) as of_practice
    from payer_answers as answers
    join imports using (import_id)
    where answers.found_by is null
),
spans as (
    select practice_id, min(service_date) as first_date, max(service_date) as last_date
    from export_rows
    where exists (select 1 from unfound)
    group by grouping sets ((practice_id), ())
),
numbers_of_several as (
    select exported_claim_id as number
    from export_rows
    semi join (from unfound where of_practice is null) as asked on asked.x12_number = exported_claim_id
    group by exported_claim_id
    having count(distinct practice_id) > 1
)
select
    unfound.*,
    if(numbers_of_several.number is null, 'not_posted', 'of_several_practices') as rule
from unfound
left join numbers_of_several on of_practice is null and number = x12_number
join spans on spans.practice_id is not distinct from of_practice
    and service_date between first_date and last_date
where outcome <> 'secondary';
