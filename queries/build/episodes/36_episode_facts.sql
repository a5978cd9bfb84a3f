-- question: What did each episode bill, earn and wait for?
-- grain: one row per episode, before ids, consultations and checks
create or replace temp table episode_facts as
with marked as (
    select
        rows.*,
        outcomes.outcome_position,
        outcomes.first_adjudicated_position,
        -- the export wrote a won appeal over the denial: the first decision was a denial
        coalesce(
            is_approved(first_rows.outcome) and first_rows.appeal_outcome in ('overturned', 'partial'), false
        ) as is_appeal_on_row,
        if(
            is_appeal_on_row, outcomes.first_adjudicated_position, outcomes.first_denied_position
        ) as first_denied_position,
        case rows.outcome
            when 'reversal' then -abs(rows.paid)
            when 'duplicate' then 0
            else rows.paid
        end as counted_paid
    from episode_rows as rows
    join episode_outcomes as outcomes on outcomes.episode_number = rows.episode_number
    left join episode_rows as first_rows
        on first_rows.episode_number = outcomes.episode_number
        and first_rows.position = outcomes.first_adjudicated_position
    where not rows.dropped
)
select
    episode_number,
    arg_min(practice_id, position) as practice_id,
    arg_min(patient_id, position) as patient_id,
    arg_min(payer, position) as payer,
    arg_min(payer_key, position) as payer_key,
    first(plan_name order by position) as plan_name,
    first(provider_id order by position) as provider_id,
    first(provider_name order by position) as provider_name,
    arg_min(service_date, position) as service_date,
    arg_min(ordinal, position) as ordinal,
    arg_min(root_claim_id, position) as root_claim_id,
    min(row_order) filter (where position = 1) as first_place,
    min(submitted_date) as first_submitted,
    first(adjudicated_date order by position)
        filter (where position = first_adjudicated_position) as first_decided,
    count(*) filter (where outcome <> 'reversal') as submissions,
    coalesce(
        last(billed_amount order by position) filter (where outcome not in ('reversal', 'void', 'duplicate')),
        last(billed_amount order by position)
    ) as billed,
    sum(counted_paid) as paid,
    bool_or(conflict) as conflict,
    bool_or(is_appeal_on_row) as is_appeal_on_row,
    any_value(first_denied_position) as first_denied_position,
    bool_or(outcome = 'denied') as has_denied_row,
    bool_or(
        appeal_filed_date is not null or appeal_outcome is not null
        or status_kind = 'appealed' or submission_type = 'appeal'
    ) as appealed,
    bool_or(appeal_outcome in ('overturned', 'partial', 'upheld')) as has_appeal_verdict,
    bool_or(is_adjudicated and position > first_denied_position) as is_decided_after_denial,
    bool_or(outcome <> 'reversal' and position > first_denied_position) as is_sent_after_denial,
    coalesce(sum(counted_paid) filter (where position > first_denied_position), 0) as paid_after_denial,
    coalesce(
        min(appeal_filed_date), min(submitted_date) filter (where submission_type = 'appeal')
    ) as first_appeal_date
from marked
group by episode_number;
