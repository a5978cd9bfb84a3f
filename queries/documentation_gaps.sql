-- question: Which parts of the record are missing, and do claims with the gap fare worse?
-- definition: missing_rate = missing / applicable with its 95% Wilson interval; row strict: present = every
--   exported element is there; with_gap_ and without_gap_ count the episodes of the linked billing by their
--   first outcome (what was known when the payer first decided) where the element is missing or present.
--   A filled cell is presence, not adequacy.
-- grain: one row per required element, strict last
-- not counted: elements that the practice's export does not hold; void and capitated episodes
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: element
-- counts: applicable = list:consultations + state:applicable;
--   present = list:consultations + state:present;
--   missing = list:consultations + state:missing;
--   with_gap_decided = of:consultations + state:missing + outcome:counted + first:decided;
--   with_gap_denied = of:consultations + state:missing + outcome:counted + first:denied;
--   without_gap_decided = of:consultations + state:present + outcome:counted + first:decided;
--   without_gap_denied = of:consultations + state:present + outcome:counted + first:denied
-- mark: missing
-- rate: complete
-- graded: 130 Documentation gaps
-- needs: consultations: reason or consultation_time or method or professional_name or outcome or
--   correspondence_on_file or verbal_summary
-- better with: reason, consultation_time, method, professional_name, outcome, correspondence_on_file,
--   verbal_summary, professional_credential
with elements as (
    select unnest(['date', 'method', 'outcome', 'professional', 'reason', 'record', 'time', 'strict'])
        as element
),

exported as (
    select element from exported_elements where practice_in_filter($filters, practice_id)
),

alike as (
    select checklist, count(*) as consultations, sum(billing_first_decided) as decided,
        sum(billing_first_denied) as denied
    from selected_consultations($filters)
    group by checklist
),

records as (
    select consultations, decided, denied, columns('^element_'), strict as element_strict
    from alike
    join checklists using (checklist)
),

findings as (
    from records
    unpivot (is_present for element_column in (columns('^element_')))
),

sums as (
    select
        element_column[9:] as element,
        how_many(consultations, true) as applicable,
        how_many(consultations, is_present) as present,
        how_many(consultations, not is_present) as missing,
        how_many(decided, not is_present) as with_gap_decided,
        how_many(denied, not is_present) as with_gap_denied,
        how_many(decided, is_present) as without_gap_decided,
        how_many(denied, is_present) as without_gap_denied
    from findings
    group by element_column
)

select
    element,
    element in (from exported) or (element = 'strict' and exists (from exported)) as exported,
    coalesce(applicable, 0) as applicable,
    coalesce(present, 0) as present,
    coalesce(missing, 0) as missing,
    rate(missing, applicable) as missing_rate,
    wilson_low(missing, applicable) as ci_low,
    wilson_high(missing, applicable) as ci_high,
    coalesce(with_gap_decided, 0) as with_gap_decided,
    coalesce(with_gap_denied, 0) as with_gap_denied,
    coalesce(without_gap_decided, 0) as without_gap_decided,
    coalesce(without_gap_denied, 0) as without_gap_denied
from elements
left join sums using (element)
order by element = 'strict', element
