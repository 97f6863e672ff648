"""The vectors that all SDKs and the server share."""

from __future__ import annotations

import json
import unittest
from pathlib import Path
from typing import Any

from telemetry_graph_sdk import Answer
from telemetry_graph_sdk._answers import Verdict, judge
from telemetry_graph_sdk._ids import hash_device_id, make_uuid7, sampling_position, uuid7_seconds

FOLDER = Path(__file__).resolve().parents[3] / "tests" / "vectors"


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


class VectorTest(unittest.TestCase):
    def test_device_ids(self) -> None:
        for each in load("device_ids")["vectors"]:
            self.assertEqual(hash_device_id(each["raw_id"], each["app_id"]), each["device_id"])

    def test_batch_ids(self) -> None:
        for each in load("batch_ids")["made"]:
            high, *low = each["random"]
            bits = 0
            for width, part in zip((14, 16, 16, 16), low):
                bits = bits << width | part
            random = (high << 64 | bits).to_bytes(10, "big")
            made = make_uuid7(each["milliseconds"] / 1000, random)
            self.assertEqual(made, each["uuid"])
            self.assertEqual(round(uuid7_seconds(made) * 1000), each["milliseconds"])

    def test_sampling(self) -> None:
        for each in load("sampling")["vectors"]:
            if each["session_id"]:  # a session of this SDK always has an id
                position = sampling_position(each["session_id"])
                self.assertEqual(position, each["first_32_bits"] / 2**32)
                self.assertEqual(position < each["rate"], each["is_kept"])

    def test_answers(self) -> None:
        verdicts = {
            "accept": Verdict.STORED,
            "reject": Verdict.REJECTED,
            "check_clock": Verdict.REJECTED,
            "pause": Verdict.REFUSED,
        }
        for each in load("requests")["requests"]:
            body = json.dumps(each["answer"]).encode()
            expected = "id" if each["path"].endswith("crash") else "received"
            judged = judge(Answer(each["status"], {}, body), expected)
            self.assertIs(judged.verdict, verdicts[each["device"]], each["name"])
