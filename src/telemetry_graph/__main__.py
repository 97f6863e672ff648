"""`python -m telemetry_graph` is `telemetry-graph`."""

import sys

from telemetry_graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
