-- question: Which line of its claim is an event about?
-- grain: one row per event, with the line's number, code, date and patient
-- Where a claim has a line several times, a take-back is about the one of its amount, and what corrects it too.
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

create or replace temp table claim_lines_known as
select
    practice_id, claim_id, line_number, code, service_date, any_value(procedure_code) as procedure_code,
    any_value(patient_id) as patient_id, list(distinct exported_date) as dates, list(distinct exported_code) as codes,
    max(billed_amount) as billed_amount,
    list(distinct {'paid': coalesce(paid_amount, 0), 'day': adjudicated_date})
        filter (where adjudicated_date is not null) as postings
from known_lines
group by practice_id, claim_id, line_number, code, service_date;

create or replace temp table x12_line_choices as
with met as (
    select
        events.import_id, events.line, events.occurrence, events.line_number = known.line_number as is_number,
        known.line_number, known.code, known.service_date, known.procedure_code,
        list_contains(known.dates, events.service_date) or known.service_date = events.service_date as is_day,
        abs(events.billed_amount) = known.billed_amount as is_billed,
        len(list_filter(
            known.postings,
            lambda posting: posting.paid = coalesce(events.paid_amount, 0)
                and posting.day - events.adjudicated_date between -14 and 60
        )) > 0 as is_posted
    from x12_placed as events
    join claim_lines_known as known
        on known.practice_id = events.practice_id and known.claim_id = events.claim_id
        and (known.code = events.code or list_contains(known.codes, events.code))
    where events.found_by is not null
),
-- A line of that day; else the claim's only line of that code, whose date was corrected.
of_day as (
    select *, dense_rank() over (partition by import_id, line order by line_number, code, service_date) as nth,
        count(*) over (partition by import_id, line) as candidates
    from met
    where is_day or not (select bool_or(others.is_day) from met as others
        where others.import_id = met.import_id and others.line = met.line)
),
chosen as (
    select *
    from of_day
    where is_day or candidates = 1
    qualify row_number() over (
        partition by import_id, line
        order by is_billed desc, coalesce(is_posted, false) desc, is_number desc, nth = occurrence desc, nth
    ) = 1
)
select import_id, line, line_number, code, service_date, procedure_code
from chosen;

-- Lines that only X12 files know: told apart by code, date and occurrence, numbered behind those that are known.
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
    from (select *, count(*) over (partition by practice_id, claim_id, line_number) as count_of_number from own) as own
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
