-- Everything that chance decides is arithmetic on a hash of (seed, what is decided, who, which one): the same bytes every time, on any number
-- of threads. Hashed twice, because one hash() of several values barely mixes the last of them.
create macro pick(tag, a, b) as hash(hash(getvariable('seed'), tag, a, b));

-- Even between 0 (in) and 1 (out).
create macro u(tag, a, b) as (pick(tag, a, b) >> 11)::double / 9007199254740992.0;

-- Close to normal with mean 0 and deviation 1, in whole-number steps: the sum of four 16-bit pieces of one hash.
create macro z(tag, a, b) as (
  ((pick(tag, a, b) & 65535) + ((pick(tag, a, b) >> 16) & 65535) + ((pick(tag, a, b) >> 32) & 65535) + ((pick(tag, a, b) >> 48) & 65535))::double
  - 131070.0) / 37837.2;

create macro grade_text(grade) as case grade when -1 then 'PK' when 0 then 'K' else grade::varchar end;

-- The district as it was handed in, as rows.
create table zone as
select unnest(from_json(json_extract(getvariable('district'), '$.zones'),
  '[{"code":"VARCHAR","name":"VARCHAR","poverty":"DOUBLE","effect":"DOUBLE","mix":"VARCHAR"}]'), recursive := true);

create table school as
select unnest(from_json(json_extract(getvariable('district'), '$.schools'),
  '[{"code":"VARCHAR","name":"VARCHAR","zone":"VARCHAR","low":"TINYINT","high":"TINYINT","weight":"DOUBLE","feeds":"VARCHAR","special":"VARCHAR",
     "effect":"DOUBLE","positive":"BOOLEAN","from":"DATE","to":"DATE","successor":"VARCHAR","lineage":"VARCHAR"}]'), recursive := true);

create table office as
select unnest(from_json(json_extract(getvariable('district'), '$.offices'), '[{"code":"VARCHAR","name":"VARCHAR"}]'), recursive := true);

create table portfolio as
select unnest(from_json(json_extract(getvariable('district'), '$.portfolios'),
  '[{"code":"VARCHAR","name":"VARCHAR","schools":["VARCHAR"]}]'), recursive := true);

create table stop as
select unnest(from_json(json_extract(getvariable('district'), '$.stops'), '[{"school":"VARCHAR","after":"DATE"}]'), recursive := true);

create table own_calendar as
select unnest(from_json(json_extract(getvariable('district'), '$.ownCalendars'),
  '[{"school":"VARCHAR","storms":"INTEGER","late":"INTEGER"}]'), recursive := true);

-- Three past school years and the one that today lies in; a school year is named by the year it ends in.
create table school_year as
select y::smallint as school_year, make_date(y - 1, 7, 1) as opens, make_date(y, 6, 30) as closes
from (
  select unnest(range(last - 3, last + 1)) as y
  from (select year(getvariable('today')) + if(month(getvariable('today')) >= 7, 1, 0) as last)
);

-- Which school stands for a school of the generator in which year: after a merger its successor, before a renaming the old one.
create table standing as
select s.code as picked, y.school_year,
  case
    when s."to" < y.opens then s.successor
    when s."from" > y.opens then coalesce(old.code, s.code)
    else s.code
  end as code
from school s
cross join school_year y
left join school old on old.successor = s.code and old.lineage = 'renamed'
where s.lineage is distinct from 'renamed';

create table organization as
with lane(n, word) as (
  values (0, 'Heron'), (1, 'Millrace'), (2, 'Lantern'), (3, 'Ferry'), (4, 'Quarry'), (5, 'Ropewalk'), (6, 'Weir'), (7, 'Orchard'), (8, 'Kite'), (9, 'Footbridge')
),
node as (
  select 1 as place, getvariable('state_code') as org_code, getvariable('state_name') as name, 'state' as kind, null as parent_code,
    null::date as from_date, null::date as to_date, null::tinyint as low, null::tinyint as high, null as successor_code, null as lineage
  union all
  select 2, getvariable('district_code'), getvariable('district_name'), 'district', getvariable('state_code'), null, null, null, null, null, null
  union all
  select 3, code, name, 'office', getvariable('district_code'), null, null, null, null, null, null from office
  union all
  select 4, code, name, 'zone', getvariable('district_code'), null, null, null, null, null, null from zone
  union all
  select 5, code, name, 'portfolio', getvariable('district_code'), null, null, null, null, null, null from portfolio
  union all
  select 6, code, name, 'school', zone, "from", "to", low, high, successor, lineage from school
)
select n.place, n.org_code, n.name, n.kind, n.parent_code, coalesce(n.from_date, date '1998-07-01') as from_date, n.to_date,
  if(n.low is null, null, grade_text(n.low)) as low_grade, if(n.high is null, null, grade_text(n.high)) as high_grade,
  -- 555-0100 to 555-0199 are kept free for invented numbers.
  if(n.kind = 'state', null, printf('860-555-01%02d', (row_number() over (order by n.place, n.org_code) % 100)::integer)) as phone,
  if(n.kind in ('school', 'district', 'office'),
    printf('%d %s Lane, %s', 1 + (pick('number', n.org_code, 0) % 240)::integer, l.word, getvariable('town')), null) as address,
  n.successor_code, n.lineage
from node n
join lane l on l.n = (pick('lane', n.org_code, 0) % 10)::integer;
