-- question: What is the final outcome of each episode, which row gave it, and by which rule?
-- grain: one row per episode
create or replace table episode_outcomes as
with found as (
    select
        walk.episode_number,
        walk.standing[-1] as standing_position,
        positions.* exclude (episode_number),
        -- where no decision is left standing
        case
            when len(walk.standing) > 0 then null
            when positions.last_open_position is not null then 'pending'
            when walk.has_void_removal then 'void'
            when walk.has_reversal_removal then 'taken_back'
            else coalesce(
                list_filter(
                    ['rejected', 'unsent', 'indeterminate', 'capitated', 'duplicate', 'void'],
                    lambda outcome: map_contains(positions.last_position, outcome)
                )[1],
                'only_reversals'
            )
        end as fallback
    from episode_walk as walk
    join episode_positions as positions on positions.episode_number = walk.episode_number
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
