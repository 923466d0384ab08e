-- The history of files, versions, tokens and retention, and the names of stored files: for who runs the data.
create policy change_of_feeds on platform.change for select using (object like 'feeds.%' and org_id = any ((select feeds.runs())::int[]));
create policy file_of_feeds on platform.file using (kind like 'feeds/%' and org_id = any ((select feeds.runs())::int[]));
