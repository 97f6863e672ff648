"""A private TimescaleDB and Redis that need no root, no containers and no changes to the host."""

from telemetry_graph.runtime.errors import RuntimeUnavailable
from telemetry_graph.runtime.folders import cache_dir, state_dir
from telemetry_graph.runtime.services import Endpoints, PrivateServices

__all__ = ["Endpoints", "PrivateServices", "RuntimeUnavailable", "cache_dir", "state_dir"]
