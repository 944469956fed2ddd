"""The sentences that the speed of translation is measured on."""

from translation.text import long_sentences, short_sentences


def test_the_sentences_are_different_and_the_same_each_time() -> None:
    sentences = short_sentences(50)
    assert len(set(sentences)) == 50
    assert sentences == short_sentences(50)


def test_long_sentences_are_three_short_ones() -> None:
    sentences = long_sentences(20)
    assert len(sentences) == 20
    assert all(sentence.count("; ") == 2 and sentence.endswith(".") for sentence in sentences)
