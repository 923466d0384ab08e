-- Accounts, roles with dates, sessions.

-- The e-mail somebody signs in with, and the hash of the token somebody shows: each opens its own rows for one transaction, before there is a scope.
create function people.signing_in() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('throughline.sign_in', true), '') $$;
create function people.shown_token() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('throughline.token', true), '') $$;
-- The account all of whose roles the running transaction weighs before it makes a password link: an administrator's own row security hides roles elsewhere.
create function people.weighed_account() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('throughline.weighed', true), '')::int $$;

create table people.account (
  account_id int generated always as identity primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  lang text not null default 'en' check (lang in ('en', 'es')),
  state text not null default 'active' check (state in ('active', 'closed')),
  -- where the account was made; who administers that organization looks after it
  home_org int not null references people.org,
  home_district int references people.org,
  made_at timestamptz not null,
  version int not null default 1
);

create table people.role_held (
  role_id int generated always as identity primary key,
  account_id int not null references people.account,
  role text not null check (role in ('superintendent', 'cabinet', 'office_head', 'executive_director', 'principal', 'coach', 'teacher', 'counselor',
    'data_steward', 'publisher', 'board_member', 'partner', 'family', 'state_reviewer', 'administrator')),
  org_id int not null references people.org,
  -- null at a state
  district_id int references people.org,
  from_date date not null,
  to_date date,
  version int not null default 1,
  check (to_date is null or to_date >= from_date),
  unique (account_id, role, org_id, from_date)
);
create index on people.role_held (org_id);
create index on people.role_held (district_id);
grant select, insert, update on people.role_held to throughline_app;
alter table people.role_held enable row level security;
alter table people.role_held force row level security;
-- Who holds which office is known in a district; which families have an account is not.
create policy role_seen on people.role_held for select
  using (account_id = (select platform.scope_actor()) or account_id = (select people.weighed_account()) or org_id = any ((select people.trusted_orgs())::int[])
    or ((role <> 'family' or (select people.by_system())) and district_id = any ((select platform.scope_districts())::int[]))
    or (district_id is null and (select people.by_system())));
-- Nobody gives a role to the own account: an administrator would open students with it.
create policy role_given on people.role_held for insert
  with check ((org_id = any ((select people.trusted_orgs())::int[]) and account_id is distinct from (select platform.scope_actor())) or ((select people.by_system()) and (district_id is null or district_id = any ((select platform.scope_districts())::int[]))));
create policy role_changed on people.role_held for update
  using (org_id = any ((select people.trusted_orgs())::int[]) or ((select people.by_system()) and district_id = any ((select platform.scope_districts())::int[])));

grant select, insert, update on people.account to throughline_app;
alter table people.account enable row level security;
alter table people.account force row level security;
-- Oneself; colleagues (somebody whose role one may see); whom one administers; whoever signs in.
create policy account_seen on people.account for select
  using (account_id = (select platform.scope_actor()) or email = (select people.signing_in())
    or home_org = any ((select people.trusted_orgs())::int[])
    or ((select people.by_system()) and home_district = any ((select platform.scope_districts())::int[]))
    or exists (select from people.role_held r where r.account_id = account.account_id));
create policy account_added on people.account for insert
  with check (home_org = any ((select people.trusted_orgs())::int[]) or ((select people.by_system()) and home_district = any ((select platform.scope_districts())::int[])));
create policy account_changed on people.account for update
  using (account_id = (select platform.scope_actor()) or home_org = any ((select people.trusted_orgs())::int[])
    or ((select people.by_system()) and home_district = any ((select platform.scope_districts())::int[])));

-- Apart from the account, because colleagues may read that one.
create table people.password (
  account_id int primary key references people.account,
  hash text not null,
  changed_at timestamptz not null
);
grant select, insert, update on people.password to throughline_app;
alter table people.password enable row level security;
alter table people.password force row level security;
-- Oneself, whoever signs in, and a system actor that makes accounts (first administrator, cast of the demo).
create policy password_checked on people.password for select
  using (account_id = (select platform.scope_actor())
    or exists (select from people.account a where a.account_id = password.account_id
      and (a.email = (select people.signing_in()) or ((select people.by_system()) and a.home_district = any ((select platform.scope_districts())::int[])))));
