-- How an obligation is kept is said of its words as they stood: when they change, somebody looks again.
alter table work.compliance add column words jsonb;
comment on column work.compliance.words is 'the words of the obligation that was looked at; null: looked at before they were kept, and the obligation changed since';
-- Looked at before: the words of now are those that were read, where the policy was not changed afterwards.
alter table work.compliance no force row level security;
alter table work.policy no force row level security;
alter table platform.change no force row level security;
update work.compliance c
set words = (select o->'title' from work.policy p, jsonb_array_elements(p.obligations) o where p.policy_id = c.policy_id and o->>'key' = c.key)
where not exists (
  select from platform.change h
  where h.object = 'work.policy' and h.object_id = c.policy_id::text and h.became ? 'obligations' and h.at > c.assessed_at);
alter table platform.change force row level security;
alter table work.policy force row level security;
alter table work.compliance force row level security;
