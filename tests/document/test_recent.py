"""What is remembered of recent texts."""

from normalizer.document.recent import Recent


def test_a_text_is_read_once_while_it_is_remembered() -> None:
    read: list[str] = []

    def words(text: str) -> list[str]:
        read.append(text)
        return text.split()

    recent = Recent(words, most=10)
    assert [recent(text) for text in ("a b", "c d", "a b")] == [["a", "b"], ["c", "d"], ["a", "b"]]
    assert read == ["a b", "c d"]
    recent("longer than that")
    recent("longer than that")
    assert recent("a b") == ["a", "b"]
    assert read == ["a b", "c d", "longer than that", "a b"]


def test_nothing_said_of_a_text_is_remembered_too() -> None:
    read: list[str] = []
    recent = Recent(read.append)
    assert [recent("a"), recent("a")] == [None, None]
    assert read == ["a"]
