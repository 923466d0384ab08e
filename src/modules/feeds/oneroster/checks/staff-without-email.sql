-- severity: warning
-- after: merging
-- why: Without an e-mail nobody can sign in; the person is loaded, but gets no account.
select 'users' as file, row_no, 'email' as column_name from state_users where row_no is not null and not deleted and active and person in ('staff', 'both') and email is null
