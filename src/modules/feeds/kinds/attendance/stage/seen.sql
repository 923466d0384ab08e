-- grain: one row a student and school with a record that is loaded; days: place n is the n-th known day. As bytes: Parquet knows no bits
select student_key, org_id, cast(days as blob) as days from sound_pair
union all
select c.student_key, c.org_id, cast(bitstring_agg(d.n, 0, {last_bit}) as blob)
from clean c join known_day d on d.day = c.day
group by c.student_key, c.org_id
