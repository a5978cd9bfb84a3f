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
with records as (
    select payer, columns('^element_'), strict as element_strict
    from selected_consultations($filters)
),

findings as (
    from records
    unpivot include nulls (is_present for element_column in (columns('^element_')))
),

sums as (
    select
        payer,
        element_column[9:] as element,
        count(is_present) as applicable,
        count(*) filter (where is_present) as present,
        count(*) filter (where not is_present) as missing
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
