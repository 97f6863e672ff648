"""Text that people read is plain English."""

from tests.prose import find_words, load_words, tracked_files


def test_no_text_has_words_of_the_list() -> None:
    words = load_words()
    files = tracked_files()

    assert len(files) > 500
    assert [line for file in files for line in find_words(file, words)] == []
