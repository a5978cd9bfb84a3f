-- question: Which line of its claim is an event about, known or not?
-- grain: one row per event, with the line's number, code, date and patient
-- Lines that only X12 files know: told apart by code, date and occurrence, numbered behind those that are
-- known.
create or replace temp table x12_own_lines as
with own as (
    select practice_id, claim_id, code, service_date, occurrence, min(line_number) as line_number,
        count(distinct line_number) = 1 as is_one_number
    from x12_placed
    anti join x12_line_choices using (import_id, line)
    group by practice_id, claim_id, code, service_date, occurrence
),
judged as (
    select
        own.*,
        bool_and(is_one_number) over same_claim
        and max(count_of_number) over same_claim = 1
        and max(known.last_number) over same_claim is null as keeps_numbers,
        row_number() over (same_claim order by service_date, code, occurrence) as nth,
        coalesce(max(known.last_number) over same_claim, 0) as last_number
    from (select *, count(*) over (partition by practice_id, claim_id, line_number) as count_of_number
        from own) as own
    left join (
        select practice_id, claim_id, max(line_number) as last_number from claim_lines_known group by all
    ) as known using (practice_id, claim_id)
    window same_claim as (partition by practice_id, claim_id)
)
select practice_id, claim_id, code, service_date, occurrence,
    if(keeps_numbers, line_number, last_number + nth)::integer as line_number
from judged;

create or replace temp table x12_lined as
select
    events.* replace (
        coalesce(chosen.line_number, own.line_number) as line_number,
        coalesce(chosen.code, events.code) as code,
        coalesce(chosen.service_date, events.service_date) as service_date,
        coalesce(chosen.procedure_code, events.procedure_code) as procedure_code
    ),
    events.service_date as event_date
from x12_placed as events
left join x12_line_choices as chosen using (import_id, line)
left join x12_own_lines as own
    on chosen.import_id is null
    and own.practice_id = events.practice_id and own.claim_id = events.claim_id and own.code = events.code
    and own.service_date = events.service_date and own.occurrence = events.occurrence;
