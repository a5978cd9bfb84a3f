-- question: Which entries of the ledger stand in the filter?
-- grain: one row per consultation, and one per billing without one
-- A consultation that is linked to a void billing counts as unbilled: its money is 0.
create or replace macro selected_ledger(filters) as table
with entries as (
    select
        ledger_bucket as bucket,
        'consultation' as kind,
        practice_id,
        consultation_id,
        billing_id,
        basis_date
    from selected_consultations(filters)
    union all
    select
        billings.bucket,
        'billing',
        billings.practice_id,
        null,
        billings.billing_id,
        chosen.basis_date
    from unlinked_billings as billings
    join selected_episodes(filters) as chosen on chosen.episode_id = billings.episode_id
),
sums as (
    select billing_id, sum(billed) as billed, sum(paid) as paid
    from episodes_of_billings(filters)
    group by billing_id
    having bool_or(outcome <> 'void')
)
select
    entries.*,
    coalesce(sums.billed, 0) as billed,
    if(sums.billing_id is null, 0, sums.paid) as paid
from entries
left join sums on sums.billing_id = entries.billing_id;
