-- question: Which of several like lines does a take-back, or what corrects it, mean?
-- grain: one row per event whose occurrence is another than its place in the file
-- Where a claim has a line several times, a take-back is about the one of its amount, and what corrects it
-- too.
create or replace temp table x12_taken_back as
with several as (
    select *, coalesce(claim_status_code = '22' or paid_amount < 0, false) as is_reversal
    from x12_placed
    where source = '835'
    qualify max(occurrence) over (partition by practice_id, claim_id, identity_key, code, service_date) > 1
),
pairs as (
    select back.import_id, back.line, paid.occurrence, back.occurrence as own_occurrence, back.remittance,
        back.practice_id, back.claim_id, back.identity_key, back.code, back.service_date
    from several as back
    join several as paid using (practice_id, claim_id, identity_key, code, service_date)
    where back.is_reversal and not paid.is_reversal and paid.paid_amount = -back.paid_amount
    qualify row_number() over (
        partition by back.import_id, back.line
        order by (paid.payer_claim_control_number = back.payer_claim_control_number) desc nulls last,
            (paid.occurrence = back.occurrence) desc, paid.adjudicated_date, paid.occurrence
    ) = 1
)
select import_id, line, occurrence
from pairs
union all
select events.import_id, events.line, pairs.occurrence
from several as events
join pairs using (import_id, practice_id, claim_id, identity_key, code, service_date)
where not events.is_reversal and events.occurrence = pairs.own_occurrence
    and events.remittance is not distinct from pairs.remittance and events.line > pairs.line;

update x12_placed set occurrence = x12_taken_back.occurrence
from x12_taken_back
where x12_placed.import_id = x12_taken_back.import_id and x12_placed.line = x12_taken_back.line;
