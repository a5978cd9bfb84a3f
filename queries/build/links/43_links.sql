-- once per: select distinct is_last_to_link from billings where exists (from consultation_rows) order by 1
-- question: Which consultation does each billing belong to, and how do we know?
-- grain: one row per linked consultation
-- Billings that are all void, duplicate or capitated take what the others have left.
insert into links from links_by_claim($is_last_to_link);
insert into links from links_by_date($is_last_to_link);
insert into links from links_by_nearness($is_last_to_link, -30, -1, 'before');
insert into links from links_by_nearness($is_last_to_link, 1, 14, 'after');
