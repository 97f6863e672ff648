"""Fingerprint algorithm 1: type, message with placeholders, and stack without line numbers.

Frozen: databases contain its fingerprints. A change is a new algorithm in another file.
"""

import hashlib
import re

ALGORITHM = 1
_MAX_CHARACTERS = 65_536

# Every pattern runs in linear time: one character class or literal per step, no nested repeats.
_ADDRESS = re.compile(r"\b0[xX][0-9a-fA-F]+\b")
_LINE_NUMBER = re.compile(r":\d+(?=[:,)\s]|$)", re.MULTILINE)
_LINE_WORD = re.compile(r"\b(line|offset) \d+")
_OFFSET = re.compile(r"\+0?\d+\b")
_UUID = re.compile(
    r"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b"
)
_NUMBER = re.compile(r"(?<![A-Za-z_])\d+(?:\.\d+)?")


def normalize_message(message: str) -> str:
    """The message with placeholders for addresses, UUIDs, positions and numbers."""
    text = _ADDRESS.sub("<address>", _UUID.sub("<uuid>", message[:_MAX_CHARACTERS]))
    text = _LINE_WORD.sub(r"\1 <n>", _LINE_NUMBER.sub(":<n>", text))
    return " ".join(_NUMBER.sub("<n>", text).split())


def normalize_stack(stack_trace: str) -> str:
    """The frames with functions and files, without line numbers, offsets and addresses."""
    text = _ADDRESS.sub("<address>", stack_trace[:_MAX_CHARACTERS])
    text = _OFFSET.sub("", _LINE_WORD.sub(r"\1 <n>", _LINE_NUMBER.sub(":<n>", text)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def fingerprint(crash_type: str, message: str, stack_trace: str) -> str:
    parts = (crash_type.strip(), normalize_message(message), normalize_stack(stack_trace))
    digest = hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass"))
    return digest.hexdigest()[:16]
