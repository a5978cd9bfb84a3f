-- question: What is the final outcome of each episode, which row gave it, and by which rule?
-- grain: one row per episode
create or replace table episode_outcomes as
with present as (
    select
        rows.episode_number,
        max(rows.position) filter (
            where rows.outcome = 'pending' and not list_contains(walk.voided_pending, rows.position)
        ) as last_open_position,
        max(rows.position) filter (where rows.outcome = 'pending') as pending_position,
        max(rows.position) filter (where rows.outcome = 'rejected') as rejected_position,
        max(rows.position) filter (where rows.outcome = 'unsent') as unsent_position,
        max(rows.position) filter (where rows.outcome = 'indeterminate') as indeterminate_position,
        max(rows.position) filter (where rows.outcome = 'capitated') as capitated_position,
        max(rows.position) filter (where rows.outcome = 'duplicate') as duplicate_position,
        max(rows.position) filter (where rows.outcome = 'void') as void_position,
        max(rows.position) filter (where rows.is_adjudicated) as adjudicated_position,
        min(rows.position) filter (where rows.is_adjudicated) as first_adjudicated_position,
        min(rows.position) filter (where rows.outcome = 'denied') as denied_position
    from episode_rows as rows
    join episode_walk as walk on walk.episode_number = rows.episode_number
    where not rows.dropped
    group by rows.episode_number
),
found as (
    select
        walk.episode_number,
        walk.standing[-1] as standing_position,
        case
            when len(walk.standing) > 0 then null
            when present.last_open_position is not null then 'pending'
            when walk.has_void_removal then 'void'
            when walk.has_reversal_removal then 'taken_back'
            when present.rejected_position is not null then 'rejected'
            when present.unsent_position is not null then 'unsent'
            when present.indeterminate_position is not null then 'indeterminate'
            when present.capitated_position is not null then 'capitated'
            when present.duplicate_position is not null then 'duplicate'
            when present.void_position is not null then 'void'
            else 'only_reversals'
        end as fallback,
        present.* exclude (episode_number)
    from episode_walk as walk
    join present on present.episode_number = walk.episode_number
),
placed as (
    select
        *,
        case
            when standing_position is not null then standing_position
            when fallback = 'pending' then pending_position
            when fallback = 'void' then void_position
            when fallback in ('taken_back', 'indeterminate') then indeterminate_position
            when fallback = 'rejected' then rejected_position
            when fallback = 'unsent' then unsent_position
            when fallback = 'capitated' then capitated_position
            when fallback = 'duplicate' then duplicate_position
        end as outcome_position
    from found
),
given as (
    select
        placed.*,
        rows.outcome as row_outcome,
        rows.rule as row_rule,
        coalesce(rows.outcome = 'denied' and rows.appeal_outcome in ('overturned', 'partial'), false)
        and placed.outcome_position = placed.adjudicated_position as is_appeal_won,
        rows.appeal_outcome,
        rows.appeal_recovered_amount,
        rows.appeal_decided_date,
        rows.adjudicated_date,
        coalesce(rows.is_adjudicated, false) as is_adjudicated
    from placed
    left join episode_rows as rows
        on rows.episode_number = placed.episode_number and rows.position = placed.outcome_position
)
select
    episode_number,
    outcome_position,
    last_open_position,
    first_adjudicated_position,
    denied_position,
    is_adjudicated,
    is_appeal_won,
    if(is_appeal_won, coalesce(appeal_recovered_amount, 0), 0) as appeal_won_amount,
    case
        when is_appeal_won and appeal_recovered_amount = 0 then 'approved_zero'
        when is_appeal_won and appeal_outcome = 'partial' then 'approved_reduced'
        when is_appeal_won then 'approved_paid'
        when fallback in ('taken_back', 'only_reversals') then 'indeterminate'
        else coalesce(fallback, row_outcome)
    end as outcome,
    case
        when is_appeal_won then 'appeal_won'
        when fallback = 'taken_back' then 'taken_back'
        when fallback = 'only_reversals' then 'reversal'
        else row_rule
    end as rule,
    if(is_appeal_won, appeal_decided_date, adjudicated_date) as outcome_date
from given;
