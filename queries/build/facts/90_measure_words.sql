-- question: Which words do several measures share?
-- The episodes that a rate may count. Rows come from the macros of 71 alone, so every filter applies here
-- too. Null without history: then the first decision cannot be told from the last.
create or replace macro first_rate(approved, decided) as
    if((select bool_or(keeps_history) from data_facts), rate(approved, decided), null);

-- Money of no rows is 0, but null when no claims of the practices in the filter have the column (of any
-- practice, where the filter leaves none).
create or replace macro money_of_none(filters, wanted_column) as if((
    select coalesce(bool_or(is_wanted) filter (where is_in_filter), bool_or(is_wanted))
    from (
        select
            column_name = wanted_column as is_wanted,
            practice_in_filter(filters, practice_id) as is_in_filter
        from exported_columns
        where kind = 'claims'
    ) as claim_columns
) is false, null, 0);

-- One row per episode that is not void, unsent, rejected or capitated.
create or replace macro counted_episodes_any_date(filters) as table
select * from selected_episodes_any_date(filters) where counted;

create or replace macro counted_episodes(filters) as table
select * from selected_episodes(filters) where counted;
