"""Orders version names: semantic versions, and a reasonable order for others."""

import re
from collections.abc import Iterable

_PART = re.compile(r"\d{1,40}|[A-Za-z]{1,40}")
_PREFIX = re.compile(r"[vV]?\.?(?=\d)|[A-Za-z _-]{1,40}(?=\d)")
_PRE_RELEASE = re.compile(
    r"[._ ]?(?:(?:alpha|beta|rc|pre|preview|dev|snapshot)[._ ]?\d{0,40}|(?<=\d)[abc]\d{1,40})$",
    re.IGNORECASE,
)
"""`1.0rc1` and `1.0.dev3`: a pre-release without the dash of semantic versions."""
_RELEASE = (1,)
"""Sorts after any pre-release: 1.0-beta is older than 1.0."""
_MIN_HASH_DIGITS = 7

Key = tuple[tuple[tuple[int, int, str], ...], tuple[object, ...]]


def is_older(version: str | None, than: str) -> bool:
    """Whether `version` is older; False when the two have no order, such as commit hashes."""
    if version is None or version == than:
        return False
    key, other = _to_key(version), _to_key(than)
    return key is not None and other is not None and key < other


def find_newest(versions: Iterable[str]) -> str | None:
    """The newest of the versions that have an order; None if no version has one."""
    keyed = [(key, version) for version in versions if (key := _to_key(version)) is not None]
    return max(keyed)[1] if keyed else None


def _to_key(version: str) -> Key | None:
    """The sort key of a version; None for hashes and names without a number."""
    text = version.strip().partition("+")[0]
    prefix = _PREFIX.match(text)
    if prefix is None or _is_hash(text):
        return None
    main, _, pre = text[prefix.end() :].partition("-")
    if not pre and (match := _PRE_RELEASE.search(main)):
        main, pre = main[: match.start()], match[0]
    numbers = [_rank(part) for part in _PART.findall(main)]
    while numbers and numbers[-1] == (1, 0, ""):  # 1.2 and 1.2.0 are equal
        numbers.pop()
    return tuple(numbers), (0, *map(_rank, _PART.findall(pre))) if pre else _RELEASE


def _rank(part: str) -> tuple[int, int, str]:
    """Words sort before numbers, alphabetically; numbers sort by value."""
    return (1, int(part), "") if part.isdigit() else (0, 0, part.lower())


def _is_hash(text: str) -> bool:
    digits = text.lower()
    return (
        len(digits) >= _MIN_HASH_DIGITS
        and all(digit in "0123456789abcdef" for digit in digits)
        and not digits.isdigit()
    )
