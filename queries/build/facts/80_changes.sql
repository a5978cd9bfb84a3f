-- question: Which changes did an import call bring, and which of them are in the filter?
-- Names are those of now where the episode is still there: a payer may have been renamed since.
create or replace macro newest_call() as (
    select max(call_number) from imports where kind in ('claims', 'consultations')
);

create or replace macro changes_of_call(filters, wanted_call) as table
with known as (
    select
        changes.* exclude (payer, payer_key),
        coalesce(episodes.payer, changes.payer) as payer,
        coalesce(episodes.payer_key, changes.payer_key) as payer_key,
        basis_date_of(filters, changes.service_date, changes.first_submitted, changes.decided) as basis_date,
        list_position([
            'newly decided', 'flipped', 'documentation completed', 'amounts edited', 'moved', 'new', 'gone',
            'record new', 'record changed'
        ], change) as kind_position,
        imports.file_name,
        imports.imported_at
    from change_rows as changes
    join imports on imports.import_id = changes.import_id
    left join episodes on episodes.episode_id = changes.episode_id
    where changes.call_number = wanted_call
)
select *
from known
where practice_in_filter(filters, practice_id)
    and in_list((filters).payers, payer_key)
    and in_list((filters).providers, provider_id)
    and ((filters).scenarios is null or coalesce(list_has_any(scenarios, (filters).scenarios::text[]), false))
    and in_period(filters, basis_date);
