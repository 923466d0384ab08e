-- severity: error
-- why: Days lost are added up from these.
select row_no, 'days_served' as column_name from mapped where served_text is not null and (served is null or not served between 0 and 40000)
union all
select row_no, 'days_assigned' from mapped where assigned_text is not null and (assigned is null or not assigned between 0 and 40000)
