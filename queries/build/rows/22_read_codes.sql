-- question: How are the texts of denial codes in a table read, token by token?
-- grain: one row per distinct text of the column adjustment_codes and token in it
create or replace macro read_codes(source) as table
with told as (
    select
        text,
        entry_number,
        token,
        place,
        parts.group_code,
        parts.rarc,
        parts.numeric_carc || parts.letter_carc || parts.rarc as code,
        regexp_extract(token, '^-?\$?-?(\d+\.?\d*|\.\d+)-?$', 1) as number,
        regexp_full_match(token, '(?:CO|PR|OA|PI|CR)-?') as is_group,
        regexp_full_match(token, '[^\d]*\p{L}[^\d]*\p{L}[^\d]*') and not is_group as is_word,
        token in (
            'CARC', 'CARCS', 'CODE', 'CODES', 'DENIAL', 'DENIED', 'DENY', 'REASON', 'REASONS'
        ) as announces
    from parted_codes(source)
    where token <> ''
),
beside as (
    select
        *,
        lag(token) over entry as token_before,
        lag(code) over entry as code_before,
        lag(group_code) over entry as group_before,
        lag(code, 2) over entry as code_before_that,
        lag(number, 2) over entry as number_before_that,
        last_value(if(is_word, announces, null) ignore nulls)
            over (entry rows between unbounded preceding and 1 preceding) as is_announced
    from told
    window entry as (partition by text, entry_number order by place)
),
judged as (
    select
        *,
        number <> '' and coalesce(
            -- behind an amount stands a quantity: CO-45:25.00:1
            (token_before = ':' and (code_before_that <> '' or number_before_that <> ''))
            or (code_before <> '' and (group_before <> '' or regexp_matches(token, '[$.]'))),
            false
        ) as is_amount,
        code <> '' and not is_amount
        and (
            group_code <> '' or not regexp_full_match(code, '\d+') or coalesce(is_announced, true)
        ) as is_code
    from beside
)
select
    text,
    place,
    token,
    code,
    if(rarc = '', 'CARC', 'RARC') as kind,
    nullif(group_code, '') as group_code,
    is_code,
    case
        when lead(is_amount) over entry then lead(number) over entry
        when lead(token) over entry = ':' and lead(is_amount, 2) over entry then lead(number, 2) over entry
    end as amount,
    not is_code and not is_amount and not announces and regexp_matches(token, '[\p{L}\p{N}]')
    and (
        regexp_matches(token, '\d') or not bool_or(is_code) over (partition by text, entry_number)
    ) as is_unread,
    regexp_full_match(token, '(CO|PR|OA|PI|CR)-?|[A-Z]{0,3}-?\d{1,4}[A-Z]?') as is_shown
from judged
window entry as (partition by text, entry_number order by place);