create policy password_set on people.password for insert
  with check (account_id = (select platform.scope_actor())
    or ((select people.by_system()) and exists (select from people.account a where a.account_id = password.account_id and a.home_district = any ((select platform.scope_districts())::int[]))));
create policy password_changed on people.password for update
  using (account_id = (select platform.scope_actor())
    or ((select people.by_system()) and exists (select from people.account a where a.account_id = password.account_id and a.home_district = any ((select platform.scope_districts())::int[]))));

create table people.session (
  token_hash text primary key,
  account_id int not null references people.account,
  made_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index on people.session (account_id);
grant select, insert, update, delete on people.session to throughline_app;
alter table people.session enable row level security;
alter table people.session force row level security;
create policy session_own on people.session
  using (token_hash = (select people.shown_token()) or account_id = (select platform.scope_actor()));

-- Links that work once: the first administrator's, and those with which somebody sets a password.
create table people.one_time_link (
  token_hash text primary key,
  kind text not null check (kind in ('setup', 'password')),
  account_id int references people.account,
  made_by int,
  -- a password link: what its maker administered; a role elsewhere, also one given later, makes it void
  orgs int[] not null default '{}',
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'setup') = (account_id is null))
);
grant select, insert, update on people.one_time_link to throughline_app;
alter table people.one_time_link enable row level security;
alter table people.one_time_link force row level security;
create policy link_shown on people.one_time_link for select using (token_hash = (select people.shown_token()));
create policy link_used on people.one_time_link for update using (token_hash = (select people.shown_token()));
-- A password link may be made by whoever administers every role that the person holds or will hold: otherwise a school could take over the superintendent's
-- account, and a district one of another district. All roles must have been opened (weighed), else hidden ones would count as none. Ended ones count a day longer.
create policy link_made on people.one_time_link for insert
  with check ((kind = 'setup' and (select people.by_system()))
    or (kind = 'password' and account_id = (select people.weighed_account()) and orgs <@ (select people.trusted_orgs())
      and exists (select from people.account a where a.account_id = one_time_link.account_id and a.home_org = any ((select people.trusted_orgs())::int[]))
      and not exists (select from people.role_held r where r.account_id = one_time_link.account_id and not r.org_id = any (one_time_link.orgs)
        and (r.to_date is null or r.to_date >= (one_time_link.made_at at time zone 'UTC')::date - 1))));

-- That the installation has its first administrator: no second setup link after it.
create table people.founded (
  only_one boolean primary key default true check (only_one),
  at timestamptz not null,
  district_id int not null references people.org
);
grant select, insert on people.founded to throughline_app;

-- Who a session token belongs to, with one row a role held today (one row of nulls without any): the token opens the session, the session's account opens
-- its own rows, and both settings end with the statement's transaction. Runs with the caller's rights, under row security.
create function people.identify(token_hash text, at timestamptz, today date, idle interval, absolute interval)
returns table (account_id int, name text, lang text, role text, org_id int, district_id int, districts int[], orgs int[])
language plpgsql volatile as $$
#variable_conflict use_column
declare
  found_session record;
begin
  perform set_config('throughline.token', identify.token_hash, true);
  select s.account_id, s.seen_at into found_session from people.session s
  where s.token_hash = identify.token_hash and s.ended_at is null
    and s.seen_at > identify.at - identify.idle and s.made_at > identify.at - identify.absolute;
  if not found then
    return;
  end if;
  -- Written every five minutes, not with every request.
  if found_session.seen_at < identify.at - interval '5 minutes' then
    update people.session s set seen_at = identify.at where s.token_hash = identify.token_hash;
  end if;
  perform set_config('throughline.actor', found_session.account_id::text, true);
  return query
    select a.account_id, a.name, a.lang, r.role, r.org_id, r.district_id, c.districts, c.orgs
    from people.account a
    left join people.role_held r on r.account_id = a.account_id and r.from_date <= identify.today and (r.to_date is null or r.to_date >= identify.today)
    left join lateral (
      select array_agg(distinct k.district_id) filter (where k.district_id is not null) as districts, array_agg(distinct k.descendant_id) as orgs
      from people.org_closure k
      where k.ancestor_id = r.org_id and k.from_date <= identify.today and (k.to_date is null or k.to_date >= identify.today or k.ended)
    ) c on r.org_id is not null
    where a.account_id = found_session.account_id and a.state = 'active'
    order by r.role_id;
end
$$;
grant execute on function people.identify to throughline_app;
