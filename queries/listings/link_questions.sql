-- question: Which billings could belong to several consultations, and what was said of them?
-- definition: consultation_id is null where a person said that none of them is it; is_answered: a person
--   spoke; is_linked: the billing is joined to this consultation now.
-- grain: one row per billing and consultation that it could belong to, or that a person chose;
--   open questions first, the dearest first
-- $filters: practices, payers, providers, scenarios, as-of date, access scope; not the dates
with asked as (
    select practice_id, billing_id, consultation_id, is_linked, false as is_answered from link_candidates
    union all
    select answered.practice_id, answered.billing_id, answered.consultation_id,
        answered.consultation_id is not null, true
    from answered_billings as answered
    left join links using (billing_id, consultation_id)
    where answered.consultation_id is null or links.billing_id is not null
),

mains as (
    select chosen.*
    from selected_episodes_any_date($filters) as chosen
    where chosen.is_main
)

select
    asked.practice_id, mains.episode_id, mains.claim_ids, mains.payer, mains.service_date, mains.outcome,
    mains.billed, mains.patient, asked.is_answered, asked.is_linked, asked.consultation_id,
    notes.consultation_date, notes.consultation_time, notes.method, notes.professional_name, notes.reason,
    notes.provider_name
from asked
join mains on mains.billing_id = asked.billing_id
left join consultations as notes
    on notes.practice_id = asked.practice_id and notes.consultation_id = asked.consultation_id
order by asked.is_answered, mains.billed desc, mains.episode_id, notes.consultation_date,
    notes.consultation_time nulls last, asked.consultation_id
