-- question: Which rows did the practice's own exports bring, and to which claim does each belong?
-- grain: one row per kept row of every export, also of those that a newer one replaces
create or replace view not_numbers_of_exports as
select distinct practice_id, claim_id
from not_claim_numbers
join imports using (import_id)
where imports.encoding not like 'X12 %';

create or replace view export_rows as
select claim_rows.* replace (
    if(not_numbers.claim_id is null, claim_rows.claim_id,
        told_apart(claim_rows.claim_id, claim_rows.patient_id, claim_rows.service_date)) as claim_id
), claim_rows.claim_id as exported_claim_id
from claim_rows
join imports using (import_id)
left join not_numbers_of_exports as not_numbers using (practice_id, claim_id)
where imports.encoding not like 'X12 %';
