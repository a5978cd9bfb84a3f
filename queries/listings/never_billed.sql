-- question: Which consultations were never billed?
-- definition: the bucket `consulted, never billed` of the ledger; payer and link: of a cancelled claim; why:
--   what is known of a claim of its own.
-- grain: one row per consultation, the latest first
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    item_of(null, practice_id, consultation_id) as item_id, consultation_date,
    filter_provider_id as provider_id, chosen.payer, method, professional_name,
    scenario_list as scenarios, strict, link,
    case
        when link is not null then 'its claim was cancelled'
        when named_claim(claim_id) is not null then 'no D9311 line of the claim that it names is in the data'
        else 'no claim is joined to it'
    end as why,
    practice_id, patient_id as patient,
    consultation_id
from selected_consultations($filters) as chosen
where ledger_bucket_of($filters, ledger_base, consultation_date) = 'consulted, never billed'
order by consultation_date desc nulls last, practice_id, consultation_id
