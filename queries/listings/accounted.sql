-- question: Into which number of a rate does each row of the filter go, and why into none?
-- definition: part: numerator (it is in the denominator too), denominator (in it alone), neither; these
--   add up to all episodes of the filter, or consultations for the rate complete. no episode: claim lines
--   of which none is made (predeterminations, lines of a second payer), by their own practice, payer,
--   provider and date; none where scenarios or an import are chosen, as no record belongs to them
--   and nothing is written down of them.
-- grain: one row per part and reason
-- $filters: practices, payers, providers, scenarios, dates, date basis, as-of date, access scope
-- $rate: approval, first (approved at the first decision), paid, complete
with chosen as (
    select outcome, first_outcome, counted, is_paid_line
    from selected_episodes($filters)
),
told as (
    select
        is_decided(outcome) as is_below, is_approved(outcome) as is_above,
        if(is_approved(outcome), 'approved', outcome) as reason, counted
    from chosen
    where $rate = 'approval'
    union all
    select
        counted and is_decided(first_outcome), counted and is_approved(first_outcome),
        case
            when not counted then outcome
            when is_approved(first_outcome) then 'approved'
            else coalesce(first_outcome, 'undecided')
        end,
        counted
    from chosen
    where $rate = 'first'
    union all
    select
        is_adjudicated(outcome), is_paid_line,
        case when is_paid_line then 'paid' when is_adjudicated(outcome) then 'not paid' else outcome end,
        counted
    from chosen
    where $rate = 'paid'
    union all
    select
        strict is not null, strict,
        case when strict then 'complete' when not strict then 'incomplete' else 'not exported' end,
        true
    from selected_consultations($filters)
    where $rate = 'complete'
),
lines as (
    select outcome as reason, false as counted
    from claim_lines_d9311
    where is_of_no_episode(outcome)
        and $rate <> 'complete'
        and ($filters).scenarios is null
        and ($filters).import_call is null
        and practice_in_filter($filters, practice_id)
        and in_list(($filters).payers, payer_key)
        and in_list(($filters).providers, provider_id)
        and in_period(
            $filters, basis_date_of($filters, service_date, submitted_date, adjudicated_date)
        )
),
parted as (
    select
        case when is_above then 'numerator' when is_below then 'denominator' else 'neither' end as part,
        reason, counted
    from told
    union all
    select 'no episode', reason, counted from lines
)
select part, reason, counted as is_counted, count(*) as rows
from parted
group by part, reason, counted
order by list_position(['numerator', 'denominator', 'neither', 'no episode'], part), rows desc, reason
