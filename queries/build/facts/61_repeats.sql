-- question: Is an episode the patient's first at this payer, and how long ago was the last approved one?
-- grain: one row per episode that is not void, unsent, rejected, capitated or a duplicate
-- Counted within a practice, where a patient has one key; a payer's limit counts what that payer saw.
create or replace temp table repeats as
with placed as (
    select
        episode_number,
        service_date,
        row_number() over (same_patient order by service_date, episode_id) as nth,
        max(service_date) filter (where is_approved(outcome)) over (
            same_patient
            order by service_date range between unbounded preceding and interval 1 day preceding
        ) as approved_before
    from known_episodes
    where counted and outcome <> 'duplicate'
    window same_patient as (partition by practice_id, patient, payer_key)
)
select episode_number, nth, approved_before, service_date - approved_before as days_since_approved
from placed;
