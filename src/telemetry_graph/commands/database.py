"""Migrations and retention."""

import argparse
import asyncio

from telemetry_graph.app import open_services
from telemetry_graph.commands.runner import read_settings
from telemetry_graph.db.migrate import migrate as apply_migrations
from telemetry_graph.kit.resources import find_resource_folder
from telemetry_graph.settings import Settings


def migrate(arguments: argparse.Namespace) -> None:
    async def apply(settings: Settings) -> None:
        async with open_services(settings) as own:
            for name in await apply_migrations(own.pool, find_resource_folder("migrations")):
                print(f"applied {name}")
        print("The database is up to date.")

    asyncio.run(apply(read_settings()))


def run_retention(arguments: argparse.Namespace) -> None:
    async def run(settings: Settings) -> None:
        async with open_services(settings) as own:
            retention = own.retention
            removals = await (retention.plan() if arguments.dry_run else retention.run_now())
        for each in removals:
            of_app = f" of {each.app_id}" if each.app_id else ""
            print(f"{each.table}  {each.target}{of_app}  {each.rows} rows  {each.bytes} bytes")
        verb = "Would delete" if arguments.dry_run else "Deleted"
        print(f"{verb} {sum(each.rows for each in removals)} rows.")

    asyncio.run(run(read_settings()))
