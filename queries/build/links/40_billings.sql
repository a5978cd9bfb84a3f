-- question: Which episodes are one billing, because the claim also went to another payer?
-- grain: one row per episode, with its billing
create or replace table billing_episodes as
with services as (
    select
        ids.episode_id,
        facts.episode_number,
        facts.practice_id,
        facts.patient_id,
        facts.service_date,
        facts.ordinal,
        outcomes.outcome
    from episode_facts as facts
    join episode_ids as ids on ids.episode_number = facts.episode_number
    join episode_outcomes as outcomes on outcomes.episode_number = facts.episode_number
),
first_names as (
    select
        episode_number,
        first(
            consultation_id
            order by consultation_date nulls last, consultation_time nulls last, consultation_id
        ) as named_by
    from named_claims
    group by episode_number
),
names_of_service as (
    select
        services.practice_id,
        services.patient_id,
        services.service_date,
        services.ordinal,
        count(distinct named_claims.consultation_id) as consultations
    from services
    join named_claims on named_claims.episode_number = services.episode_number
    group by services.practice_id, services.patient_id, services.service_date, services.ordinal
),
parted as (
    select
        services.*,
        if(names_of_service.consultations > 1, first_names.named_by, null) as named_by,
        first_value(if(names_of_service.consultations > 1, first_names.named_by, null) ignore nulls) over (
            partition by services.practice_id, services.patient_id, services.service_date, services.ordinal
            order by services.episode_id
            rows between unbounded preceding and unbounded following
        ) as joined
    from services
    left join names_of_service using (practice_id, patient_id, service_date, ordinal)
    left join first_names on first_names.episode_number = services.episode_number
)
select
    parted.* exclude (named_by, joined),
    min(episode_id) over (
        partition by practice_id, patient_id, service_date, ordinal, coalesce(named_by, joined)
    ) as billing_id
from parted;

create or replace table billings as
select
    billing_id,
    any_value(practice_id) as practice_id,
    any_value(patient_id) as patient_id,
    any_value(service_date) as service_date,
    any_value(ordinal) as ordinal,
    bool_and(outcome = 'void') as is_void,
    bool_and(outcome in ('void', 'duplicate', 'capitated')) as is_last_to_link,
    bool_or(is_accepted(outcome)) as is_accepted
from billing_episodes
group by billing_id;
