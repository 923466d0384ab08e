-- Drafts of plans: a version that somebody begins from, and the operations since. The plan of a draft itself is never stored: it is the base with its operations.

create table plans.draft (
  draft_id int generated always as identity primary key,
  plan_id int not null references plans.plan,
  district_id int not null,
  -- The version that it begins from: frozen, so the draft always means the same.
  base_version int not null,
  -- open: people edit. review: frozen with its digest, bodies decide. adopted: it became a version. dropped: nothing came of it.
  state text not null default 'open' check (state in ('open', 'review', 'adopted', 'dropped')),
  why text not null default '',
  -- the account; null: a system actor
  made_by int,
  made_at timestamptz not null,
  -- how many operations it has: the number of the last one
  ops int not null default 0 check (ops >= 0),
  -- of the plan that results, once it went to review
  digest text,
  foreign key (plan_id, base_version) references plans.plan_version (plan_id, version),
  constraint reviewed_has_digest check (digest is not null or state in ('open', 'dropped'))
);
create index on plans.draft (plan_id, state);
grant select, insert, update (state, why, ops, digest) on plans.draft to throughline_app;
alter table plans.draft enable row level security;
alter table plans.draft force row level security;
-- A draft is the district's inner affair until a body adopts it.
create policy draft_read on plans.draft for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy draft_added on plans.draft for insert with check (district_id = any ((select platform.scope_inside())::int[]));
create policy draft_changed on plans.draft for update using (district_id = any ((select platform.scope_inside())::int[]));

-- What was done to a draft, one step after the other. Only appended: undo is one more operation.
create table plans.draft_op (
  draft_id int not null references plans.draft,
  n int not null check (n > 0),
  district_id int not null,
  op jsonb not null check (op is json object),
  -- the account; null: a system actor
  actor int,
  at timestamptz not null,
  -- the operation that this one undoes or does again; null: a step of its own
  of_n int check (of_n < n),
  -- Never the same twice, also after a transaction that was rolled back: what memory knows the state after this operation by.
  key uuid not null default gen_random_uuid(),
  primary key (draft_id, n)
);
grant select, insert on plans.draft_op to throughline_app;
alter table plans.draft_op enable row level security;
alter table plans.draft_op force row level security;
create policy op_read on plans.draft_op for select using (district_id = any ((select platform.scope_inside())::int[]));
create policy op_added on plans.draft_op for insert with check (district_id = any ((select platform.scope_inside())::int[]));

create function plans.op_follows() returns trigger language plpgsql as $$
begin
  if not exists (select from plans.draft d where d.draft_id = new.draft_id and d.district_id = new.district_id and d.state = 'open' and d.ops = new.n - 1) then
    raise exception 'an operation follows the last one of an open draft' using errcode = '55000';
  end if;
  return new;
end $$;
create trigger op_follows before insert on plans.draft_op for each row execute function plans.op_follows();

create function plans.keep_op() returns trigger language plpgsql as $$
begin
  raise exception 'an operation of a draft does not change' using errcode = '55000';
end $$;
create trigger op_kept before update or delete on plans.draft_op for each row execute function plans.keep_op();
create trigger op_never_emptied before truncate on plans.draft_op for each statement execute function plans.keep_op();
