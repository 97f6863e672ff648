-- The details of an activity have one name for each field, the one that the API shows.
UPDATE crash_activity
   SET detail = jsonb_strip_nulls(jsonb_build_object(
         'fix', detail -> 'fix',
         'fixed_in_version', coalesce(detail -> 'fixed_in_version', detail -> 'version', detail -> 'fixed_in'),
         'ignored_until', coalesce(detail -> 'ignored_until', detail -> 'until'),
         'more_occurrences', detail -> 'more_occurrences',
         'more_devices', detail -> 'more_devices',
         'assignee', detail -> 'assignee',
         'text', detail -> 'text',
         'merged_into', coalesce(detail -> 'merged_into', detail -> 'into'),
         'fingerprints', detail -> 'fingerprints'));
