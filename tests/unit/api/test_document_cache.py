from graphql import parse

from telemetry_graph.api.document_cache import CachedDocument, DocumentCache


def put(documents: DocumentCache, text: str) -> None:
    documents.put(text, CachedDocument(parse("{ a }"), 1, len(text)))


def test_recently_used_documents_are_cached_within_the_bound() -> None:
    documents = DocumentCache(max_characters=30)
    for text in ("a" * 10, "b" * 10, "c" * 10):
        put(documents, text)
    documents.get("a" * 10)

    put(documents, "d" * 10)
    put(documents, "e" * 10_001)

    cached = [letter for letter in "abcde" if documents.get(letter * 10)]
    assert cached == ["a", "c", "d"]
    assert documents.get("e" * 10_001) is None


def test_a_document_counts_once_against_the_bound() -> None:
    documents = DocumentCache(max_characters=30)
    for _ in range(10):
        put(documents, "a" * 10)

    put(documents, "b" * 10)

    assert documents.get("a" * 10)
