-- question: Which consultation stands behind each episode, and which episode speaks for its billing?
-- grain: one row per episode; is_main marks a billing's earliest episode by first submission
create or replace temp table linked_episodes as
select
    billing_episodes.episode_number,
    billing_episodes.episode_id,
    billing_episodes.billing_id,
    billing_episodes.outcome,
    links.consultation_id,
    links.link,
    row_number() over (
        partition by billing_episodes.billing_id
        order by facts.first_submitted nulls last, billing_episodes.episode_id
    ) = 1 as is_main
from billing_episodes
join episode_facts as facts on facts.episode_number = billing_episodes.episode_number
left join links on links.billing_id = billing_episodes.billing_id;
