-- question: Which decisions of an episode still stand after its reversals and voids?
-- grain: one row per episode
-- Goes through an episode's rows in order with the list of adjudicated rows so far (outcomes.md, section 2).
create or replace temp table episode_walk as
with recursive walk as (
    select
        episode_number,
        0 as position,
        []::bigint[] as standing,
        []::bigint[] as cancelled,
        []::bigint[] as voided_pending,
        false as has_void_removal,
        false as has_reversal_removal
    from episode_row_lists
    union all
    select
        episode_number,
        position,
        case
            when (this).is_adjudicated and not list_contains(cancelled, position)
                then list_append(standing, position)
            when (this).outcome = 'reversal' then list_filter(standing, lambda p: p is distinct from removed)
            else list_filter(standing, lambda p: not list_contains(voided, p))
        end,
        if(removed > position, list_append(cancelled, removed), cancelled),
        list_concat(voided_pending, list_filter(voided, lambda p: rows[p].outcome = 'pending')),
        has_void_removal or len(voided) > 0,
        has_reversal_removal or removed is not null
    from (
        select
            walk.* exclude (position),
            lists.rows,
            walk.position + 1 as position,
            lists.rows[walk.position + 1] as this,
            list_filter(walk.standing, lambda p: lists.rows[p].root = (this).root) as own,
            list_filter(own, lambda p: lists.rows[p].paid = (this).reversed) as same_amount,
            list_filter(
                range(walk.position + 2, len(lists.rows) + 1),
                lambda p: lists.rows[p].is_adjudicated and lists.rows[p].root = (this).root
                    and lists.rows[p].paid = (this).reversed
                    and lists.rows[p].date is not distinct from (this).date
                    and not list_contains(walk.cancelled, p)
            ) as same_day_ahead,
            case
                when (this).outcome <> 'reversal' then null
                when len(same_amount) > 0 then same_amount[-1]
                when len(same_day_ahead) > 0 then same_day_ahead[1]
                -- a partial take-back lowers the payment and removes nothing
                when len(list_filter(own, lambda p: lists.rows[p].paid > (this).reversed)) > 0 then null
                else coalesce(own[-1], walk.standing[-1])
            end as removed,
            list_filter(
                range(1, walk.position + 1),
                lambda p: coalesce(lists.rows[p].claim_id = (this).void_target, false)
                    and (
                        list_contains(walk.standing, p)
                        or (lists.rows[p].outcome = 'pending' and not list_contains(walk.voided_pending, p))
                    )
            ) as voided
        from walk
        join episode_row_lists as lists on lists.episode_number = walk.episode_number
        where walk.position < len(lists.rows)
    ) as step
)
select walk.episode_number, walk.standing, walk.voided_pending, walk.has_void_removal,
    walk.has_reversal_removal
from walk
join episode_row_lists as lists on lists.episode_number = walk.episode_number
where walk.position = len(lists.rows);
