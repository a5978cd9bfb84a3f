-- once per: select 1 where exists (from coded_rows where adjustment_codes is not null)
-- question: Where there are codes at all, what do they say? To plan the reading of none takes long.
-- grain: fills code_tokens
insert into code_tokens by name select * from read_codes('coded_rows');
