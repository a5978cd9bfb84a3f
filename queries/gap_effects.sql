-- question: What does each documentation gap go with, payer for payer, and what might it cost?
-- definition: within each payer, episodes by their first outcome with the gap and without it; risk_difference
--   = Mantel-Haenszel difference of the denial rates (with the gap minus without) with its 95% interval;
--   odds_ratio pooled, its limits exact where a cell is zero; q_value = Benjamini-Hochberg over the list;
--   denials = denials a year that the difference stands for among these episodes with the gap (a span under a
--   quarter counts as a quarter, no date gives none), dollars = these times the allowed amount of this
--   filter's approved episodes (range: interval of the difference and quartiles of the amount). Association,
--   not cause. This query gives the counts; d9311.statistics.gaps makes the rest from them.
-- grain: one row per element and billing check
-- not counted: void, unsent, rejected and capitated episodes; episodes without a first decision; records that
--   were written after that decision (elements, and the checks that read the record: has_record, not_routine,
--   written_in_time, signed, separate_record); elements and checks that do not apply or are not exported
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- finish: gaps.gap_effects
-- opens: name, kind
-- counts: with_gap_decided = state:missing + first:decided; with_gap_denied = state:missing + first:denied;
--   without_gap_decided = state:present + first:decided; without_gap_denied = state:present + first:denied
-- mark: with_gap_decided
with decided as materialized (
    select
        payer, first_outcome, checklist, basis_date,
        if(is_approved and allowed > 0, allowed, null)::double as allowed
    from counted_episodes($filters)
    where is_first_decided
),

span as (
    select
        greatest(max(basis_date) - min(basis_date) + 1, 365.25 / 4) / 365.25 as years,
        quantile_cont(allowed, 0.25) as allowed_low,
        quantile_cont(allowed, 0.5) as allowed_middle,
        quantile_cont(allowed, 0.75) as allowed_high
    from decided
    having count(basis_date) > 0
),

-- episodes that are alike in all that is asked of them are told apart no further: they are few
alike as (
    select payer, first_outcome, checklist, count(*) as episodes
    from decided
    group by all
),

answered as (
    select payer, first_outcome, is_late_record, episodes, columns('^(element|check)_')
    from alike
    join checklists using (checklist)
),

findings as (
    select
        if(starts_with(name, 'element_'), 'element', 'check') as kind,
        payer, first_outcome, name, is_present, episodes
    from answered
    unpivot include nulls (is_present for name in (columns('^(element|check)_')))
    -- a record that was written after the decision is read for none of its elements and checks
    where not is_late_record or name in (
        'check_evidence_sent', 'check_coverage_verified', 'check_no_same_day_codes', 'check_consulted_in_time'
    )
)

select
    regexp_replace(name, '^(element|check)_', '') as name,
    kind,
    payer,
    how_many(episodes, not is_present) as with_gap_decided,
    how_many(episodes, not is_present and first_outcome = 'denied') as with_gap_denied,
    how_many(episodes, is_present) as without_gap_decided,
    how_many(episodes, is_present and first_outcome = 'denied') as without_gap_denied,
    any_value(years) as years,
    any_value(allowed_low) as allowed_low,
    any_value(allowed_middle) as allowed_middle,
    any_value(allowed_high) as allowed_high
from findings
left join span on true
group by name, kind, payer
order by kind desc, name, payer
