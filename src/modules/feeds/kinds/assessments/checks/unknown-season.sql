-- severity: error
-- why: Tests of autumn and spring are different series.
select row_no, 'season' as column_name from mapped where season is null
