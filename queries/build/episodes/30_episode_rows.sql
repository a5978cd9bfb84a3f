-- question: Which primary D9311 rows are one billed consultation at one payer?
-- grain: one row per primary D9311 claim row, with its episode and its place in it
-- Rows are put in order by a few of their columns; the others are joined to their places at the end.
create or replace table episode_rows as
with consulted_roots as (
    select distinct roots.practice_id, roots.root_claim_id
    from current_consultations as consultations
    join claim_roots as roots
        on roots.practice_id = consultations.practice_id and roots.claim_id = consultations.claim_id
),
primary_rows as (
    select
        import_id, line, row_order, practice_id, patient_id, payer_key, service_date, ordinal, claim_id,
        line_number, submitted_date, adjudicated_date, outcome, is_adjudicated,
        consulted_roots.root_claim_id as consulted_root,
        coalesce(adjudicated_date, submitted_date) as order_date,
        case when outcome = 'reversal' then 1 when is_adjudicated then 2 else 3 end as order_class
    from d9311_rows
    left join consulted_roots using (practice_id, root_claim_id)
    where not is_of_no_episode(outcome)
),
roots_in_group as (
    select
        *,
        min(consulted_root) over same_service as lowest_root,
        max(consulted_root) over same_service as highest_root,
        first_value(consulted_root ignore nulls) over (
            same_service
            order by order_date nulls last, order_class, submitted_date nulls last, row_order
            rows between unbounded preceding and unbounded following
        ) as first_root
    from primary_rows
    window same_service as (partition by practice_id, patient_id, payer_key, service_date, ordinal)
),
parted as (
    select
        *,
        dense_rank() over (
            order by practice_id, patient_id, payer_key, service_date, ordinal,
                if(lowest_root is distinct from highest_root, coalesce(consulted_root, first_root), null)
        ) as episode_number
    from roots_in_group
),
answered as (
    select distinct episode_number, claim_id, line_number, submitted_date
    from parted
    where is_adjudicated or (outcome = 'indeterminate' and adjudicated_date is not null)
),
dropped as (
    select
        parted.*,
        parted.outcome in ('pending', 'unsent') and answered.episode_number is not null as dropped
    from parted
    left join answered
        on answered.episode_number = parted.episode_number
        and answered.claim_id = parted.claim_id
        and answered.line_number = parted.line_number
        and answered.submitted_date is not distinct from parted.submitted_date
),
placed as (
    select
        import_id, line, order_date, episode_number, dropped,
        if(dropped, null, row_number() over (
            partition by episode_number, dropped
            order by order_date nulls last, order_class, submitted_date nulls last, row_order
        )) as position
    from dropped
)
select d9311_rows.*, placed.* exclude (import_id, line)
from d9311_rows
join placed on placed.import_id = d9311_rows.import_id and placed.line = d9311_rows.line;
