-- question: How does D9311 stand in this period, against an earlier one?
-- definition: the headline figures of the other measures; _previous = the period that
--   compare names: previous, of the same length just before from (of whole months as many months, else as
--   many days), or last_year, the same dates a year before (whole months stay whole); null with compare none,
--   unless both bounds are set, and where the data do not reach back to it; mature_through = last month
--   of the unbroken run of mature months (see approval_trend); strict_pass_rate = strict_pass /
--   strict_of, the consultations of an export with a required element; paid_per_episode = paid / episodes;
--   never_billed and without_record are buckets of the ledger; open_over_60_days is that of
--   ar_aging; denied_not_appealed = finally denied, not appealed, no resend open, no MA130 (no appeal right).
-- grain: one row
-- not counted: void, unsent, rejected and capitated episodes
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope,
--   comparison
-- rate: approval
-- graded: 40 Plan dollars
-- needs: claims: paid_amount
-- better with: allowed_amount, payer_order
with headlines as materialized (
    select
        *,
        rate(approved, decided) as approval_rate,
        wilson_low(approved, decided) as ci_low,
        wilson_high(approved, decided) as ci_high,
        first_rate(first_approved, first_decided) as first_approval_rate,
        rate(paid_lines, decided + exhausted) as paid_rate,
        rate(strict_pass, strict_applicable) as strict_pass_rate,
        rate(paid, episodes) as paid_per_episode
    from headline_figures($filters)
)

select
    ($filters).date_from::date as "from", ($filters).date_to::date as "to",
    previous_from($filters) as previous_from, previous_to($filters) as previous_to,
    ($filters).compare as compare,
    as_of_date($filters) as as_of,
    now.mature_through,
    now.episodes, past.episodes as episodes_previous,
    now.decided, past.decided as decided_previous,
    now.approved, past.approved as approved_previous,
    now.denied, past.denied as denied_previous,
    now.exhausted, past.exhausted as exhausted_previous,
    now.pending, past.pending as pending_previous,
    now.indeterminate, past.indeterminate as indeterminate_previous,
    now.approval_rate, past.approval_rate as approval_rate_previous,
    now.ci_low, past.ci_low as ci_low_previous,
    now.ci_high, past.ci_high as ci_high_previous,
    now.first_approval_rate, past.first_approval_rate as first_approval_rate_previous,
    now.paid_rate, past.paid_rate as paid_rate_previous,
    now.billed, past.billed as billed_previous,
    now.allowed, past.allowed as allowed_previous,
    now.paid, past.paid as paid_previous,
    now.paid_per_episode, past.paid_per_episode as paid_per_episode_previous,
    now.median_days, past.median_days as median_days_previous,
    now.consultations, past.consultations as consultations_previous,
    now.strict_pass, past.strict_pass as strict_pass_previous,
    now.strict_applicable as strict_of, past.strict_applicable as strict_of_previous,
    now.strict_pass_rate, past.strict_pass_rate as strict_pass_rate_previous,
    now.never_billed, past.never_billed as never_billed_previous,
    now.without_record, past.without_record as without_record_previous,
    now.open_over_60_days, null::bigint as open_over_60_days_previous,
    now.denied_not_appealed, past.denied_not_appealed as denied_not_appealed_previous
from headlines as now
left join headlines as past on not past.is_now
where now.is_now
