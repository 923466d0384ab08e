-- why: the rows that no check has to look at, reduced to what is kept of them
create or replace temp table sound_pair as select pair, days, rows, student_key, org_id from tally where is_sound;

-- With nobody suspect, no row is compared with anybody.
create or replace temp view sound_record as
select rowid + 2 as row_no, pair, mark from record where {all_sound} or pair in (select pair from sound_pair);

create or replace temp table sound_row as
select p.student_key, p.org_id, d.day, (r.mark >> 8) & 7 as kind, r.mark & 255 as portion
from (select pair, mark from sound_record where (mark & 1792) > 256) r
join sound_pair p on p.pair = r.pair
join known_day d on d.n = r.mark >> 11;

create or replace temp table sound_day as
select o.org_id, d.day, g.first_row, g.last_row, g.rows, g.is_written_down
from (
  select pair & 1048575 as o, mark >> 11 as n, min(row_no) as first_row, max(row_no) as last_row, count(*) as rows, min((mark >> 8) & 7) = 1 as is_written_down
  from sound_record group by all
) g
join known_school o on o.o = g.o join known_day d on d.n = g.n;
