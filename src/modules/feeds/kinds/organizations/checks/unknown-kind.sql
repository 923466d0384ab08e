-- severity: error
-- why: What an organization is decides where its numbers are added up.
select row_no, 'kind' as column_name from mapped
where kind is null or kind not in ('state', 'district', 'zone', 'portfolio', 'school', 'office')
