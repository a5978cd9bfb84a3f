-- question: Which episodes and consultations stand in the filter?
-- Every measure reads these macros, the ledger of 72 and nothing else.
-- An episode that an import call brought or changed, and a consultation, each by what is written down of it;
-- an episode that is gone is in neither. Both by their numbers: an id is a long text to read of every row.
create or replace macro in_import(filters, wanted_number) as
    (filters).import_call is null or wanted_number in (
        select episodes.episode_number
        from change_rows as changes
        join episodes on episodes.episode_id = changes.episode_id
        where changes.call_number = (filters).import_call::integer and changes.change <> 'gone'
    );

create or replace macro in_import_of_records(filters, wanted_number) as
    (filters).import_call is null or wanted_number in (
        select notes.consultation_number
        from change_rows as changes
        join consultations as notes
            on notes.practice_id = changes.practice_id and notes.consultation_id = changes.consultation_id
        where changes.call_number = (filters).import_call::integer and changes.change <> 'gone'
    );

create or replace macro as_of_date(filters) as
    coalesce((filters).as_of::date, (select max(as_of) from data_facts));

-- Whatever the dates and the import.
create or replace macro is_chosen(filters, practice, payer, provider, told_scenarios) as
    practice_in_filter(filters, practice)
    and in_list((filters).payers, payer)
    and in_list((filters).providers, provider)
    and (
        (filters).scenarios is null
        or coalesce(list_has_any(told_scenarios, (filters).scenarios::text[]), false)
    );

create or replace macro episodes_of_billings(filters) as table
select * from episodes where in_list((filters).scope, practice_id);

create or replace macro selected_episodes_any_date(filters) as table
select *, basis_date_of(filters, service_date, first_submitted, decided) as basis_date
from episodes
where is_chosen(filters, practice_id, payer_key, provider_id, scenarios)
    and in_import(filters, episode_number);

create or replace macro selected_episodes(filters) as table
select *, basis_date_of(filters, service_date, first_submitted, decided) as basis_date
from episodes
where is_chosen(filters, practice_id, payer_key, provider_id, scenarios)
    and in_import(filters, episode_number)
    and in_period(filters, basis_date_of(filters, service_date, first_submitted, decided));

-- A young one may yet be billed.
create or replace macro is_too_recent(filters, ledger_base, consultation_date) as
    ledger_base = 'consulted, never billed' and as_of_date(filters) - consultation_date < 14;

create or replace macro ledger_bucket_of(filters, ledger_base, consultation_date) as
    if(is_too_recent(filters, ledger_base, consultation_date), 'consulted, too recent to tell', ledger_base);

create or replace macro selected_consultations_any_date(filters) as table
select *, basis_date_of(filters, basis_service_date, episode_submitted, episode_decided) as basis_date
from consultations
where is_chosen(filters, practice_id, payer_key, filter_provider_id, scenarios)
    and in_import_of_records(filters, consultation_number);

create or replace macro selected_consultations(filters) as table
select *, basis_date_of(filters, basis_service_date, episode_submitted, episode_decided) as basis_date
from consultations
where is_chosen(filters, practice_id, payer_key, filter_provider_id, scenarios)
    and in_import_of_records(filters, consultation_number)
    and in_period(filters, basis_date_of(filters, basis_service_date, episode_submitted, episode_decided));
