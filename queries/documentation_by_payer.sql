-- question: Which payer's records lack which element?
-- definition: missing_rate = missing / applicable; row strict: present = every exported element is there.
-- grain: one row per payer and element, strict last;
--   payer, consultations that are linked to no claim in a last group without payer
-- not counted: elements that the practice's export does not hold
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: payer, element
-- counts: applicable = list:consultations + state:applicable;
--   present = list:consultations + state:present;
--   missing = list:consultations + state:missing
-- mark: missing
with alike as (
    select payer, checklist, count(*) as consultations
    from selected_consultations($filters)
    group by all
),

records as (
    select payer, consultations, columns('^element_'), strict as element_strict
    from alike
    join checklists using (checklist)
),

findings as (
    from records
    unpivot include nulls (is_present for element_column in (columns('^element_')))
),

sums as (
    select
        payer,
        element_column[9:] as element,
        how_many(consultations, is_present is not null) as applicable,
        how_many(consultations, is_present) as present,
        how_many(consultations, not is_present) as missing
    from findings
    group by payer, element_column
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
