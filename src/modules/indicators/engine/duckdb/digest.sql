-- grain: one row a month of fresh rows
-- why: two cubes are the same when these numbers are: sums, modulo a prime, of what a row says times a number drawn from its place. Order and file do not
--      matter, no function of one DuckDB version is used, and changes that cancel out in both sums are one in 10^18
with line as (
  select period,
    (label + cast(org_id as bigint) * 48271) % 2147483647 as place,
    (n % 2147483647 * 69621 + d % 2147483647 * 16807 + cast(sum as bigint) % 2147483647 * 40692 + case state when 'measured' then 1 when 'zero_population' then 2 when 'not_applicable' then 3 else 4 end * cast(1013904223 as bigint)
      + coalesce(date_diff('day', date '2000-01-01', through_date), -1) * 39373 + 742938285) % 2147483647 as says
  from fresh
)
select cast(period as integer) as period, count(*) as rows,
  cast(sum(place * says % 2147483647) % 2147483647 as bigint) as low,
  cast(sum((place * 16807 % 2147483647) * ((says * 48271 + place) % 2147483647) % 2147483647) % 2147483647 as bigint) as high
from line group by period order by period
