-- question: What had been sent and checked up to the payer's first decision?
-- grain: one row per episode, over its rows up to the first adjudicated one (all rows where none is)
create or replace temp table sent_before_decision as
select
    rows.episode_number,
    case
        when bool_or(rows.attachment_sent or rows.attachment_reference is not null) then true
        when bool_or(not rows.attachment_sent) then false
    end as evidence_sent,
    min(rows.coverage_verified_date) as coverage_verified_date
from episode_rows as rows
join episode_outcomes as outcomes on outcomes.episode_number = rows.episode_number
where not rows.dropped
    and rows.position <= coalesce(outcomes.first_adjudicated_position, rows.position)
group by rows.episode_number;

create or replace temp table other_payments as
with paid_by_others as (
    select
        practice_id,
        claim_id,
        ordinal,
        -- what rule 4 would call a reversal, had rule 1 not taken the row before it
        sum(if(
            (status_kind = 'reversed' or paid < 0 or allowed < 0)
            and status_kind not in ('void', 'predetermination') and submission_type <> 'void'
            and coalesce(claim_type not in ('preauth', 'predetermination'), true)
            and not list_contains(carcs, '101'),
            -abs(paid), paid
        )) as paid
    from d9311_rows
    where outcome = 'secondary'
    group by practice_id, claim_id, ordinal
),
claims_of_episode as (
    select distinct episode_number, practice_id, claim_id, ordinal from episode_rows
)
select claims_of_episode.episode_number, sum(paid_by_others.paid) as paid
from claims_of_episode
join paid_by_others using (practice_id, claim_id, ordinal)
group by claims_of_episode.episode_number;
