-- Sign-in by a provider of the district (OpenID Connect), second factor, and sessions that say how they came.

-- The provider that a running sign-in uses, and the person's name at it: each opens its own rows for one transaction, before there is a scope.
create function people.used_provider() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('throughline.provider', true), '')::int $$;
create function people.shown_subject() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('throughline.subject', true), '') $$;

create table people.provider (
  provider_id int generated always as identity primary key,
  district_id int not null references people.org,
  preset text not null check (preset in ('google', 'microsoft', 'classlink', 'clever', 'other')),
  name text not null,
  issuer text not null,
  client_id text not null,
  -- how we prove who we are at the token endpoint
  token_auth text not null check (token_auth in ('basic', 'post', 'none')),
  scopes text not null,
  email_claim text not null,
  -- the district answers for the e-mails of this provider, also where it does not say email_verified
  trusts_email boolean not null,
  -- e-mails of other domains are never matched; empty: any
  email_domains text[] not null default '{}',
  -- a claim that must have this value: hosted domain, tenant, district of the provider
  must_claim text,
  must_value text,
  -- given by hand where the provider publishes no description of itself
  authorize_url text,
  token_url text,
  keys_url text,
  userinfo_url text,
  state text not null default 'active' check (state in ('active', 'closed')),
  version int not null default 1,
  check ((must_claim is null) = (must_value is null)),
  check ((authorize_url is null) = (token_url is null) and (authorize_url is null) = (keys_url is null))
);
create index on people.provider (district_id);
grant select, insert, update on people.provider to throughline_app;
alter table people.provider enable row level security;
alter table people.provider force row level security;
-- Its button stands on the sign-in page, for everybody; only administrators of the district change it. No secret lies in this table.
create policy provider_shown on people.provider for select
  using (state = 'active' or district_id = any ((select people.trusted_orgs())::int[]));
create policy provider_added on people.provider for insert with check (district_id = any ((select people.trusted_orgs())::int[]));
create policy provider_changed on people.provider for update using (district_id = any ((select people.trusted_orgs())::int[]));

-- Apart from the provider, because everybody may read that one. Sealed (platform/seal.ts).
create table people.provider_secret (
  provider_id int primary key references people.provider,
  sealed text not null
);
grant select, insert, update on people.provider_secret to throughline_app;
alter table people.provider_secret enable row level security;
alter table people.provider_secret force row level security;
create policy secret_used on people.provider_secret for select
  using (provider_id = (select people.used_provider())
    or exists (select from people.provider p where p.provider_id = provider_secret.provider_id and p.district_id = any ((select people.trusted_orgs())::int[])));
create policy secret_set on people.provider_secret for insert
  with check (exists (select from people.provider p where p.provider_id = provider_secret.provider_id and p.district_id = any ((select people.trusted_orgs())::int[])));
create policy secret_changed on people.provider_secret for update
  using (exists (select from people.provider p where p.provider_id = provider_secret.provider_id and p.district_id = any ((select people.trusted_orgs())::int[])));

-- Who a person at a provider is here. The issuer is part of it: the same provider pointed elsewhere knows nobody.
create table people.identity (
  provider_id int not null references people.provider,
  issuer text not null,
  subject text not null,
  account_id int not null references people.account,
  district_id int not null references people.org,
  linked_at timestamptz not null,
  primary key (provider_id, issuer, subject),
  -- One person each: an e-mail that the provider gives to somebody new does not hand over the account.
  unique (provider_id, issuer, account_id)
);
grant select, insert, delete on people.identity to throughline_app;
alter table people.identity enable row level security;
alter table people.identity force row level security;
create policy identity_shown on people.identity for select
  using ((provider_id = (select people.used_provider()) and subject = (select people.shown_subject()))
    or account_id = (select platform.scope_actor())
    or exists (select from people.account a where a.account_id = identity.account_id and a.home_org = any ((select people.trusted_orgs())::int[])));
-- Only an account of the provider's own district, found by the e-mail of this sign-in: the provider of one district must not open an account of another.
create policy identity_linked on people.identity for insert
  with check (provider_id = (select people.used_provider()) and subject = (select people.shown_subject())
    and exists (select from people.provider p where p.provider_id = identity.provider_id and p.district_id = identity.district_id and p.state = 'active')
    and exists (select from people.account a where a.account_id = identity.account_id and a.home_district = identity.district_id
      and a.state = 'active' and a.email = (select people.signing_in())));
create policy identity_ended on people.identity for delete
  using (exists (select from people.account a where a.account_id = identity.account_id and a.home_org = any ((select people.trusted_orgs())::int[])));

