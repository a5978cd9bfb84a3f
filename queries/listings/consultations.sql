-- question: Which consultations are behind a number?
-- definition: every consultation in the filter with its checklist, the billing it is linked to and its bucket
--   of the ledger; late_elements: those of it that came after the decision on its main episode; treatment:
--   what is told of a planned procedure, as in treatment_after_consultation; yield: as in net_yield;
--   an element is null when the practice's export does not hold it.
-- grain: one row per consultation, latest first
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    item_of(null, practice_id, consultation_id) as item_id, practice_id, consultation_id,
    patient_id as patient, consultation_date, basis_date,
    filter_provider_id as provider_id, payer, method, professional_name,
    scenario_list as scenarios,
    ledger_bucket_of($filters, ledger_base, consultation_date) as ledger_bucket, link,
    billing_id in (select billing_id from ambiguous_links) as is_ambiguous, episode_id, claim_id,
    element_reason, element_date, element_time, element_method, element_professional, element_outcome,
    element_record, strict, late_elements, late_first_written, late_changed, late_signed,
    link is not null as is_billed,
    case
        when is_followed then 'planned;observed;followed'
        when is_observed then 'planned;observed'
        when not is_observed then 'planned;recent'
    end as treatment,
    plans.days_to_treatment, plans.treatments, plans.treatments_billed, plans.treatments_paid,
    if(yields.is_outside, 'outside', concat_ws(
        ';', 'told', if(yields.is_billed, 'billed', null), if(yields.is_undecided, 'undecided', null),
        if(yields.minutes is not null, 'timed', null)
    )) as yield
from selected_consultations($filters)
left join (
    select practice_id, consultation_id, is_observed, is_followed, days_to_treatment, treatments,
        treatments_billed, treatments_paid
    from selected_plans($filters)
) as plans using (practice_id, consultation_id)
join (select * exclude (payer) from selected_yields($filters)) as yields
    using (practice_id, consultation_id)
order by consultation_date desc nulls last, practice_id, consultation_id
