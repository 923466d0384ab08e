-- Who takes part in a district's work, apart from those who only read what it made public; and who sees the history of what.

-- Districts whose inner affairs the running transaction's person may see: staff, board and partners, not families and not the state's reviewers.
create function platform.scope_inside() returns int[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('throughline.inside', true), ''), '{}')::int[] $$;

-- True for a named system actor (import, compute): it has a name and no account.
create function platform.by_system() returns boolean language sql stable parallel safe
  as $$ select platform.scope_actor() is null and coalesce(current_setting('throughline.name', true), '') like 'system:%' $$;

-- History: a change is written in the own name only. It is read by whoever made it, by the systems of the district, and by those whom the module that keeps
-- the object names in a policy of its own (`change_of_...`): whoever may see the object.
drop policy change_seen on platform.change;
create policy change_written on platform.change for insert with check (
  org_id = any ((select platform.scope_districts() || platform.scope_orgs())::int[])
  and actor is not distinct from (select platform.scope_actor())
  and actor_name = current_setting('throughline.name', true));
create policy change_own on platform.change for select using (actor = (select platform.scope_actor()));
create policy change_by_system on platform.change for select using (
  (select platform.by_system()) and org_id = any ((select platform.scope_districts() || platform.scope_orgs())::int[]));

-- Files: the module that keeps a kind of file says who works with its rows.
drop policy file_seen on platform.file;
create policy file_by_system on platform.file using ((select platform.by_system()) and org_id = any ((select platform.scope_districts())::int[]));
