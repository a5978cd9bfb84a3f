-- question: Which billings have no consultation behind them, and since when could one have been recorded?
-- grain: one row per billing that is not linked and not void
-- episode_number: of its main episode.
create or replace table unlinked_billings as
with first_records as (
    select practice_id, min(consultation_date) as first_record from current_consultations group by practice_id
)
select
    billings.billing_id,
    billings.practice_id,
    linked_episodes.episode_number,
    if(
        billings.service_date >= first_records.first_record,
        'billed without record',
        'billed before the first record'
    ) as bucket,
    if(answered.billing_id is not null, 'a person said that it has none', 'no record is joined to it') as why,
    sums.billed,
    sums.paid
from billings
join linked_episodes on linked_episodes.billing_id = billings.billing_id and linked_episodes.is_main
join billing_sums as sums on sums.billing_id = billings.billing_id
left join first_records on first_records.practice_id = billings.practice_id
left join (from answered_billings where consultation_id is null) as answered
    on answered.billing_id = billings.billing_id
anti join links on links.billing_id = billings.billing_id
where not billings.is_void;

create or replace table data_facts as
select
    greatest(
        max(last_service_date), max(last_submitted_date), max(last_adjudicated_date)
    ) as as_of,
    min(first_service_date) as first_service_date,
    max(last_service_date) as last_service_date,
    max(last_adjudicated_date) as newest_decision_date,
    coalesce(sum(claim_rows), 0)::bigint as claim_rows,
    (select count(*) from d9311_rows) as d9311_rows,
    (select count(*) from current_consultations) as consultations,
    exists (
        select 1 from exported_columns
        where column_name in (
            'original_claim_id', 'submission_type', 'appeal_filed_date', 'appeal_decided_date',
            'appeal_outcome', 'appeal_recovered_amount'
        )
    ) or exists (
        select 1 from episode_rows where is_adjudicated group by episode_number having count(*) > 1
    ) as keeps_history
from practice_spans;
