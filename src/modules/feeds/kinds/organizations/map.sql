-- grain: one row a row of the file
-- why: codes and dates as the rest of the product writes them; what cannot be read becomes null and is found by a check
create temp table mapped as
select row_no, org_code, name, lower(kind) as kind, parent_code,
  from_date as from_text, as_date(from_date) as from_date,
  to_date as to_text, as_date(to_date) as to_date,
  low_grade as low_text, as_grade(low_grade) as low_grade,
  high_grade as high_text, as_grade(high_grade) as high_grade,
  phone, address, successor_code, lower(lineage) as lineage,
  cast(null as integer) as school_year, cast(null as date) as day, org_code as school_code
from raw
