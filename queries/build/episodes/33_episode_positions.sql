-- question: At which places among an episode's rows do its decisions and its open rows stand?
-- grain: one row per episode; `last_position` maps each outcome to the last place of a row with it
create or replace temp view episode_positions as
with last_of_each as (
    select episode_number, outcome, max(position) as position
    from episode_rows
    where not dropped
    group by episode_number, outcome
),
last_positions as (
    select
        episode_number,
        map(list(outcome order by outcome), list(position order by outcome)) as last_position
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
    where rows.outcome = 'pending' and not rows.dropped
        and not list_contains(walk.voided_pending, rows.position)
    group by rows.episode_number
)
select
    last_positions.episode_number,
    open_rows.last_open_position,
    last_positions.last_position,
    adjudicated.* exclude (episode_number)
from last_positions
left join adjudicated on adjudicated.episode_number = last_positions.episode_number
left join open_rows on open_rows.episode_number = last_positions.episode_number;
