-- question: Was every consultation billed, and every billing backed by a record?
-- definition: each consultation (by consultation date) and each unlinked billing (by service date) stands in
--   one bucket, the first of the ledger that fits; billed and paid are those of the billing's episodes, 0 for
--   an unbilled consultation; paid is null when the export holds no paid amounts.
-- grain: one row per bucket, all eight always
-- not counted: billings of which every episode is void
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: bucket
-- mark: count
-- graded: 150 Consulted against billed
-- needs: consultations
-- better with: claim_id
with ledger as (
    select bucket, billed, paid from selected_ledger($filters)
),

buckets as (
    select unnest([
        'billed before the first record', 'billed without record', 'consulted and billed',
        'consulted, never billed', 'consulted, not yet accepted', 'consulted, outside the claims export',
        'consulted, too recent to tell', 'routine referral'
    ]) as bucket
),

sums as (
    select bucket, count(*) as entries, sum(billed) as billed, sum(paid) as paid
    from ledger
    group by bucket
)

select
    bucket,
    coalesce(entries, 0) as count,
    coalesce(billed, 0) as billed,
    case
        when money_of_none($filters, 'paid_amount') is null then null
        when entries > 0 then paid
        else 0
    end as paid
from buckets
left join sums using (bucket)
order by bucket
