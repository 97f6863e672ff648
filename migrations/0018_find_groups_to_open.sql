-- Groups whose time of being ignored ends: the worker looks for those that are due.
CREATE INDEX crash_groups_by_ignored_until ON crash_groups (ignored_until)
 WHERE status = 'ignored' AND ignored_until IS NOT NULL AND merged_into IS NULL;
