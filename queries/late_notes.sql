-- question: What in the records of denied claims was first written or changed after the payer's decision?
-- definition: denied = finally denied episodes whose record holds the element, in the row any: that have a
--   record; late = those of them where it is proved that the element was written, changed or signed after the
--   payer's first decision: first_written = an export made on or after the decision did not have it, or the
--   record itself says that it was written later; changed = the same, and an earlier export had another text;
--   signed = only the signature is later. What no export and no date proves counts as not late, though it may
--   be (docs/definitions/documentation.md).
-- grain: one row per required element, any last
-- not counted: episodes that are not finally denied; those without a record
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- opens: element
-- counts: denied = state:present + outcome:denied;
--   late = state:late + outcome:denied;
--   first_written = state:first written after the decision + outcome:denied;
--   changed = state:changed after the decision + outcome:denied;
--   signed = state:signed after the decision + outcome:denied
-- graded: 135 Late entries
-- needs: consultations: reason or consultation_time or method or professional_name or outcome or
--   correspondence_on_file or verbal_summary
-- better with: recorded_at, signed_at
with elements as (
    select unnest([
        'date', 'method', 'outcome', 'professional', 'reason', 'record', 'time', 'any'
    ]) as element
),

alike as (
    select
        checklist,
        consultation_id is not null as element_any,
        string_split(late_elements || ';any', ';') as late,
        string_split(late_first_written || ';any', ';') as first_written,
        string_split(late_changed || ';any', ';') as changed,
        string_split(late_signed || ';any', ';') as signed,
        count(*) as episodes
    from selected_episodes($filters)
    where outcome = 'denied'
    group by all
),

records as (
    select episodes, late, first_written, changed, signed, columns('^element_')
    from alike
    join checklists using (checklist)
),

held as (
    select element_column[9:] as element, episodes, late, first_written, changed, signed
    from (from records unpivot (is_held for element_column in (columns('^element_'))))
    where is_held
)

select
    element,
    how_many(episodes, true) as denied,
    how_many(episodes, list_contains(late, element)) as late,
    how_many(episodes, list_contains(first_written, element)) as first_written,
    how_many(episodes, list_contains(changed, element)) as changed,
    how_many(episodes, list_contains(signed, element)) as signed
from elements
left join held using (element)
group by element
order by element = 'any', element
