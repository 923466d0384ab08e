-- What must not stay, goes before anything is kept: e-mails of everybody but staff, names of everybody who is neither a student nor staff, and what a file of
-- demographics says about anybody but students. Who somebody is, is said by the bundle or known already.
create or replace temp table kept_user as
with said as (
  select "sourcedId" as id, as_roster_role(role) as role from in_users
  union all
  select "userSourcedId", as_roster_role(role) from in_roles where lower(coalesce(status, '')) <> 'tobedeleted'
  union all
  select user_ref, role from now_roles where not deleted
  union all
  select sourced_id, case when person = 'student' then 'student' else 'teacher' end from now_users where not deleted
)
select id, coalesce(bool_or(role = 'student'), false) as is_student, coalesce(bool_or(is_staff_role(role)), false) as is_staff from said where id is not null group by id;

update in_users set email = null where "sourcedId" is null or "sourcedId" not in (select id from kept_user where is_staff);
update in_users set "givenName" = null, "familyName" = null, identifier = null, grades = null, email = null
where "sourcedId" is null or "sourcedId" not in (select id from kept_user where is_staff or is_student);
update in_demographics set "birthDate" = null, sex = null, "americanIndianOrAlaskaNative" = null, asian = null, "blackOrAfricanAmerican" = null,
  "nativeHawaiianOrOtherPacificIslander" = null, white = null, "demographicRaceTwoOrMoreRaces" = null, "hispanicOrLatinoEthnicity" = null
where "sourcedId" is null or "sourcedId" not in (select id from kept_user where is_student);
