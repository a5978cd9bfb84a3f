-- question: Which entries of the ledger stand in the filter?
-- grain: one row per consultation, and one per billing without one
-- A consultation that is linked to a void billing counts as unbilled: its money is 0.
create or replace macro selected_ledger(filters) as table
select
    ledger_bucket_of(filters, ledger_base, consultation_date) as bucket,
    'consultation' as kind,
    practice_id,
    consultation_id,
    billing_id,
    basis_date,
    billing_billed as billed,
    billing_paid as paid
from selected_consultations(filters)
union all
select
    billings.bucket,
    'billing',
    billings.practice_id,
    null,
    billings.billing_id,
    chosen.basis_date,
    coalesce(billings.billed, 0),
    billings.paid
from unlinked_billings as billings
join selected_episodes(filters) as chosen on chosen.episode_number = billings.episode_number;
