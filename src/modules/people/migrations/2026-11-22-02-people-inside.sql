-- Who is who, how many students a school has, and the history of accounts, roles and organizations: for those who take part in the district's work.

drop policy role_seen on people.role_held;
-- Who holds which office is known to those inside a district; which families have an account is not, and the office holders' accounts are nothing for families.
create policy role_seen on people.role_held for select
  using (account_id = (select platform.scope_actor()) or account_id = (select people.weighed_account()) or org_id = any ((select people.trusted_orgs())::int[])
    or (role <> 'family' and district_id = any ((select platform.scope_inside())::int[]))
    or ((select people.by_system()) and (district_id is null or district_id = any ((select platform.scope_districts())::int[]))));

drop policy enrolled_seen on people.enrolled;
create policy enrolled_seen on people.enrolled for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy enrolled_counted on people.enrolled
  using ((select platform.by_system()) and district_id = any ((select platform.scope_districts())::int[]));

-- The history of an account and of a role is for who looks after it: where it was made, or where the person has a role; of one's own account for oneself.
create policy change_of_own_account on platform.change for select using (object = 'people.account' and object_id = (select platform.scope_actor())::text);
create policy change_of_account on platform.change for select using (
  case when object = 'people.account' and cardinality((select people.trusted_orgs())) > 0 then exists (
    select from people.account a where a.account_id = object_id::int and (a.home_org = any ((select people.trusted_orgs())::int[])
      or exists (select from people.role_held r where r.account_id = a.account_id and r.org_id = any ((select people.trusted_orgs())::int[])))) end);
create policy change_of_role on platform.change for select using (
  case when object = 'people.role' and cardinality((select people.trusted_orgs())) > 0 then exists (
    select from people.role_held r where r.role_id = object_id::int and r.org_id = any ((select people.trusted_orgs())::int[])) end);
create policy change_of_district on platform.change for select using (
  object in ('people.provider', 'people.acting', 'people.roster') and org_id = any ((select people.trusted_orgs())::int[]));
create policy change_of_org on platform.change for select using (
  object in ('people.org', 'people.setting', 'people.calendar') and exists (
    select from people.org o where o.org_id = change.org_id and o.district_id = any ((select platform.scope_inside())::int[])));
