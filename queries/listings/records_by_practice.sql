-- question: How many records of each practice, and of each provider, are complete, and what was never billed?
-- definition: strict_applicable = consultations whose record can be judged; strict_pass = of these, complete;
--   strict_rate = strict_pass / strict_applicable; never_billed = the bucket `consulted, never billed` of the
--   ledger; each as in the overview of that practice or provider alone.
-- grain: one row per practice, then one per provider: the treating one of the consultation, where blank that
--   of its episode; is_practice tells them apart, the other id is blank
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select
    practice_id,
    filter_provider_id as provider_id,
    grouping(practice_id) = 0 as is_practice,
    count(*) as consultations,
    count(strict) as strict_applicable,
    count(*) filter (where strict) as strict_pass,
    rate(count(*) filter (where strict), count(strict)) as strict_rate,
    count(*) filter (
        where ledger_bucket_of($filters, ledger_base, consultation_date) = 'consulted, never billed'
    ) as never_billed
from selected_consultations($filters)
group by grouping sets ((practice_id), (filter_provider_id))
order by is_practice desc, practice_id, provider_id nulls last
