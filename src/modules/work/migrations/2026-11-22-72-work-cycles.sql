-- Reporting cycles: at a few times of a year the owners of chosen parts of a plan answer shortly; what was shown at the closing is kept as it was.

-- Which kinds of items there are is known by the program; here only the form of their names.
alter table work.item drop constraint item_kind_check;
alter table work.item add constraint item_kind_check check (kind ~ '^[a-z]{2,20}$');

-- What comes back: a plan, which of its parts, when, and how long each time is open.
create table work.cycle_series (
  series_id int generated always as identity primary key,
  district_id int not null references people.org,
  slug text not null,
  title jsonb not null,
  plan text not null,
  chosen jsonb not null,
  rule jsonb not null,
  -- calendar days before the due day on which a cycle opens, and after it until which it stays open
  opens_before int not null check (opens_before between 1 and 120),
  closes_after int not null check (closes_after between 0 and 60),
  from_date date not null,
  to_date date,
  ended boolean not null default false,
  version int not null default 1,
  unique (district_id, slug),
  check (to_date is null or to_date >= from_date)
);
grant select, insert, update on work.cycle_series to throughline_app;
alter table work.cycle_series enable row level security;
alter table work.cycle_series force row level security;
create policy series_inside on work.cycle_series using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_series on platform.change for select using (
  case when object = 'work.cycle_series' then exists (select from work.cycle_series s where s.series_id = object_id::int) end);

-- One time of it. The row is made at the opening; once closed it never changes.
create table work.cycle (
  cycle_id int generated always as identity primary key,
  district_id int not null references people.org,
  series_id int not null references work.cycle_series,
  -- how often, and the period within its school year: quarterly:2027-2
  key text not null,
  opens_on date not null,
  due_on date not null,
  closes_on date not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_on date,
  -- what was shown at the closing, word for word, and its SHA-256
  frozen text,
  digest text,
  version int not null default 1,
  unique (series_id, key),
  check (opens_on <= due_on and due_on <= closes_on),
  check ((closed_at is null) = (frozen is null) and (closed_at is null) = (closed_on is null)),
  check (frozen is null or digest is not null and digest = encode(sha256(convert_to(frozen, 'UTF8')), 'hex'))
);
create index on work.cycle (district_id, due_on);
grant select, insert, update on work.cycle to throughline_app;
alter table work.cycle enable row level security;
alter table work.cycle force row level security;
create policy cycle_inside on work.cycle using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_cycle on platform.change for select using (
  case when object = 'work.cycle' then exists (select from work.cycle c where c.cycle_id = object_id::int) end);

create function work.keep_cycle() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null then
    raise exception 'a closed cycle does not change' using errcode = '55000';
  end if;
  return new;
end $$;
create trigger cycle_kept before update on work.cycle for each row execute function work.keep_cycle();

-- What is asked of whom, as it was at the opening. Who may answer is who may update its due item.
create table work.cycle_question (
  question_id int generated always as identity primary key,
  district_id int not null references people.org,
  cycle_id int not null references work.cycle,
  item_id int not null references work.item,
  element text not null,
  code text,
  title jsonb not null,
  sort int not null,
  -- the organization that was asked; null: the plan names nobody
  office_id int references people.org,
  unique (cycle_id, element)
);
create index on work.cycle_question (item_id);
grant select, insert on work.cycle_question to throughline_app;
alter table work.cycle_question enable row level security;
alter table work.cycle_question force row level security;
create policy question_inside on work.cycle_question using (district_id = any ((select platform.scope_inside())::int[]));

create table work.cycle_answer (
  question_id int primary key references work.cycle_question,
  district_id int not null references people.org,
  state text not null check (state in ('done', 'going_on', 'stuck', 'not_begun')),
  because text not null default '' check (length(because) <= 600),
  since text not null default '' check (length(since) <= 600),
  ahead text not null default '' check (length(ahead) <= 600),
  help text not null default '' check (length(help) <= 600),
  -- the district's day of the first answer, which says whether it came in time, and of the newest
  first_on date not null,
  saved_on date not null,
  saved_at timestamptz not null,
  version int not null default 1,
  constraint stuck_answer_says_why check (state <> 'stuck' or because <> '')
);
grant select, insert, update on work.cycle_answer to throughline_app;
alter table work.cycle_answer enable row level security;
alter table work.cycle_answer force row level security;
create policy answer_inside on work.cycle_answer using (district_id = any ((select platform.scope_inside())::int[]));
create policy change_of_answer on platform.change for select using (
  case when object = 'work.cycle_answer' then exists (select from work.cycle_answer a where a.question_id = object_id::int) end);
