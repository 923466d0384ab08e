-- Reviews of a school's or an office's plan: one round a quarter, comments on the plan or one of its elements, and what was answered.

create table plans.review_round (
  round_id int generated always as identity primary key,
  plan_id int not null references plans.plan,
  district_id int not null references people.org,
  -- the school or office, as in the plan
  org_id int not null references people.org,
  school_year int not null check (school_year between 2000 and 2100),
  quarter int not null check (quarter between 1 and 4),
  opened_on date not null,
  -- until when the reviewer reads and comments
  review_by date not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  closed_on date,
  version int not null default 1,
  unique (plan_id, school_year, quarter),
  check (review_by >= opened_on),
  constraint closed_has_day check ((state = 'closed') = (closed_on is not null))
);
grant select, insert, update on plans.review_round to throughline_app;
alter table plans.review_round enable row level security;
alter table plans.review_round force row level security;
create policy round_unit on plans.review_round using (
  district_id = any ((select platform.scope_inside())::int[]) and org_id = any ((select platform.scope_orgs())::int[]));

create table plans.review_comment (
  comment_id int generated always as identity primary key,
  round_id int not null references plans.review_round,
  plan_id int not null references plans.plan,
  district_id int not null references people.org,
  org_id int not null references people.org,
  -- the version of the plan that it is about
  plan_version int not null,
  -- null: about the plan as a whole
  element text,
  body text not null check (length(body) between 1 and 2000),
  -- the account; null: a system actor
  asked_by int references people.account,
  asked_on date not null,
  -- until when an answer is asked for; null: nothing is asked
  answer_by date check (answer_by >= asked_on),
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  answer_kind text check (answer_kind in ('changed', 'explained')),
  answer text not null default '' check (length(answer) <= 2000),
  answered_by int references people.account,
  answered_on date check (answered_on >= asked_on),
  version int not null default 1,
  foreign key (plan_id, plan_version) references plans.plan_version (plan_id, version),
  constraint answered_says_what check (state <> 'answered' or (answer_kind is not null and answer <> '' and answered_on is not null)),
  constraint open_has_no_day check (state <> 'open' or answered_on is null)
);
create index on plans.review_comment (plan_id, round_id);
grant select, insert, update on plans.review_comment to throughline_app;
alter table plans.review_comment enable row level security;
alter table plans.review_comment force row level security;
create policy comment_unit on plans.review_comment using (
  district_id = any ((select platform.scope_inside())::int[]) and org_id = any ((select platform.scope_orgs())::int[]));

-- The history of a school's plan is read by whoever reads its drafts; that of the district's plan as before. A function, so that changes of other things pay nothing for it.
create function plans.change_seen(of_what text, its_id text) returns boolean language plpgsql stable parallel safe as $$
begin
  if of_what = 'plans.plan' then
    return exists (
      select from plans.plan p where p.plan_id = its_id::int and (p.unit_id is null or p.unit_id = any (platform.scope_orgs())));
  elsif of_what = 'plans.draft' then
    return exists (select from plans.draft d where d.draft_id = its_id::int);
  elsif of_what = 'plans.approval' then
    return exists (select from plans.approval a where a.approval_id = its_id::int);
  elsif of_what = 'plans.round' then
    return exists (select from plans.review_round r where r.round_id = its_id::int);
  elsif of_what = 'plans.comment' then
    return exists (select from plans.review_comment c where c.comment_id = its_id::int);
  end if;
  return true;
end $$;
drop policy change_of_plan on platform.change;
create policy change_of_plan on platform.change for select using (
  case when object like 'plans.%' then org_id = any ((select platform.scope_inside())::int[]) and plans.change_seen(object, object_id) else false end);
