-- question: To which claim does each event belong?
-- grain: one row per event
-- A member whose claims are one patient's is that patient on every claim.
create or replace temp table x12_placed as
select
    events.* replace (
        coalesce(by_content.practice_id, found.practice_id, members.practice_id, events.practice_id)
            as practice_id,
        coalesce(by_content.claim_id, found.claim_id,
            if(events.is_number, events.claim_id,
                told_apart(events.claim_id, events.patient_id, events.service_date))
        ) as claim_id
    ),
    events.claim_id as number,
    case when by_content.claim_id is not null then 'content' else found.found_by end as found_by,
    members.patient_id as known_patient,
    payers.identity_key, payers.rule as payer_rule
from x12_events as events
join x12_payers as payers using (payer_key)
left join x12_claims_found as found
    on found.number = events.claim_id and found.service_date = events.service_date
    and found.whose = events.whose
left join content_joins as by_content
    on by_content.number = events.claim_id and by_content.service_date = events.service_date
    and by_content.whose = events.whose and by_content.code = events.code and not by_content.is_refused
    and events.source = '835'
left join x12_members as members on members.member = events.patient_id and members.whose = events.whose;
