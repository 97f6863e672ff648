"""The log of the api process has no addresses and no credentials."""

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
        url = f"{server.websocket}?token={keys.access_token}"
        async with websockets.connect(url, subprotocols=[SUBPROTOCOL]) as socket:
            host, port = socket.local_address[:2]

    text = log.read_text()
    assert "listening" in text
    assert f"{host}:{port}" not in text
    assert keys.access_token not in text
