-- Why a cell is hidden, what a check found, who wrote: for those who hold the district's true numbers, also after publication. Everybody else reads the public
-- files; what a page needs to lead there stands with the address.
alter table publishing.address add column number int, add column published_at timestamptz;
alter table publishing.address no force row level security;
alter table publishing.edition no force row level security;
update publishing.address a set number = e.number, published_at = e.published_at
  from publishing.edition e where e.district_id = a.district_id and e.state = 'published'
    and not exists (select from publishing.edition l where l.district_id = e.district_id and l.state = 'published' and l.number > e.number);
alter table publishing.address force row level security;
alter table publishing.edition force row level security;

drop policy address_seen on publishing.address;
create policy address_seen on publishing.address for select using (district_id = any ((select platform.scope_districts())::int[]));
create policy address_claimed on publishing.address for insert with check (district_id = any ((select platform.scope_orgs())::int[]));
create policy address_moved on publishing.address for update using (district_id = any ((select platform.scope_orgs())::int[]));
grant update (number, published_at) on publishing.address to throughline_app;

drop policy edition_seen on publishing.edition;
create policy edition_seen on publishing.edition
  using (district_id = any ((select platform.scope_districts())::int[]) and district_id = any ((select platform.scope_orgs())::int[]));
drop policy released_seen on publishing.released;
create policy released_seen on publishing.released
  using (district_id = any ((select platform.scope_districts())::int[]) and district_id = any ((select platform.scope_orgs())::int[]));

create policy change_of_edition on platform.change for select using (object = 'edition' and org_id = any ((select platform.scope_orgs())::int[]));
