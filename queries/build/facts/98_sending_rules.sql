-- question: Which of the payer's own rules, as the practice noted them, would a claim break?
-- grain: macro; one row per episode that waits to be sent or decided, and rule that it breaks
-- A rule need not have told before: the practice knows it. What an export does not hold breaks none.
create or replace macro is_same_span(period, one_day, other_day) as
    case period
        when 'day' then one_day = other_day
        when 'year' then year(one_day) = year(other_day) and other_day <= one_day
        when 'lifetime' then other_day <= one_day
    end;

create or replace macro broken_rules(filters) as table
with waiting as materialized (
    select
        episode_id, practice_id, payer_key, patient, provider_id, service_date, check_evidence_sent,
        consultation_id, element_reason, element_outcome
    from episodes_of_billings(filters)
    where waits_to_be_sent(outcome) or awaits_first_decision(outcome, first_outcome, first_submitted)
),
counted_before as (
    select one.episode_id, any_value(limits.frequency_limit) as frequency_limit, count(*) as paid_for
    from waiting as one
    join payer_frequencies as limits on limits.payer_key = one.payer_key
    join episodes as other
        on other.practice_id = one.practice_id and other.payer_key = one.payer_key
        and other.episode_id <> one.episode_id and other.is_approved
        and is_same_span(limits.frequency_period, one.service_date, other.service_date)
        and case limits.frequency_per
            when 'patient' then other.patient = one.patient
            when 'dentist' then other.provider_id = one.provider_id
            else true
        end
    group by one.episode_id
)
select episode_id, 'attachment required' as rule
from waiting
join payer_demands using (payer_key)
where attachment_required and not check_evidence_sent
union all
select episode_id, 'narrative required'
from waiting
join payer_demands using (payer_key)
where narrative_required
    and (
        consultation_id is null or coalesce(not element_reason, false)
        or coalesce(not element_outcome, false)
    )
union all
select episode_id, 'over the number allowed'
from counted_before
where paid_for >= frequency_limit;
