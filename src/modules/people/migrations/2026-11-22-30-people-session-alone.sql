-- Who a session token belongs to, as before, and `alone`: the session was opened by a password and nothing else.
drop function people.identify(text, timestamptz, date, interval, interval);
create function people.identify(token_hash text, at timestamptz, today date, idle interval, absolute interval)
returns table (account_id int, name text, lang text, role text, org_id int, district_id int, districts int[], orgs int[],
  session_id bigint, owes text, alone boolean, acting_id int, acting_until timestamptz)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  found_session record;
  found_acting record;
  turn int;
  only_district int;
begin
  perform set_config('throughline.token', identify.token_hash, true);
  select s.account_id, s.seen_at, s.session_id, s.owes, s.came = 'password' and s.second_at is null as alone, s.district_id, s.acting_id into found_session from people.session s
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
        found_session.session_id, found_session.owes, found_session.alone,
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
