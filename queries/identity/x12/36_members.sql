-- question: Which patient of the practice is a member that the payer names?
-- grain: one row per member whose claims are one patient's: of all practices (`whose` blank), and of each
-- practice
create or replace temp table x12_members as
with met as (
    select distinct events.patient_id as member, known.practice_id, known.patient_id
    from x12_events as events
    join x12_claims_found as found on found.number = events.claim_id
        and found.service_date = events.service_date
        and found.whose = events.whose
    join known_lines as known on known.practice_id = found.practice_id and known.claim_id = found.claim_id
)
select member, '' as whose, min(practice_id) as practice_id, min(patient_id) as patient_id
from met
group by member
having count(*) = 1
union all
select member, practice_id, practice_id, min(patient_id)
from met
group by member, practice_id
having count(*) = 1;
