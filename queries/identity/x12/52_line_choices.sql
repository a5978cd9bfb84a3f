-- question: Which line of its claim that the exports know is an event about?
-- grain: one row per event that is about one
create or replace temp table claim_lines_known as
select
    practice_id, claim_id, line_number, code, service_date, any_value(procedure_code) as procedure_code,
    any_value(patient_id) as patient_id, list(distinct exported_date) as dates,
        list(distinct exported_code) as codes,
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
    select *, dense_rank() over (partition by import_id, line order by line_number, code, service_date)
        as nth,
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
