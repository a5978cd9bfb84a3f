-- question: How much did the row that refused an episode refuse, and did it say "too many"?
-- grain: one row per episode that is finally denied or whose benefit is used up
create or replace temp table refusals as
select
    outcomes.episode_number,
    sum(codes.amount) filter (where codes.group_code is not distinct from givers.group_code) as denial_amount,
    any_value(givers.denial_category = 'frequency_maximum') as is_too_many,
    if(is_too_many, any_value(givers.denial_code), null) as limit_code,
    if(is_too_many, any_value(givers.group_code), null) as limit_group
from episode_outcomes as outcomes
join episode_rows as givers
    on givers.episode_number = outcomes.episode_number
    and givers.position = outcomes.outcome_position
left join row_codes as codes
    on codes.import_id = givers.import_id
    and codes.line = givers.line
    and codes.kind = 'CARC'
    and codes.is_denial
where outcomes.outcome in ('denied', 'exhausted')
group by outcomes.episode_number;
