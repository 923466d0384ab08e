-- How an obligation is kept is said of its words as they stood: when they change, somebody looks again. Looks of before have their words in the history of the policy.
alter table work.compliance add column words jsonb;
comment on column work.compliance.words is 'the words of the obligation that was looked at; null: looked at before they were kept';
