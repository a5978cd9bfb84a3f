-- question: What did each billing bring from all its payers, and how was it decided?
-- grain: one row per billing
-- billed, paid: of its episodes. paid_by_all: with other payers' lines. patient_share: what the answer that
--   came last says, less what payers paid after that answer or beside it. The counts are of counted episodes.
create or replace temp table billing_sums as
with answered as (
    select
        billing_id, episode_id, outcome, first_outcome, counted, rework_open, billed, paid, other_payers_paid,
        patient_responsibility, decided,
        arg_max(decided, (coalesce(decided, date '0001-01-01'), episode_id))
            filter (where patient_responsibility is not null) over (partition by billing_id) as stated_on
    from known_episodes
)
select
    billing_id,
    bool_or(outcome <> 'void') as is_claimed,
    sum(billed) as billed,
    sum(paid) as paid,
    sum(paid) + max(other_payers_paid) as paid_by_all,
    coalesce(greatest(
        arg_max(patient_responsibility, (coalesce(decided, date '0001-01-01'), episode_id))
            filter (where patient_responsibility is not null)
        - coalesce(max(other_payers_paid), 0) - coalesce(sum(paid) filter (where decided > stated_on), 0),
        0
    ), 0) as patient_share,
    bool_or(waits_to_be_sent(outcome) or is_open(outcome, rework_open)) as is_undecided,
    count(*) filter (where counted and is_decided(first_outcome)) as first_decided,
    count(*) filter (where counted and first_outcome = 'denied') as first_denied,
    count(*) filter (where counted and is_decided(outcome)) as decided,
    count(*) filter (where counted and is_approved(outcome)) as approved
from answered
group by billing_id;
