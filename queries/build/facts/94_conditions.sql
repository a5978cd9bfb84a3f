-- question: Which conditions does an episode meet, so that the rows behind a number can be found?
-- grain: macro; one row per episode in the user's scope, with a column for each condition of a measure
-- The words are those of queries/words, so that the rows are those that the measure counted.
create or replace macro episodes_with_conditions(filters) as table
with aged as (
    select
        *,
        age_in_days(as_of_date(filters), first_submitted, service_date) as age_days,
        days_waited(as_of_date(filters), first_submitted, first_decided) as days_waited
    from episodes_of_billings(filters)
)
select
    *,
    basis_date_of(filters, service_date, first_submitted, decided) as basis_date,
    age_band(age_days) as age_band,
    outcome_groups(outcome) as outcome_groups,
    outcome_groups(first_outcome) as first_outcome_groups,
    link is not null as is_billed,
    is_checked(outcome) as is_checked,
    is_open and is_over_60_days(age_days) as is_open_over_60_days,
    awaits_first_decision(outcome, first_outcome, first_submitted) as is_awaiting,
    is_awaiting and is_overdue(age_days, threshold_days) as is_overdue,
    counted and days_waited is not null as has_waited,
    has_waited and first_decided is not null as has_waited_and_decided,
    first_decided - first_submitted is not null as is_timed,
    is_paid_line as is_paid,
    is_adjudicated(outcome) and is_paid is not true as is_not_paid,
    counted and denied_not_appealed as is_denied_not_appealed,
    counted and ever_denied as is_ever_denied,
    is_ever_denied and appealed as is_appealed,
    is_appealed and appeal_is_decided as is_appeal_decided,
    is_appealed and appeal_overturned as is_appeal_overturned,
    is_ever_denied and reworked as is_reworked,
    counted and allowed_known is not null as is_allowed_known,
    is_allowed_known and expected_fee is not null as is_fee_known,
    is_fee_known and allowed_known < expected_fee as is_below_fee,
    counted and coalesce(is_too_many, false) as is_refused_as_too_many,
    outcome = 'denied' and not is_refused_as_too_many as is_denied_otherwise,
    case
        when is_denied_not_appealed then 'denied, not appealed'
        when is_open_over_60_days then 'open over 60 days'
        when is_overdue then 'slower than 9 of 10'
        when ledger_bucket = 'billed without record' then 'billed without record'
        when is_open then 'open'
    end as attention
from aged
left join overdue_thresholds(filters) using (payer);
