-- question: What does a packet say of an episode as a whole?
-- definition: deciding: the row that gave the outcome, else the last one; last_day_to_appeal and
--   last_day_to_file: the day of the decision plus appeal_days, the day of service plus timely_filing_days,
--   as in payer_deadlines, and only where payer_rules.csv gives the days. element_*: as in documentation.md.
-- grain: one row per episode
-- $filters: access scope
-- $episodes: the episodes' ids
select
    episodes.episode_id, episodes.practice_id, episodes.patient, episodes.payer_key, episodes.outcome,
    episodes.consultation_id, episodes.link,
    if(outcome = 'denied', decided, null) as denied_on,
    coalesce(
        outcomes.outcome_position,
        (
            select max(position) from episode_rows
            where episode_rows.episode_number = episodes.episode_number and not episode_rows.dropped
        )
    ) as deciding,
    if(outcome = 'denied', decided + limits.appeal_days, null) as last_day_to_appeal,
    limits.appeal_days,
    service_date + limits.timely_filing_days as last_day_to_file,
    limits.timely_filing_days,
    element_reason, element_date, element_time, element_method, element_professional, element_outcome,
    element_record
from episodes_of_billings($filters) as episodes
join (select episode_number, outcome_position from episode_outcomes) as outcomes using (episode_number)
left join payer_limits as limits on limits.payer_key = episodes.payer_key
where list_contains($episodes::text[], episodes.episode_id)
order by episodes.episode_id
