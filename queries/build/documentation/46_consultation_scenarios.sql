-- question: Which clinical scenarios was each consultation about?
-- grain: one row per consultation; pass 2 counts only for a text in which pass 1 found nothing
create or replace temp table consultation_scenarios as
with counting as (
    select matches.searched, matches.scenario
    from scenario_matches as matches
    where matches.pass = '1'
        or matches.searched not in (select searched from scenario_matches where pass = '1')
),
from_parts as (
    select parts.practice_id, parts.consultation_id, coalesce(parts.scenario, counting.scenario) as scenario
    from scenario_parts as parts
    left join counting on counting.searched = parts.searched and parts.scenario is null
),
found_in_parts as (
    select distinct practice_id, consultation_id from from_parts where scenario is not null
),
from_notes as (
    select notes.practice_id, notes.consultation_id, counting.scenario
    from scenario_notes as notes
    join counting on counting.searched = notes.searched
    anti join found_in_parts
        on found_in_parts.practice_id = notes.practice_id
        and found_in_parts.consultation_id = notes.consultation_id
),
found as (
    select practice_id, consultation_id, scenario from from_parts where scenario is not null
    union
    select practice_id, consultation_id, scenario from from_notes
),
listed as (
    select practice_id, consultation_id, list(scenario order by scenario) as scenarios
    from found
    group by practice_id, consultation_id
)
select
    consultations.practice_id,
    consultations.consultation_id,
    coalesce(
        listed.scenarios, [if(consultations.scenario is not null, 'other', 'unclassified')]
    ) as scenarios
from current_consultations as consultations
left join listed
    on listed.practice_id = consultations.practice_id
    and listed.consultation_id = consultations.consultation_id;
