-- question: How is it known that a billing has no record?
-- definition: why: a person said so on the page Ledger; else no record names its claim, and none of the
--   patient that is left lies from 30 days before its day of service to 14 days after.
-- grain: one row per billing in the bucket `billed without record` of the ledger
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
select ledger.billing_id, billings.why
from selected_ledger($filters) as ledger
join unlinked_billings as billings on billings.billing_id = ledger.billing_id
where ledger.bucket = 'billed without record'
order by ledger.billing_id