-- A sign-in that is on its way at a provider: works once, for minutes. The token lies in the browser; nonce and verifier are derived from it, not stored.
create table people.sign_in_try (
  token_hash text primary key,
  provider_id int not null references people.provider,
  back_to text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on people.sign_in_try (expires_at);
grant select, insert, update, delete on people.sign_in_try to throughline_app;
alter table people.sign_in_try enable row level security;
alter table people.sign_in_try force row level security;
create policy try_shown on people.sign_in_try for select
  using (token_hash = (select people.shown_token()) or expires_at < now() - interval '2 days');
create policy try_made on people.sign_in_try for insert with check (token_hash = (select people.shown_token()));
create policy try_used on people.sign_in_try for update using (token_hash = (select people.shown_token()));
create policy try_swept on people.sign_in_try for delete using (expires_at < now() - interval '2 days');

-- The second factor of a password account: a secret that an app on the person's phone shares (RFC 6238), sealed.
create table people.second_factor (
  account_id int primary key references people.account,
  sealed text not null,
  made_at timestamptz not null,
  -- null until a first code was right
  confirmed_at timestamptz,
  -- the last step (30 seconds) whose code was taken: no code counts twice
  last_step bigint not null default 0
);
create table people.recovery_code (
  account_id int not null references people.account,
  code_hash text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
grant select, insert, update, delete on people.second_factor to throughline_app;
grant select, insert, update, delete on people.recovery_code to throughline_app;
alter table people.second_factor enable row level security;
alter table people.second_factor force row level security;
alter table people.recovery_code enable row level security;
alter table people.recovery_code force row level security;
create policy factor_own on people.second_factor using (account_id = (select platform.scope_actor()));
create policy code_own on people.recovery_code using (account_id = (select platform.scope_actor()));
-- An administrator sees whether there is one, and takes it away from whoever lost it: under the rule of password links, for both open the same door.
create policy factor_known on people.second_factor for select
  using (exists (select from people.account a where a.account_id = second_factor.account_id and a.home_org = any ((select people.trusted_orgs())::int[])));
create policy factor_reset on people.second_factor for delete
  using (account_id = (select people.weighed_account())
    and exists (select from people.account a where a.account_id = second_factor.account_id and a.home_org = any ((select people.trusted_orgs())::int[]))
    and not exists (select from people.role_held r where r.account_id = second_factor.account_id
      and not r.org_id = any ((select people.trusted_orgs())::int[]) and (r.to_date is null or r.to_date >= (now() at time zone 'UTC')::date - 1)));
-- The operator at the console, for a district whose only administrator lost everything: named in the history.
create policy factor_of_operator on people.second_factor
  using ((select people.by_system()) and current_setting('throughline.name', true) = 'system:operator'
    and exists (select from people.account a where a.account_id = second_factor.account_id and a.home_district = any ((select platform.scope_districts())::int[])));
create policy code_of_operator on people.recovery_code
  using ((select people.by_system()) and current_setting('throughline.name', true) = 'system:operator'
    and exists (select from people.account a where a.account_id = recovery_code.account_id and a.home_district = any ((select platform.scope_districts())::int[])));
create policy code_known on people.recovery_code for select
  using (exists (select from people.account a where a.account_id = recovery_code.account_id and a.home_org = any ((select people.trusted_orgs())::int[])));
create policy code_reset on people.recovery_code for delete
  using (account_id = (select people.weighed_account())
    and exists (select from people.account a where a.account_id = recovery_code.account_id and a.home_org = any ((select people.trusted_orgs())::int[]))
    and not exists (select from people.role_held r where r.account_id = recovery_code.account_id
      and not r.org_id = any ((select people.trusted_orgs())::int[]) and (r.to_date is null or r.to_date >= (now() at time zone 'UTC')::date - 1)));

alter table people.session
  -- names a session in a list without telling anything of its token
  add column session_id bigint generated always as identity unique,
  add column came text not null default 'password' check (came in ('password', 'provider')),
  add column provider_id int references people.provider,
  -- a session by a district's provider opens only roles of that district; null: all
  add column district_id int references people.org,
  -- what has to be done before the session opens anything
  add column owes text check (owes in ('code', 'enroll')),
  -- when a code of the second factor was given in it
  add column second_at timestamptz,
  -- coarse: where (network, not address) and with what
  add column network text not null default '',
  add column device text not null default '',
  add column acting_id int,
  add constraint session_provider check ((came = 'provider') = (provider_id is not null) and (came = 'provider') = (district_id is not null));
-- An administrator may end the sessions of the own people, and those of the own district's provider; nothing else of them.
create policy session_watched on people.session for select
  using (district_id = any ((select people.trusted_orgs())::int[])
    or ((select people.by_system()) and current_setting('throughline.name', true) = 'system:operator')
    or exists (select from people.account a where a.account_id = session.account_id and a.home_org = any ((select people.trusted_orgs())::int[])));
create policy session_ended on people.session for update
  using (district_id = any ((select people.trusted_orgs())::int[])
    or ((select people.by_system()) and current_setting('throughline.name', true) = 'system:operator')
    or exists (select from people.account a where a.account_id = session.account_id and a.home_org = any ((select people.trusted_orgs())::int[])))
  with check (ended_at is not null);

-- The history of a provider is for the administrators of its district.
create policy change_of_provider on platform.change for select
  using (object = 'people.provider' and org_id = any ((select people.trusted_orgs())::int[]));
