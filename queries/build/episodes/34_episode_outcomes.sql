-- question: What is the final outcome of each episode, which row gave it, and by which rule?
-- grain: one row per episode
create or replace table episode_outcomes as
with last_of_each as (
    select episode_number, outcome, max(position) as position
    from episode_rows
    where not dropped
    group by episode_number, outcome
),
last_positions as (
    select episode_number, map(list(outcome), list(position)) as last_position
    from last_of_each
    group by episode_number
),
adjudicated as (
    select
        episode_number,
        min(position) as first_adjudicated_position,
        max(position) as last_adjudicated_position,
        min(position) filter (where outcome = 'denied') as first_denied_position
    from episode_rows
    where is_adjudicated
    group by episode_number
),
open_rows as (
    select rows.episode_number, max(rows.position) as last_open_position
    from episode_rows as rows
    join episode_walk as walk on walk.episode_number = rows.episode_number
    where rows.outcome = 'pending' and not rows.dropped and not list_contains(walk.voided_pending, rows.position)
    group by rows.episode_number
),
found as (
    select
        walk.episode_number,
        walk.standing[-1] as standing_position,
        open_rows.last_open_position,
        last_positions.last_position,
        adjudicated.* exclude (episode_number),
        -- where no decision is left standing
        case
            when len(walk.standing) > 0 then null
            when open_rows.last_open_position is not null then 'pending'
            when walk.has_void_removal then 'void'
            when walk.has_reversal_removal then 'taken_back'
            else coalesce(
                list_filter(
                    ['rejected', 'unsent', 'indeterminate', 'capitated', 'duplicate', 'void'],
                    lambda outcome: map_contains(last_positions.last_position, outcome)
                )[1],
                'only_reversals'
            )
        end as fallback
    from episode_walk as walk
    join last_positions on last_positions.episode_number = walk.episode_number
    left join adjudicated on adjudicated.episode_number = walk.episode_number
    left join open_rows on open_rows.episode_number = walk.episode_number
),
placed as (
    select
        *,
        if(fallback in ('taken_back', 'only_reversals'), 'indeterminate', fallback) as fallback_outcome,
        coalesce(standing_position, last_position[fallback_outcome]) as outcome_position
    from found
)
select
    placed.episode_number, placed.outcome_position, placed.last_open_position,
    placed.first_adjudicated_position, placed.first_denied_position,
    coalesce(rows.is_adjudicated, false) as is_adjudicated,
    coalesce(rows.outcome = 'denied' and rows.appeal_outcome in ('overturned', 'partial'), false)
    and placed.outcome_position = placed.last_adjudicated_position as is_appeal_won,
    if(is_appeal_won, coalesce(rows.appeal_recovered_amount, 0), 0) as appeal_won_amount,
    case
        when is_appeal_won and rows.appeal_recovered_amount = 0 then 'approved_zero'
        when is_appeal_won and rows.appeal_outcome = 'partial' then 'approved_reduced'
        when is_appeal_won then 'approved_paid'
        else coalesce(placed.fallback_outcome, rows.outcome)
    end as outcome,
    case
        when is_appeal_won then 'appeal_won'
        when placed.fallback = 'taken_back' then 'taken_back'
        when placed.fallback = 'only_reversals' then 'reversal'
        else rows.rule
    end as rule,
    if(is_appeal_won, rows.appeal_decided_date, rows.adjudicated_date) as outcome_date
from placed
left join episode_rows as rows
    on rows.episode_number = placed.episode_number and rows.position = placed.outcome_position;
