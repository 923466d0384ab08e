-- What bodies decided about a draft or a version of a plan. Each decision is tied to the digest of the very text; when the text changes, it does not count.

create table plans.approval (
  approval_id int generated always as identity primary key,
  plan_id int not null references plans.plan,
  district_id int not null,
  -- what was decided on: a draft in review, or a recorded version
  draft_id int references plans.draft,
  version int,
  -- the body as the plan names it, in its languages
  body jsonb not null check (body is json object),
  decided_on date not null,
  -- approved, rejected, or taken note of without a vote
  outcome text not null check (outcome in ('approved', 'rejected', 'noted')),
  vote text,
  document text,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  -- the account that wrote it down; null: a system actor
  noted_by int,
  noted_at timestamptz not null,
  foreign key (plan_id, version) references plans.plan_version (plan_id, version),
  constraint one_subject check ((draft_id is null) <> (version is null))
);
create index on plans.approval (plan_id, digest);
grant select, insert on plans.approval to throughline_app;
alter table plans.approval enable row level security;
alter table plans.approval force row level security;
create policy approval_read on plans.approval for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy approval_added on plans.approval for insert with check (district_id = any ((select platform.scope_inside())::int[]));

-- A decision stays as it was written down; a mistake is mended by a later one.
create function plans.keep_approval() returns trigger language plpgsql as $$
begin
  raise exception 'a recorded decision does not change' using errcode = '55000';
end $$;
create trigger approval_kept before update or delete on plans.approval for each row execute function plans.keep_approval();
create trigger approval_never_emptied before truncate on plans.approval for each statement execute function plans.keep_approval();
