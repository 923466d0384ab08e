-- why: the days that the file names are replaced, so a school must not lose a third of its records there; and over at least five new days, a third fewer
-- records a day than the school had until now is more often a broken export than a healthy month
with named as (
  select d.org_id, o.code, d.school_year, d.day, coalesce(r.n, 0) as n
  from kept_days d
  join known_org o on o.org_id = d.org_id and o.kind = 'school'
  left join (select org_id, day, count(*) as n from kept_rows group by org_id, day) r on r.org_id = d.org_id and r.day = d.day
),
known as (
  select p.org_id, p.day, count(*) as n from previous p group by p.org_id, p.day
),
usual as (
  select org_id, avg(n) as n from known group by org_id
),
compared as (
  select n.org_id, any_value(n.code) as code, n.school_year, cast(sum(k.n) as bigint) as before, cast(sum(n.n) as bigint) as after
  from named n join known k on k.org_id = n.org_id and k.day = n.day
  group by n.org_id, n.school_year
  union all
  select n.org_id, any_value(n.code), n.school_year, cast(round(count(*) * any_value(u.n)) as bigint), cast(sum(n.n) as bigint)
  from named n
  join usual u on u.org_id = n.org_id
  where not exists (select 1 from known k where k.org_id = n.org_id and k.day = n.day)
  group by n.org_id, n.school_year
  having count(*) >= 5 and count(*) * any_value(u.n) >= 50
)
select code, school_year, before, after from compared
