-- Counts of groups are asked for with nearly every list, and reading 100,000 groups for each is too
-- slow. Here is what they add up from: a change of a group adds rows and alters none, so that no two
-- flushes wait for each other. Readers add the rows up, and join them when they are many.
-- `app_version` is null in the rows that count each group once, whatever its versions.
CREATE TABLE crash_group_counts (
    app_id       text NOT NULL,
    app_version  text,
    status       text NOT NULL,
    crash_type   text NOT NULL,
    assignee     text,
    groups       bigint NOT NULL
);
CREATE INDEX crash_group_counts_app ON crash_group_counts (app_id, app_version);

INSERT INTO crash_group_counts
SELECT app_id, version, status, crash_type, assignee, count(*)
  FROM (SELECT DISTINCT g.id, g.app_id, version, g.status, g.crash_type, g.assignee
          FROM crash_groups AS g, unnest(array_append(g.affected_versions, NULL)) AS version
         WHERE g.merged_into IS NULL) AS each
 GROUP BY 1, 2, 3, 4, 5;

CREATE FUNCTION count_new_crash_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO crash_group_counts
    SELECT app_id, version, status, crash_type, assignee, count(*)
      FROM (SELECT DISTINCT g.id, g.app_id, version, g.status, g.crash_type, g.assignee
              FROM added AS g, unnest(array_append(g.affected_versions, NULL)) AS version
             WHERE g.merged_into IS NULL) AS each
     GROUP BY 1, 2, 3, 4, 5;
    RETURN NULL;
END $$;
CREATE TRIGGER count_new_crash_groups AFTER INSERT ON crash_groups
       REFERENCING NEW TABLE AS added
       FOR EACH STATEMENT EXECUTE FUNCTION count_new_crash_groups();

CREATE FUNCTION count_gone_crash_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO crash_group_counts
    SELECT app_id, version, status, crash_type, assignee, -count(*)
      FROM (SELECT DISTINCT g.id, g.app_id, version, g.status, g.crash_type, g.assignee
              FROM gone AS g, unnest(array_append(g.affected_versions, NULL)) AS version
             WHERE g.merged_into IS NULL) AS each
     GROUP BY 1, 2, 3, 4, 5;
    RETURN NULL;
END $$;
CREATE TRIGGER count_gone_crash_groups AFTER DELETE ON crash_groups
       REFERENCING OLD TABLE AS gone
       FOR EACH STATEMENT EXECUTE FUNCTION count_gone_crash_groups();

CREATE FUNCTION count_changed_crash_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO crash_group_counts
    SELECT app_id, version, status, crash_type, assignee, sum(change)
      FROM (SELECT DISTINCT OLD.app_id, version, OLD.status, OLD.crash_type, OLD.assignee, -1 AS change
              FROM unnest(array_append(OLD.affected_versions, NULL)) AS version
             WHERE OLD.merged_into IS NULL
             UNION ALL
            SELECT DISTINCT NEW.app_id, version, NEW.status, NEW.crash_type, NEW.assignee, 1
              FROM unnest(array_append(NEW.affected_versions, NULL)) AS version
             WHERE NEW.merged_into IS NULL) AS each
     GROUP BY 1, 2, 3, 4, 5
    HAVING sum(change) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER count_changed_crash_group
 AFTER UPDATE OF app_id, affected_versions, status, crash_type, assignee, merged_into ON crash_groups
   FOR EACH ROW
  WHEN ((OLD.app_id, OLD.affected_versions, OLD.status, OLD.crash_type, OLD.assignee, OLD.merged_into)
        IS DISTINCT FROM
        (NEW.app_id, NEW.affected_versions, NEW.status, NEW.crash_type, NEW.assignee, NEW.merged_into))
       EXECUTE FUNCTION count_changed_crash_group();

CREATE FUNCTION count_no_crash_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE crash_group_counts;
    RETURN NULL;
END $$;
CREATE TRIGGER count_no_crash_groups AFTER TRUNCATE ON crash_groups
       FOR EACH STATEMENT EXECUTE FUNCTION count_no_crash_groups();

-- What is left out of a count of words.
CREATE INDEX crash_groups_merged ON crash_groups (app_id, id) WHERE merged_into IS NOT NULL;

-- Few groups are somebody's: those are found by the address and sorted then.
CREATE INDEX crash_groups_by_assignee ON crash_groups (app_id, assignee)
 WHERE assignee IS NOT NULL AND merged_into IS NULL;
