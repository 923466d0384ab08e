-- Addresses of other systems that a district's administrator has us tell of what happened: ids and codes, never names.

-- The districts whose webhooks the running transaction keeps: the system's own, or those that the action's check opened.
create function work.keeps_webhooks() returns int[] language sql stable parallel safe
  as $$ select case when platform.by_system() then platform.scope_districts()
    else coalesce(nullif(current_setting('throughline.webhooks', true), ''), '{}')::int[] end $$;

create table work.webhook (
  hook_id int generated always as identity primary key,
  district_id int not null references people.org,
  name text not null check (length(name) between 1 and 100),
  url text not null check (length(url) <= 500),
  events text[] not null,
  -- the key of its signatures, sealed; shown once
  sealed text not null,
  state text not null default 'active' check (state in ('active', 'off')),
  -- why it is off: by a person, or after failures
  why text not null default '' check (why in ('', 'person', 'failures')),
  -- deliveries given up in a row
  failures int not null default 0,
  made_at timestamptz not null,
  -- until when the history was looked through for it
  looked_at timestamptz,
  version int not null default 1
);
-- The same form twice is the same address.
create unique index on work.webhook (district_id, url);
grant select, insert, update on work.webhook to throughline_app;
alter table work.webhook enable row level security;
alter table work.webhook force row level security;
create policy webhook_kept on work.webhook using (district_id = any ((select work.keeps_webhooks())::int[]));
create policy change_of_webhook on platform.change for select
  using (object = 'work.webhook' and org_id = any ((select work.keeps_webhooks())::int[]));

create table work.delivery (
  delivery_id bigint generated always as identity primary key,
  -- what the receiver knows it by: the same at each try
  name uuid not null unique default gen_random_uuid(),
  hook_id int not null references work.webhook,
  district_id int not null references people.org,
  event text not null,
  -- what it tells of, once for each hook: change/812, again/<delivery>/<version>
  key text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
  attempts int not null default 0,
  made_at timestamptz not null,
  next_at timestamptz not null,
  taken_at timestamptz,
  ended_at timestamptz,
  -- the last answer
  status int,
  code text not null default '',
  unique (hook_id, key)
);
create index on work.delivery (district_id, next_at) where state in ('waiting', 'sending');
grant select, insert, update, delete on work.delivery to throughline_app;
alter table work.delivery enable row level security;
alter table work.delivery force row level security;
create policy delivery_kept on work.delivery using (district_id = any ((select work.keeps_webhooks())::int[]));
