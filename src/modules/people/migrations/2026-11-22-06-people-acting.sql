-- "Act as": an administrator looks at pages as somebody of the district sees them, read-only, for half an hour at most.

create table people.acting (
  acting_id int generated always as identity primary key,
  district_id int not null references people.org,
  by_account int not null references people.account,
  as_account int not null references people.account,
  reason text not null check (length(reason) between 8 and 500),
  started_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  check (by_account <> as_account),
  check (until > started_at and until <= started_at + interval '30 minutes')
);
create index on people.acting (as_account, started_at desc);
create index on people.acting (district_id, started_at desc);
grant select, insert, update on people.acting to throughline_app;
alter table people.acting enable row level security;
alter table people.acting force row level security;
-- Seen by both, and by the administrators of the district.
create policy acting_seen on people.acting for select
  using (by_account = (select platform.scope_actor()) or as_account = (select platform.scope_actor())
    or district_id = any ((select people.trusted_orgs())::int[]));
-- Never for an account of another district, for an administrator, or for somebody with a role that the administrator does not cover; all roles were opened (weighed).
create policy acting_started on people.acting for insert
  with check (by_account = (select platform.scope_actor()) and district_id = any ((select people.trusted_orgs())::int[])
    and as_account = (select people.weighed_account())
    and exists (select from people.account a where a.account_id = acting.as_account and a.home_district = acting.district_id and a.state = 'active')
    and not exists (select from people.role_held r where r.account_id = acting.as_account
      and (r.role = 'administrator' or not r.org_id = any ((select people.trusted_orgs())::int[]))
      and (r.to_date is null or r.to_date >= (acting.started_at at time zone 'UTC')::date - 1)));
create policy acting_ended on people.acting for update using (by_account = (select platform.scope_actor()));

-- Its history: for whoever may see it.
create policy change_of_acting on platform.change for select using (
  case when object = 'people.acting' then exists (select from people.acting k where k.acting_id = object_id::int) end);

alter table people.session add foreign key (acting_id) references people.acting;

-- Who a session token belongs to, as before, and: what the session still owes (then no role comes with it); only roles of the district whose provider
-- signed the person in; and while somebody acts for another person, rows of that person too (those with acting_id).
drop function people.identify(text, timestamptz, date, interval, interval);
create function people.identify(token_hash text, at timestamptz, today date, idle interval, absolute interval)
returns table (account_id int, name text, lang text, role text, org_id int, district_id int, districts int[], orgs int[],
  session_id bigint, owes text, acting_id int, acting_until timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  found_session record;
  found_acting record;
  turn int;
  only_district int;
begin
  perform set_config('throughline.token', identify.token_hash, true);
  select s.account_id, s.seen_at, s.session_id, s.owes, s.district_id, s.acting_id into found_session from people.session s
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
  select k.acting_id, k.as_account, k.until, k.district_id into found_acting from people.acting k
  where k.acting_id = found_session.acting_id and k.by_account = found_session.account_id and k.ended_at is null and k.until > identify.at;
  for turn in 1 .. case when found_acting.acting_id is null then 1 else 2 end loop
    only_district := found_session.district_id;
    if turn = 2 then
      perform set_config('throughline.actor', found_acting.as_account::text, true);
      only_district := found_acting.district_id;
    end if;
    return query
      select a.account_id, a.name, a.lang, r.role, r.org_id, r.district_id, c.districts, c.orgs,
        found_session.session_id, found_session.owes,
        case turn when 2 then found_acting.acting_id end, case turn when 2 then found_acting.until end
      from people.account a
      left join people.role_held r on r.account_id = a.account_id and r.from_date <= identify.today and (r.to_date is null or r.to_date >= identify.today)
        and found_session.owes is null and (only_district is null or r.district_id = only_district)
      left join lateral (
        select array_agg(distinct k.district_id) filter (where k.district_id is not null) as districts, array_agg(distinct k.descendant_id) as orgs
        from people.org_closure k
        where k.ancestor_id = r.org_id and k.from_date <= identify.today and (k.to_date is null or k.to_date >= identify.today or k.ended)
      ) c on r.org_id is not null
      where a.account_id = (select platform.scope_actor()) and a.state = 'active'
      order by r.role_id;
  end loop;
end
$$;
grant execute on function people.identify to throughline_app;
