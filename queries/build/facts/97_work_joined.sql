-- question: What is known of each item of work: its record, its code, its deadline, what is new?
-- grain: macro; one row per item; history_payer: whose history tells what it will bring
create or replace macro new_items() as table
select distinct
    item_of(episode_id, practice_id, consultation_id) as item_id
from change_rows
where call_number = newest_call() and change <> 'gone';

create or replace macro work_items(filters) as table
with items as (
    select
        item_of(episode_id, null, null) as item_id, kinds[1] as kind, kinds, practice_id, payer, payer_key,
        patient, provider_id, service_date, outcome, decided, billed, paid, denial_category as category,
        coalesce(denial_code, limit_code) as code, coalesce(group_code, limit_group) as group_code, age_days,
        expected_fee, allowed_known, episode_id, consultation_id,
        consultation_id is not null as has_record,
        missing_elements(
            element_reason, element_date, element_time, element_method, element_professional,
            element_outcome, element_record
        ) as missing
    from work_episodes(filters)
    union all by name
    select
        item_of(null, practice_id, consultation_id) as item_id, 'never billed' as kind,
        ['never billed'] as kinds, practice_id, payer, coalesce(payer_key, likely_payer_key) as payer_key,
        likely_payer, patient_id as patient, filter_provider_id as provider_id,
        consultation_date as service_date, claim_id, age_days, consultation_id, true as has_record,
        missing_elements(
            element_reason, element_date, element_time, element_method, element_professional,
            element_outcome, element_record
        ) as missing
    from work_consultations(filters)
)
select
    items.* replace (coalesce(items.claim_id, numbers.claim_ids) as claim_id),
    coalesce(items.payer, likely_payer) as history_payer,
    codes.next_step as code_step,
    work_route(codes.route, group_code) as route,
    case when kind in ('denied', 'underpaid', 'taken back') then last_day_to_appeal(decided, appeal_days)
        when is_to_be_filed(kind) then last_day_to_file(service_date, timely_filing_days)
    end as deadline,
    deadline - as_of_date(filters) as days_left,
    if(
        is_to_be_filed(kind),
        concat_ws(
            '; ', format('file within {} days of the service', timely_filing_days),
            coalesce(timely_filing_source, 'source not noted'),
            if(likely_payer is not null, likely_payer_basis(), null)
        ),
        format('appeal within {} days of the decision; {}', appeal_days,
            coalesce(appeal_source, 'source not noted'))
    ) as deadline_source,
    new_items.item_id is not null as is_new
from items
left join claim_numbers as numbers on numbers.episode_id = items.episode_id
left join payer_limits on payer_limits.payer_key = items.payer_key
left join (select code, next_step, route from denial_codes) as codes on codes.code = items.code
left join new_items() as new_items on new_items.item_id = items.item_id;
