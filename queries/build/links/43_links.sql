-- question: Which consultation does each billing belong to, and how do we know?
-- grain: one row per linked consultation
-- Billings that are all void, duplicate or capitated take what the others have left.
insert into links from links_by_claim(false);
insert into links from links_by_date(false);
insert into links from links_by_nearness(false, -30, -1, 'before');
insert into links from links_by_nearness(false, 1, 14, 'after');
insert into links from links_by_claim(true);
insert into links from links_by_date(true);
insert into links from links_by_nearness(true, -30, -1, 'before');
insert into links from links_by_nearness(true, 1, 14, 'after');
