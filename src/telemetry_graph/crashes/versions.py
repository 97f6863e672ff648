"""Which of two version names is the newer one: semantic versions, and a sane order for others."""

import re
from collections.abc import Iterable

_PART = re.compile(r"\d{1,40}|[A-Za-z]{1,40}")
_NUMBERED = re.compile(r"[vV]?\.?(?=\d)|[A-Za-z _-]{1,40}(?=\d)")
_PRE_RELEASE = re.compile(
    r"[._ ]?(?:(?:alpha|beta|rc|pre|preview|dev|snapshot)[._ ]?\d{0,40}|(?<=\d)[abc]\d{1,40})$",
    re.IGNORECASE,
)
"""`1.0rc1` and `1.0.dev3`, without the dash of semantic versions."""
_RELEASE = (1,)
"""Sorts behind any pre-release: 1.0-beta comes before 1.0."""

Key = tuple[tuple[tuple[int, int, str], ...], tuple[object, ...]]


def is_older(version: str | None, than: str) -> bool:
    """False when the order of the two cannot be told, as of two commit hashes."""
    if version is None or version == than:
        return False
    mine, other = _key(version), _key(than)
    return mine is not None and other is not None and mine < other


def newest(versions: Iterable[str]) -> str | None:
    """The newest of those with an order; None when none has one."""
    keyed = [(key, version) for version in versions if (key := _key(version)) is not None]
    return max(keyed)[1] if keyed else None


def _key(version: str) -> Key | None:
    """None for a name without numbers to go by, and for hashes."""
    text = version.strip().partition("+")[0]
    start = _NUMBERED.match(text)
    if start is None or _is_hash(text):
        return None
    main, _, pre = text[start.end() :].partition("-")
    if not pre and (match := _PRE_RELEASE.search(main)):
        main, pre = main[: match.start()], match[0]
    numbers = [_rank(part) for part in _PART.findall(main)]
    while numbers and numbers[-1] == (1, 0, ""):  # 1.2 and 1.2.0 are one version
        numbers.pop()
    return tuple(numbers), (0, *map(_rank, _PART.findall(pre))) if pre else _RELEASE


def _rank(part: str) -> tuple[int, int, str]:
    """Numbers by value, behind words; words by letter."""
    return (1, int(part), "") if part.isdigit() else (0, 0, part.lower())


def _is_hash(text: str) -> bool:
    digits = text.lower()
    return (
        len(digits) >= 7
        and all(each in "0123456789abcdef" for each in digits)
        and not (digits.isdigit())
    )
