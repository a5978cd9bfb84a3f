-- question: Which episodes and consultations stand in the filter?
-- Every measure reads these macros, the ledger of 72 and nothing else.
-- An episode that an import call brought or changed, and a consultation, each by what is written down of it;
-- an episode that is gone is in neither.
create or replace macro in_import(filters, wanted_episode) as
    (filters).import_call is null or wanted_episode in (
        select episode_id from change_rows
        where call_number = (filters).import_call::integer and change <> 'gone' and episode_id is not null
    );

create or replace macro in_import_of_records(filters, wanted_practice, wanted_consultation) as
    (filters).import_call is null or (wanted_practice, wanted_consultation) in (
        select (practice_id, consultation_id) from change_rows
        where call_number = (filters).import_call::integer and change <> 'gone'
            and consultation_id is not null
    );

create or replace macro as_of_date(filters) as
    coalesce((filters).as_of::date, (select as_of from data_facts));

create or replace macro episodes_of_billings(filters) as table
select * from episodes where in_list((filters).scope, practice_id);

create or replace macro selected_episodes_any_date(filters) as table
select *, basis_date_of(filters, service_date, first_submitted, decided) as basis_date
from episodes
where practice_in_filter(filters, practice_id)
    and in_list((filters).payers, payer_key)
    and in_list((filters).providers, provider_id)
    and (
        (filters).scenarios is null
        or coalesce(list_has_any(scenarios, (filters).scenarios::text[]), false)
    )
    and in_import(filters, episode_id);

create or replace macro selected_episodes(filters) as table
select * from selected_episodes_any_date(filters) where in_period(filters, basis_date);

create or replace macro selected_consultations_any_date(filters) as table
select
    consultations.*,
    episodes.payer,
    episodes.payer_key,
    episodes.provider_id as episode_provider_id,
    coalesce(consultations.provider_id, episodes.provider_id) as filter_provider_id,
    basis_date_of(
        filters,
        coalesce(consultations.consultation_date, episodes.service_date),
        episodes.first_submitted,
        episodes.decided
    ) as basis_date,
    if(
        consultations.ledger_base = 'consulted, never billed'
        and as_of_date(filters) - consultations.consultation_date < 14,
        'consulted, too recent to tell',
        consultations.ledger_base
    ) as ledger_bucket
from consultations
left join episodes on episodes.episode_id = consultations.episode_id
where practice_in_filter(filters, consultations.practice_id)
    and in_list((filters).payers, episodes.payer_key)
    and in_list((filters).providers, coalesce(consultations.provider_id, episodes.provider_id))
    and (
        (filters).scenarios is null
        or coalesce(list_has_any(consultations.scenarios, (filters).scenarios::text[]), false)
    )
    and in_import_of_records(filters, consultations.practice_id, consultations.consultation_id);

create or replace macro selected_consultations(filters) as table
select * from selected_consultations_any_date(filters) where in_period(filters, basis_date);
