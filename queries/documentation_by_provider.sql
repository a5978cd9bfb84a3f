-- question: Which provider's records lack which element?
-- definition: missing_rate = missing / applicable; row strict: present = every exported element is there.
-- grain: one row per provider and element, strict last;
--   treating provider of the consultation, where blank of its episode
-- not counted: elements that the practice's export does not hold
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: provider_id -> provider, element
-- counts: applicable = list:consultations + state:applicable;
--   present = list:consultations + state:present;
--   missing = list:consultations + state:missing
-- mark: missing
with alike as (
    select filter_provider_id as provider_id, checklist, count(*) as consultations
    from selected_consultations($filters)
    group by all
),

records as (
    select provider_id, consultations, columns('^element_'), strict as element_strict
    from alike
    join checklists using (checklist)
),

findings as (
    from records
    unpivot include nulls (is_present for element_column in (columns('^element_')))
),

sums as (
    select
        provider_id,
        element_column[9:] as element,
        how_many(consultations, is_present is not null) as applicable,
        how_many(consultations, is_present) as present,
        how_many(consultations, not is_present) as missing
    from findings
    group by provider_id, element_column
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
