"""Reading whole weeks from the weekly tables, which merge the sketches of seven days."""

_WEEK_IS_WITHIN = """
(week BETWEEN $2 AND $3
            AND (week <= $3::date - 6
                 OR NOT EXISTS (SELECT FROM DAYS_OF_ALL_VERSIONS AND day > $3)))
""".strip()


def with_week_condition(statement: str, days_of_all_versions: str) -> str:
    """The statement with WEEK_IS_WITHIN replaced: the week of a row is within the days $2 to $3.

    A week that ends after $3 is within as well, as long as no later day has data. For that,
    `days_of_all_versions` names the daily table, with its conditions.
    """
    condition = _WEEK_IS_WITHIN.replace("DAYS_OF_ALL_VERSIONS", days_of_all_versions)
    return statement.replace("WEEK_IS_WITHIN", condition)
