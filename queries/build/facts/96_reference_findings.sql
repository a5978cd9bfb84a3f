-- question: Which rows and consultations name a claim that is not there, or one that cannot be theirs?
-- grain: adds to finding_rows one row per claim row, episode or consultation; to findings one row per rule
-- outcomes.md, sections 2 and 4. A consultation outside the days of the practice's claims names an unknown
-- claim in good faith.
insert into finding_rows
with lines as (
    select distinct practice_id, payer, payer_key, claim_id, root_claim_id, patient_id, service_date, episode_id, original_claim_id
    from claim_lines_d9311
),
astray as (
    select notes.practice_id, notes.claim_id, notes.consultation_id, notes.consultation_date,
        notes.claim_id in (select claim_id from noted_claims) as is_elsewhere
    from current_consultations as notes
    anti join noted_claims using (practice_id, claim_id)
    anti join placeholders on placeholders.word = lower(notes.claim_id)
    where notes.claim_id is not null
)
select if(is_elsewhere, 'consultation_names_other_practice', 'consultation_names_no_claim') as rule, astray.practice_id,
    null as payer, astray.claim_id, consultation_id as number, consultation_date as service_date, null as episode_id,
    null as amount, null as other_amount, null as of_rows
from astray
left join practice_spans as spans using (practice_id)
where is_elsewhere or consultation_date between spans.first_service_date and spans.last_service_date
union all
select distinct 'original_not_there', lines.practice_id, lines.payer, lines.claim_id, lines.original_claim_id,
    lines.service_date, lines.episode_id, null, null, null
from lines
join claim_references as named
    on named.practice_id = lines.practice_id and named.claim_id = lines.claim_id
    and named.original_claim_id = lines.original_claim_id
where named.target_claim_id is null
union all
select distinct 'originals_in_a_loop', lines.practice_id, lines.payer, lines.claim_id, lines.original_claim_id,
    lines.service_date, lines.episode_id, null, null, null
from lines
join claim_roots as roots on roots.practice_id = lines.practice_id and roots.claim_id = lines.claim_id
where roots.is_loop
union all
select distinct 'original_is_of_another', lines.practice_id, lines.payer, lines.claim_id, lines.root_claim_id,
    lines.service_date, lines.episode_id, null, null, null
from lines
semi join lines as firsts
    on firsts.practice_id = lines.practice_id and firsts.claim_id = lines.root_claim_id
anti join lines as same
    on same.practice_id = lines.practice_id and same.claim_id = lines.root_claim_id
    and same.patient_id = lines.patient_id and same.payer_key = lines.payer_key and same.service_date = lines.service_date
where lines.claim_id <> lines.root_claim_id and lines.episode_id is not null;

insert into findings
select rule, null, count(*), null, null
from finding_rows
where rule in (
    'consultation_names_other_practice', 'consultation_names_no_claim', 'original_not_there', 'originals_in_a_loop',
    'original_is_of_another'
)
group by rule;
