-- question: Which rows does each episode have, in their order, as one list to go through?
-- grain: one row per episode
create or replace temp table episode_row_lists as
select
    rows.episode_number,
    list({
        'outcome': rows.outcome,
        'is_adjudicated': rows.is_adjudicated,
        'claim_id': rows.claim_id,
        'root': rows.root_claim_id,
        -- blank is unknown, not 0: a take-back of 0.00 is not of it
        'paid': rows.paid_amount,
        'reversed': if(rows.outcome = 'reversal', abs(rows.paid_amount), null),
        'date': rows.order_date,
        'void_target': voids.target_claim_id
    } order by rows.position) as rows
from episode_rows as rows
left join void_targets as voids
    on voids.episode_number = rows.episode_number and voids.position = rows.position
where not rows.dropped
group by rows.episode_number;
