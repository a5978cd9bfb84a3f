-- question: What is known of each item of work: its record, its code, its deadline, what is new?
-- grain: macro; one row per item; history_payer: whose history tells what it will bring
create or replace macro new_items() as table
select distinct
    item_of(episode_id, practice_id, consultation_id) as item_id
from change_rows
where call_number = newest_call() and change <> 'gone';

-- What is alike is told once, of all the items together: the step of a kind and code, what a record lacks.
create or replace macro work_items(filters) as table
with items as materialized (
    select
        item_of(episode_id, null, null) as item_id, kinds[1] as kind, kinds, practice_id, payer, payer_key,
        patient, provider_id, service_date, decided, billed, paid, denial_category as category,
        coalesce(denial_code, limit_code) as code, coalesce(group_code, limit_group) as group_code, age_days,
        expected_fee, allowed_known, claim_ids as claim_id, episode_id, consultation_id,
        consultation_id is not null as has_record, checklist
    from work_episodes(filters)
    union all by name
    select
        item_of(null, practice_id, consultation_id) as item_id, 'never billed' as kind,
        ['never billed'] as kinds, practice_id, payer, coalesce(payer_key, likely_payer_key) as payer_key,
        likely_payer, patient_id as patient, filter_provider_id as provider_id,
        consultation_date as service_date, claim_id, age_days, consultation_id, true as has_record, checklist
    from work_consultations(filters)
),
causes as (
    select
        alike.*,
        work_route(codes.route, group_code) as route,
        work_step(alike.kind, codes.next_step, group_code) as step
    from (select distinct kind, code, group_code from items) as alike
    left join denial_codes as codes on codes.code = alike.code
),
lacking as (
    select
        checklist,
        missing_elements(
            element_reason, element_date, element_time, element_method, element_professional,
            element_outcome, element_record
        ) as missing
    from checklists
)
select
    items.* exclude (checklist),
    lacking.missing,
    coalesce(items.payer, likely_payer) as history_payer,
    causes.route,
    if(items.kind in ('denied', 'rejected'), routed_step(causes.route, step), step) as next_step,
    case
        when items.kind in ('denied', 'underpaid', 'taken back') then last_day_to_appeal(decided, appeal_days)
        when is_to_be_filed(items.kind) then last_day_to_file(service_date, timely_filing_days)
    end as deadline,
    deadline - as_of_date(filters) as days_left,
    case
        when not is_to_be_filed(items.kind) then appeal_rule
        when likely_payer is not null then filing_rule || '; ' || likely_payer_basis()
        else filing_rule
    end as deadline_source,
    new_items.item_id is not null as is_new
from items
join lacking on lacking.checklist = items.checklist
join causes
    on causes.kind = items.kind
    and causes.code is not distinct from items.code
    and causes.group_code is not distinct from items.group_code
left join payer_limits on payer_limits.payer_key = items.payer_key
left join new_items() as new_items on new_items.item_id = items.item_id;
