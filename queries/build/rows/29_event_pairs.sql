-- question: Which of the rows that may tell of one event do?
-- grain: one row per pair
-- The nearest pair first, each row once.
create or replace temp table event_pairs as
with recursive rounds as (
    select *, false as is_final from event_candidates
    union all
    select kind, told, tells, differs, days, choice, choice = first_told and choice = first_tells
    from (
        select
            tops.*,
            bool_or(choice = first_told and choice = first_tells) over (partition by kind, told) as is_told,
            bool_or(choice = first_told and choice = first_tells) over (partition by kind, tells) as is_teller
        from (
            select
                * exclude (is_final),
                min(choice) over (partition by kind, told) as first_told,
                min(choice) over (partition by kind, tells) as first_tells
            from rounds
            where not is_final
        ) as tops
    ) as judged
    where (choice = first_told and choice = first_tells) or not (is_told or is_teller)
)
select kind, told, tells, differs from rounds where is_final;
