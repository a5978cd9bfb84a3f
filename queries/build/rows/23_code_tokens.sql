-- question: What do the codes of the coded rows say, token by token?
-- grain: as `read_codes` gives it, which `23_read_tokens` puts in
create or replace table code_tokens (
    text text, place bigint, token text, code text, kind text, group_code text, is_code boolean, amount text,
    is_unread boolean, is_shown boolean
);
