-- question: Which decisions of an episode still stand after its reversals and voids?
-- grain: one row per episode
-- Goes through an episode's rows in order with the list of adjudicated rows so far (outcomes.md, section 2).
create or replace table void_targets as
with voids as (
    select rows.episode_number, rows.position, rows.practice_id, rows.claim_id, named.target_claim_id
    from episode_rows as rows
    left join claim_references as named on named.import_id = rows.import_id and named.line = rows.line
    where rows.submission_type = 'void' and not rows.dropped
),
claims_of_episode as (
    select episode_number, claim_id, count(*) as claim_rows
    from episode_rows
    where not dropped
    group by episode_number, claim_id
),
others as (
    select voids.episode_number, voids.position, min(claims.claim_id) as claim_id
    from voids
    join claims_of_episode as claims
        on claims.episode_number = voids.episode_number and claims.claim_id <> voids.claim_id
    group by voids.episode_number, voids.position
    having count(*) = 1
)
select
    voids.episode_number,
    voids.position,
    case
        when voids.target_claim_id is not null then voids.target_claim_id
        when own.claim_rows > 1 then voids.claim_id
        else others.claim_id
    end as target_claim_id
from voids
join claims_of_episode as own on own.episode_number = voids.episode_number and own.claim_id = voids.claim_id
left join others on others.episode_number = voids.episode_number and others.position = voids.position;

create or replace table episode_row_lists as
select
    rows.episode_number,
    list({
        'outcome': rows.outcome,
        'is_adjudicated': rows.is_adjudicated,
        'claim_id': rows.claim_id,
        'root': rows.root_claim_id,
        'paid': rows.paid,
        'reversed': if(rows.outcome = 'reversal', abs(rows.paid_amount), null),
        'date': rows.order_date,
        'void_target': voids.target_claim_id
    } order by rows.position) as rows
from episode_rows as rows
left join void_targets as voids
    on voids.episode_number = rows.episode_number and voids.position = rows.position
where not rows.dropped
group by rows.episode_number;

create or replace table episode_walk as
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
        step.episode_number,
        step.position,
        case
            when step.this.is_adjudicated and not list_contains(step.cancelled, step.position)
                then list_append(step.standing, step.position)
            when step.this.outcome = 'reversal' then list_filter(step.standing, lambda p: p is distinct from step.removed)
            else list_filter(step.standing, lambda p: not list_contains(step.voided, p))
        end,
        if(step.removed > step.position, list_append(step.cancelled, step.removed), step.cancelled),
        list_concat(step.voided_pending, list_filter(step.voided, lambda p: step.rows[p].outcome = 'pending')),
        step.has_void_removal or len(step.voided) > 0,
        step.has_reversal_removal or step.removed is not null
    from (
        select
            removal.*,
            case
                when removal.this.outcome <> 'reversal' then null
                when len(removal.same_amount) > 0 then removal.same_amount[-1]
                when len(removal.same_day_ahead) > 0 then removal.same_day_ahead[1]
                when removal.is_partial then null
                when len(removal.own) > 0 then removal.own[-1]
                else removal.standing[-1]
            end as removed
        from (
            select
                own_rows.*,
                list_filter(own, lambda p: rows[p].paid = this.reversed) as same_amount,
                list_filter(
                    range(position + 1, len(rows) + 1),
                    lambda p: rows[p].is_adjudicated and rows[p].root = this.root and rows[p].paid = this.reversed
                        and rows[p].date = this.date and not list_contains(cancelled, p)
                ) as same_day_ahead,
                len(list_filter(own, lambda p: rows[p].paid > this.reversed)) > 0 as is_partial
            from (
                select
                    next_row.*,
                    list_filter(standing, lambda p: rows[p].root = this.root) as own,
                    if(
                        this.void_target is null,
                        []::bigint[],
                        list_filter(
                            range(1, position),
                            lambda p: rows[p].claim_id = this.void_target and (
                                list_contains(standing, p)
                                or (rows[p].outcome = 'pending' and not list_contains(voided_pending, p))
                            )
                        )
                    ) as voided
                from (
                    select
                        walk.* exclude (position),
                        walk.position + 1 as position,
                        lists.rows,
                        lists.rows[walk.position + 1] as this
                    from walk
                    join episode_row_lists as lists on lists.episode_number = walk.episode_number
                    where walk.position < len(lists.rows)
                ) as next_row
            ) as own_rows
        ) as removal
    ) as step
)
select walk.episode_number, walk.standing, walk.voided_pending, walk.has_void_removal, walk.has_reversal_removal
from walk
join episode_row_lists as lists on lists.episode_number = walk.episode_number
where walk.position = len(lists.rows);
