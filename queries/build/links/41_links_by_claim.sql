-- question: Which consultation names a claim of the billing? (step 1 of outcomes.md, section 4)
-- The steps are macros, because they run twice; each looks only at what is not linked yet.
create or replace table links (
    practice_id text,
    consultation_id text,
    billing_id text,
    link text
);

create or replace macro open_billings(last_to_link) as table
select billings.*
from billings
anti join links on links.billing_id = billings.billing_id
where billings.is_last_to_link = last_to_link;

create or replace macro open_consultations() as table
select consultations.*
from current_consultations as consultations
anti join links
    on links.practice_id = consultations.practice_id
    and links.consultation_id = consultations.consultation_id;

-- Billings take consultations in turn. A pair is final when each is the other's
-- first choice among those left.
create or replace macro links_by_claim(last_to_link) as table
with recursive choices as (
    select distinct
        billings.practice_id,
        billings.billing_id,
        named_claims.consultation_id,
        dense_rank() over (
            order by billings.practice_id, billings.ordinal, billings.billing_id
        ) as billing_turn,
        dense_rank() over (
            order by consultations.consultation_date nulls last, consultations.consultation_time nulls last,
                consultations.consultation_id
        ) as consultation_turn
    from open_billings(last_to_link) as billings
    join billing_episodes on billing_episodes.billing_id = billings.billing_id
    join named_claims on named_claims.episode_number = billing_episodes.episode_number
    join open_consultations() as consultations
        on consultations.practice_id = named_claims.practice_id
        and consultations.consultation_id = named_claims.consultation_id
),
rounds as (
    select *, 0 as round, false as is_final from choices
    union all
    select
        practice_id,
        billing_id,
        consultation_id,
        billing_turn,
        consultation_turn,
        round + 1,
        billing_turn = first_billing and consultation_turn = first_consultation
    from (
        select
            tops.*,
            bool_or(billing_turn = first_billing and consultation_turn = first_consultation)
                over (partition by billing_turn) as is_billing_done,
            bool_or(billing_turn = first_billing and consultation_turn = first_consultation)
                over (partition by practice_id, consultation_id) as is_consultation_done
        from (
            select
                rounds.*,
                min(consultation_turn) over (partition by billing_turn) as first_consultation,
                min(billing_turn) over (partition by practice_id, consultation_id) as first_billing
            from rounds
            where not is_final
        ) as tops
    ) as judged
    where (billing_turn = first_billing and consultation_turn = first_consultation)
        or not (is_billing_done or is_consultation_done)
)
select practice_id, consultation_id, billing_id, 'claim' as link
from rounds
where is_final;
