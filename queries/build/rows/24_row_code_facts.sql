-- question: What do a row's codes say together: a denial, a patient's share, a review?
-- grain: one row per claim row with at least one CARC or RARC
create or replace temp table row_code_facts as
with facts as (
    select
        import_id,
        line,
        list(code order by place) as codes,
        list(code order by place) filter (where kind = 'CARC') as carcs,
        first(code order by place) filter (where kind = 'CARC' and file_position is null) as unmapped_carc,
        sum(amount) filter (where kind = 'CARC' and code in ('1', '2', '3')) as patient_share,
        bool_or(kind = 'CARC' and code in ('1', '2', '3')) as has_patient_share,
        list(code order by place) filter (where kind = 'CARC' and is_denial) as denial_carcs,
        first(code order by amount desc nulls last, file_position)
            filter (where kind = 'CARC' and is_denial) as chosen_carc,
        first(category order by amount desc nulls last, file_position)
            filter (where kind = 'CARC' and is_denial) as chosen_carc_category,
        first(code order by file_position)
            filter (where kind = 'RARC' and is_denial and code not in ('N130', 'MA130')) as chosen_rarc,
        first(category order by file_position)
            filter (where kind = 'RARC' and is_denial and code not in ('N130', 'MA130'))
            as chosen_rarc_category
    from row_codes
    group by import_id, line
),
decided as (
    select
        *,
        chosen_carc is null and not has_patient_share and chosen_rarc is not null as is_denied_by_rarc
    from facts
),
named as (
    select
        *,
        chosen_carc is not null or is_denied_by_rarc as has_denial_code,
        case
            when chosen_carc is not null then chosen_carc
            when is_denied_by_rarc then chosen_rarc
            else unmapped_carc
        end as denial_code,
        case
            when chosen_carc in ('16', '96', 'A1', '272')
                then coalesce(chosen_rarc_category, chosen_carc_category)
            when chosen_carc is not null then chosen_carc_category
            when is_denied_by_rarc then chosen_rarc_category
            when unmapped_carc is not null then 'unmapped'
            else 'no_reason_given'
        end as denial_category
    from decided
)
select named.*, row_codes.group_code
from named
left join row_codes
    on row_codes.import_id = named.import_id
    and row_codes.line = named.line
    and row_codes.code = named.denial_code;
