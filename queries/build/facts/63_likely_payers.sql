-- question: Whose patient is it, where a consultation was never billed and no claim says so?
-- grain: one row per such consultation that all of the patient's claims around it tell of one payer
-- worklist.md, "Likely payer". Claims of every code are read, once per import, for these patients alone.
create or replace temp table likely_payers as
with asked as (
    select practice_id, consultation_id, patient_id, consultation_date
    from known_consultations
    where ledger_base = 'consulted, never billed' and episode_id is null
),
named as (
    select distinct claims.practice_id, claims.patient_id, claims.service_date, payers.payer_key, payers.payer
    from current_claims as claims
    join payers on payers.exported_name = claims.payer_name
    semi join asked
        on asked.practice_id = claims.practice_id and asked.patient_id = claims.patient_id
)
select
    asked.practice_id,
    asked.consultation_id,
    any_value(named.payer_key) as likely_payer_key,
    any_value(named.payer) as likely_payer
from asked
join named
    on named.practice_id = asked.practice_id and named.patient_id = asked.patient_id
    and is_within_a_year(named.service_date, asked.consultation_date)
group by asked.practice_id, asked.consultation_id
having count(distinct named.payer_key) = 1;
