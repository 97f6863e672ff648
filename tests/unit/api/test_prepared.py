from graphql import parse

from telemetry_graph.api.document_cache import PreparedDocuments, _Prepared


def prepared() -> _Prepared:
    return _Prepared(parse("{ a }"), 1)


def test_documents_asked_lately_are_kept_within_the_bound() -> None:
    documents = PreparedDocuments(most_characters=30)
    for text in ("a" * 10, "b" * 10, "c" * 10):
        documents.keep(text, prepared())
    documents.found("a" * 10)

    documents.keep("d" * 10, prepared())
    documents.keep("e" * 10_001, prepared())

    kept = [letter for letter in "abcde" if documents.found(letter * 10)]
    assert kept == ["a", "c", "d"]
    assert documents.found("e" * 10_001) is None


def test_a_document_is_kept_once() -> None:
    documents = PreparedDocuments(most_characters=30)
    for _ in range(10):
        documents.keep("a" * 10, prepared())

    documents.keep("b" * 10, prepared())

    assert documents.found("a" * 10)
