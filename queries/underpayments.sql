-- question: What does each payer allow for D9311, and is it what the contract says?
-- definition: median, lowest and highest allowed amount of approved episodes that give one (allowed_known);
--   with_fee = of these, with an expected fee in fees.csv: that of the plan before that of the payer, the
--   newest that is effective on or before the day of service, of two of one day the lower; underpaid =
--   allowed below it; underpaid_by = the sum of the differences, to the cent, what was allowed above the fee
--   elsewhere not deducted; both null where no export of these episodes holds the column allowed_amount.
-- grain: one row per payer
-- not counted: episodes that are not approved;
--   an allowed amount of 0 or blank, and that of a denied row whose appeal was won, are not known
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer
-- counts: allowed_known = flag:allowed amount known;
--   with_fee = flag:allowed amount and fee known;
--   underpaid = flag:allowed below the fee
with figures as (
    from allowed_figures($filters, payer)
)

select
    group_value as payer,
    approved,
    allowed_known,
    median_allowed,
    lowest_allowed,
    highest_allowed,
    with_fee,
    underpaid,
    underpaid_by
from figures
order by payer nulls last
