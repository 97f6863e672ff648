"""Splits the word lists of the algorithm."""


def split_words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def split_word_set(text: str) -> frozenset[str]:
    return frozenset(split_words(text))
