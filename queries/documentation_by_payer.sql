-- question: Which payer's records lack which element?
-- definition: missing_rate = missing / applicable; row strict: present = every exported element is there.
-- grain: one row per payer and element, strict last;
--   payer, consultations that are linked to no claim in a last group without payer
-- not counted: elements that the practice's export does not hold
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with sums as (
    select
        payer,
        element,
        count(is_present) as applicable,
        count(*) filter (where is_present) as present,
        count(*) filter (where not is_present) as missing
    from consultation_elements($filters)
    group by payer, element
)

select
    payer,
    element,
    applicable,
    present,
    missing,
    rate(missing, applicable) as missing_rate
from sums
order by payer nulls last, element = 'strict', element
