-- question: Which links could as well have been another consultation's?
-- grain: link_candidates one row per consultation that a billing with several could belong to;
-- ambiguous_links one row per such billing
-- outcomes.md, section 4: a link by claim or by a person's answer is sure. One by date is not where the day
-- holds another of the patient's consultations that neither joins; one by nearness is not where another
-- unlinked consultation lay in the same days. A void billing asks for nobody's answer.
create or replace table link_candidates as
with joined as (
    select links.practice_id, links.billing_id, links.consultation_id, links.link, billings.patient_id,
        billings.service_date
    from links
    join billings using (billing_id)
    where links.link not in ('claim', 'chosen') and not billings.is_void
),
others as (
    select notes.practice_id, notes.patient_id, notes.consultation_date, notes.consultation_id, links.link
    from current_consultations as notes
    left join links
        on links.practice_id = notes.practice_id and links.consultation_id = notes.consultation_id
    where links.link is null or links.link = 'date'
),
rivals as (
    select joined.practice_id, joined.billing_id, others.consultation_id
    from joined
    join others
        on others.practice_id = joined.practice_id
        and others.patient_id = joined.patient_id
        and others.consultation_id <> joined.consultation_id
        and case joined.link
            when 'date' then others.consultation_date = joined.service_date
            when 'before' then others.link is null
                and others.consultation_date between joined.service_date - 30 and joined.service_date - 1
            when 'after' then others.link is null
                and others.consultation_date between joined.service_date + 1 and joined.service_date + 14
        end
)
select practice_id, billing_id, consultation_id, false as is_linked from rivals
union all
select practice_id, billing_id, consultation_id, true
from joined
where billing_id in (select billing_id from rivals);

create or replace table ambiguous_links as
select billing_id, count(*) - 1 as other_consultations
from link_candidates
group by billing_id;
