-- question: To which claim does each row of the practice's own exports belong, where a number may be none?
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
left join not_numbers_of_exports as not_numbers using (practice_id, claim_id)
where claim_rows.import_id in (select import_id from imports where encoding not like 'X12 %');
