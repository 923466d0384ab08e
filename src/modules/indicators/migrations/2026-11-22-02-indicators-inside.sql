-- Who saw small groups is nobody's business but the reader's own and that of those who hold the district's true numbers.
drop policy small_read_seen on indicators.small_read;
create policy small_read_written on indicators.small_read for insert with check (
  actor_name = current_setting('throughline.name', true) and actor is not distinct from (select platform.scope_actor())
  and org_id = any ((select platform.scope_orgs())::int[]));
create policy small_read_seen on indicators.small_read for select
  using (actor_name = current_setting('throughline.name', true) or district_id = any ((select platform.scope_orgs())::int[]));

-- Which layer hid a cell helps to work it out, and everybody of a district reads these cells: the reason stays with the edition.
alter table indicators.audited_value no force row level security;
update indicators.audited_value set why = case when shown then 'shown' else 'hidden' end;
alter table indicators.audited_value force row level security;
