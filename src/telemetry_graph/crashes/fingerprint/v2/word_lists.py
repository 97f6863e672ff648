"""Reads the lists of words that this algorithm knows."""


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    return frozenset(words(text))
