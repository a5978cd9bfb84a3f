-- question: What can the filter bar offer?
-- definition: every practice, payer, provider and scenario of the user's scope with its episodes and
--   consultations, the most frequent first; scenarios in the order of the list.
-- grain: one row per kind and value
-- $filters: access scope
with episodes_in_scope as (
    from episodes_of_billings($filters)
),

consultations_in_scope as (
    from selected_consultations($filters)
),

mentions as (
    select 'practice' as kind, practice_id as value, practice as name from episodes_in_scope
    join practices using (practice_id)
    union all
    select 'practice', practice_id, practice from consultations_in_scope
    join practices using (practice_id)
    union all
    select 'payer', payer, null from episodes_in_scope
    union all
    select 'provider', provider_id, provider_name from episodes_in_scope
    union all
    select 'provider', filter_provider_id, provider_name from consultations_in_scope
    union all
    select 'scenario', unnest(scenarios), null from consultations_in_scope
)

select kind, value, coalesce(max(mentions.name), max(scenarios.label)) as name, count(*) as rows
from mentions
left join scenarios on kind = 'scenario' and scenarios.scenario = value
where value is not null
group by kind, value
order by kind, count(*) desc, value
