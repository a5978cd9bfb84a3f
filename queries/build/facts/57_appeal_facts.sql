-- question: What followed an episode's first denial: an appeal, another submission, money?
-- grain: one row per episode; the figures mean something where ever_denied is true
create or replace temp table appeal_facts as
select
    facts.episode_number,
    facts.has_denied_row or facts.is_appeal_on_row as ever_denied,
    facts.appealed,
    facts.appealed and (
        coalesce(facts.has_appeal_verdict, false) or coalesce(facts.is_decided_after_denial, false)
    ) as appeal_is_decided,
    appeal_is_decided and is_approved(outcomes.outcome) as appeal_overturned,
    not facts.appealed and coalesce(facts.is_sent_after_denial, false) as reworked,
    reworked and is_approved(outcomes.outcome) as rework_paid,
    facts.paid_after_denial + outcomes.appeal_won_amount + if(
        facts.is_appeal_on_row, coalesce(first_denials.appeal_recovered_amount, first_denials.paid), 0
    ) as recovered,
    -- where the win was written over the denial, the date of the denial is not known
    if(
        facts.is_appeal_on_row, null, facts.first_appeal_date - first_denials.adjudicated_date
    ) as days_to_appeal
from episode_facts as facts
join episode_outcomes as outcomes on outcomes.episode_number = facts.episode_number
left join episode_rows as first_denials
    on first_denials.episode_number = facts.episode_number
    and first_denials.position = facts.first_denied_position;
