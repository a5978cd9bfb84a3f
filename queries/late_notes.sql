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

records as (
    select episode_id, consultation_id is not null as element_any, columns('^element_')
    from selected_episodes($filters)
    where outcome = 'denied'
),

held as (
    select episode_id, element_column[9:] as element
    from (from records unpivot (is_held for element_column in (columns('^element_'))))
    where is_held
),

entries as (
    select episode_id, element, kind from late_entries
    union all
    select episode_id, 'any', kind from late_entries
),

kinds as (
    select
        episode_id,
        element,
        true as is_late,
        bool_or(kind = 'first written after the decision') as is_first_written,
        bool_or(kind = 'changed after the decision') as is_changed,
        bool_or(kind = 'signed after the decision') as is_signed
    from entries
    group by episode_id, element
)

select
    element,
    count(held.episode_id) as denied,
    count(*) filter (where is_late) as late,
    count(*) filter (where is_first_written) as first_written,
    count(*) filter (where is_changed) as changed,
    count(*) filter (where is_signed) as signed
from elements
left join held using (element)
left join kinds using (episode_id, element)
group by element
order by element = 'any', element
