-- question: Which provider's records lack which element?
-- definition: missing_rate = missing / applicable; row strict: present = every exported element is there.
-- grain: one row per provider and element, strict last;
--   treating provider of the consultation, where blank of its episode
-- not counted: elements that the practice's export does not hold
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
with sums as (
    select
        provider_id,
        element,
        count(is_present) as applicable,
        count(*) filter (where is_present) as present,
        count(*) filter (where not is_present) as missing
    from consultation_elements($filters)
    group by provider_id, element
)

select
    provider_id,
    element,
    applicable,
    present,
    missing,
    rate(missing, applicable) as missing_rate
from sums
order by provider_id nulls last, element = 'strict', element
