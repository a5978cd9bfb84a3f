-- question: Which claim of the practice does a claim number of an X12 file mean?
-- grain: x12_claims_found one row per number, service date and practice given (`whose`) that names one claim
create or replace temp table x12_numbers as
select
    claim_id as number, service_date, whose, bool_and(is_number) as is_number, lower(claim_id) as folded,
    regexp_extract(lower(claim_id), '[^/\\_.:# -]+$') as bare,
    list(distinct (code, billed_amount)) as lines
from x12_events
group by claim_id, service_date, whose;

create or replace temp table claim_candidates as
with known as (
    select
        practice_id, claim_id, exported_claim_id, claim_identifier, exported_date,
        list(distinct (exported_code, billed_amount)) as lines
    from known_lines
    group by all
),
met as (
    select distinct
        numbers.number, numbers.service_date, numbers.whose, known.practice_id, known.claim_id,
        known.exported_date = numbers.service_date as is_day,
        list_has_any(known.lines, numbers.lines) as is_line,
        case
            when known.claim_identifier = numbers.number then 1
            when known.exported_claim_id = numbers.number then 2
            else 5
        end as kind,
        numbers.is_number
    from x12_numbers as numbers
    join known
        on known.claim_identifier = numbers.number
        or known.exported_claim_id = numbers.number
        or lower(known.claim_identifier) in (numbers.folded, numbers.bare)
        or lower(known.exported_claim_id) in (numbers.folded, numbers.bare)
        or regexp_extract(lower(known.exported_claim_id), '[^/\\_.:# -]+$') = numbers.folded
    where abs(known.exported_date - numbers.service_date) <= claim_spans_days()
        and numbers.whose in ('', known.practice_id)
)
select number, service_date, whose, practice_id, claim_id, is_number,
    min(case when kind = 5 then 5 when is_day then kind when is_line and is_number then kind + 2 else 5 end)
        as tier
from met
where (is_day and (kind < 5 or is_line)) or (is_line and is_number and kind < 5)
group by all;

create or replace temp table x12_claims_found as
with best as (
    select *
    from claim_candidates
    qualify tier = min(tier) over (partition by number, service_date, whose)
),
-- A number that is only alike must be the only one, from both sides.
single as (
    select *
    from best
    qualify count(*) over (partition by number, service_date, whose) = 1
        and (tier < 5 or count(distinct number) over (partition by practice_id, claim_id, tier) = 1)
),
of_number as (
    select number, whose, min(practice_id) as practice_id, min(claim_id) as claim_id
    from single where is_number
    group by number, whose
    having count(distinct (practice_id, claim_id)) = 1
)
select
    numbers.number, numbers.service_date, numbers.whose,
    coalesce(single.practice_id, of_number.practice_id) as practice_id,
    coalesce(single.claim_id, of_number.claim_id) as claim_id,
    if(single.tier = 5, 'alike', 'number') as found_by
from x12_numbers as numbers
left join single using (number, service_date, whose)
left join of_number on of_number.number = numbers.number and of_number.whose = numbers.whose
    and numbers.is_number
    and not exists (
        select 1 from claim_candidates as others
        where others.number = numbers.number and others.service_date = numbers.service_date
            and others.whose = numbers.whose
    )
where coalesce(single.claim_id, of_number.claim_id) is not null;
