-- question: What in a record was first written, or changed, after the payer's first decision?
-- grain: late_entries one row per episode and element that is proved to be late; late_elements one per
--   episode
-- documentation.md, "Late entries". What is not here is not known to be late; it is not known to be in time.
create or replace table late_entries as
with decided as (
    select
        linked.episode_id,
        facts.practice_id,
        linked.consultation_id,
        facts.first_decided as decision_date,
        checks.is_late_record
    from linked_episodes as linked
    join episode_facts as facts on facts.episode_number = linked.episode_number
    join check_findings as checks on checks.episode_number = linked.episode_number
    where linked.consultation_id is not null and facts.first_decided is not null
),
proofs as (
    select
        decided.*,
        history.element,
        parts.written_import,
        least(history.first_seen_import, parts.written_import) as first_seen_import,
        parts.proof_import,
        case
            when decided.is_late_record and parts.recorded > decided.decision_date then 'recorded_at'
            when parts.proof_date >= decided.decision_date then 'export'
            when parts.signed > decided.decision_date then 'signed_at'
        end as proved_by,
        case proved_by
            when 'recorded_at' then parts.recorded when 'export' then parts.proof_date else parts.signed
        end as proof_date
    from decided
    join element_history as history using (practice_id, consultation_id)
    join written_parts as parts using (practice_id, consultation_id, element)
    where proved_by is not null
),
-- an element of several columns is late with one of them
chosen as (
    select *
    from proofs
    qualify row_number() over (
        partition by episode_id, element
        order by list_position(['recorded_at', 'export', 'signed_at'], proved_by), proof_date desc,
            written_import desc
    ) = 1
)
select
    chosen.episode_id,
    chosen.practice_id,
    chosen.consultation_id,
    chosen.element,
    case
        when chosen.proved_by = 'signed_at' then 'signed after the decision'
        when chosen.first_seen_import < chosen.written_import then 'changed after the decision'
        else 'first written after the decision'
    end as kind,
    chosen.decision_date,
    chosen.proved_by,
    chosen.proof_date,
    if(chosen.proved_by = 'export', chosen.proof_import, chosen.written_import) as proof_import,
    chosen.first_seen_import,
    seen.tells_to as first_seen,
    if(chosen.first_seen_import < chosen.written_import, chosen.written_import, null) as changed_import,
    if(chosen.first_seen_import < chosen.written_import, days.tells_to, null) as changed
from chosen
left join export_days as seen on seen.import_id = chosen.first_seen_import
left join export_days as days on days.import_id = chosen.written_import;
create or replace temp table late_elements as
select
    episode_id,
    string_agg(element, ';' order by element) as late_elements,
    string_agg(element, ';' order by element) filter (where kind = 'first written after the decision')
        as late_first_written,
    string_agg(element, ';' order by element) filter (where kind = 'changed after the decision')
        as late_changed,
    string_agg(element, ';' order by element) filter (where kind = 'signed after the decision')
        as late_signed
from late_entries
group by episode_id;
