"""What the api process logs says nothing about who asked, nor what they asked with."""

from pathlib import Path

import websockets
from tests.e2e.processes import Keys, Server, running

SUBPROTOCOL = websockets.Subprotocol("graphql-transport-ws")


async def test_a_websocket_leaves_no_address_and_no_credential_in_the_log(
    environment: dict[str, str], keys: Keys, tmp_path: Path
) -> None:
    log = tmp_path / "serve.log"
    environment |= {"TELEMETRY_LOG_FILE": str(log), "TELEMETRY_LOG_LEVEL": "debug"}
    server = Server(environment)
    async with running(server):
        asked = f"{server.websocket}?token={keys.access_token}"
        async with websockets.connect(asked, subprotocols=[SUBPROTOCOL]) as socket:
            host, port = socket.local_address[:2]

    said = log.read_text()
    assert "listening" in said
    assert f"{host}:{port}" not in said
    assert keys.access_token not in said
