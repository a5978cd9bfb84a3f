-- question: What does the practice know of a payer's rules, from where and since when?
-- definition: the rows of payer_rules.csv whose payer is in the filter; a blank is unknown.
-- grain: one row per row of the list, the newest first
-- $filters: payers
select covers_d9311, attachment_required, timely_filing_days, appeal_days, source, as_of, frequency_limit,
    frequency_period, frequency_per, narrative_required, network
from payer_notes
where in_list(($filters).payers, payer_key)
order by as_of desc nulls last, source
