-- severity: error
-- why: Every organization but the state stands under another one.
select row_no, 'parent_code' as column_name from mapped where parent_code is null and kind <> 'state'
