"""The SQL of a domain names only the tables of that domain; others are read through read ports."""

import re
from collections.abc import Iterator

from tests.contract.test_sql import statements, stores

from telemetry_graph.kit.tables import OwnedTable

NAMED_TABLE = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|USING|ONLY)\s+(?:LATERAL\s+)?([a-z_][a-z0-9_]*)", re.I
)


def domain_of(module: str) -> str:
    return module.removeprefix("telemetry_graph.").split(".")[0]


def owners() -> dict[str, str]:
    """The domain of each table."""
    return {
        table.name: domain_of(store.__name__) for store in stores() for table in owned_tables(store)
    }


def owned_tables(store: object) -> tuple[OwnedTable, ...]:
    return getattr(store, "OWNED", ())


def foreign_tables() -> Iterator[tuple[str, str]]:
    owner = owners()
    for name, text in statements().items():
        for table in set(NAMED_TABLE.findall(text)) & owner.keys():
            if owner[table] != domain_of(name):
                yield name.removeprefix("telemetry_graph."), table


def test_every_statement_names_only_tables_of_its_domain() -> None:
    assert sorted(foreign_tables()) == []


def package_of(module: str) -> str:
    """The package inside of alerting."""
    return module.removeprefix("telemetry_graph.alerting.").split(".")[0]


def test_the_packages_of_alerting_name_tables_of_lower_packages_only() -> None:
    owner = {
        table.name: package_of(store.__name__)
        for store in stores()
        if domain_of(store.__name__) == "alerting"
        for table in owned_tables(store)
    }
    readable = {
        "rules": {"rules"},
        "channels": {"channels"},
        "pipeline": {"pipeline", "channels"},
    }

    named = {
        (package_of(name), owner[table])
        for name, text in statements().items()
        if domain_of(name) == "alerting"
        for table in set(NAMED_TABLE.findall(text)) & owner.keys()
    }

    assert named == {(package, each) for package in readable for each in readable[package]}
