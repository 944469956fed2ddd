"""Which words belong together, and what is said of it to the network."""

from alignment import Links, beginning, guide, words_of

PAIRS = [
    ("Министр прибыл в Киев.", "Der Minister traf in Kiew ein."),
    ("Министр покинул Минск.", "Der Minister verließ Minsk."),
    ("Посол прибыл в Минск.", "Der Botschafter traf in Minsk ein."),
    ("Посол покинул Киев.", "Der Botschafter verließ Kiew."),
]


def test_a_word_counts_by_its_beginning() -> None:
    assert beginning("«Президентом»,") == "прези"
    assert beginning("2029-го") == "2029"
    assert beginning("–") == ""


def test_words_are_linked_that_occur_together() -> None:
    links = Links(PAIRS)
    source, target = ["Посол", "покинул", "Минск."], ["Der", "Botschafter", "verließ", "Minsk."]
    assert links(source, target)[1:] == [0, 1, 2]


def test_what_was_never_seen_is_linked_to_nothing() -> None:
    links = Links(PAIRS)
    assert links(["Кошка"], ["Katze", "–"]) == [None, None]
    assert links([], ["Kiew"]) == [None]


def test_of_two_equal_words_the_nearer_one_is_meant() -> None:
    links = Links(PAIRS)
    source = ["Киев", "в", "Минск", "в", "Киев"]
    assert links(source, ["Kiew", "a", "a", "a", "Kiew"])[::4] == [0, 4]


def test_pieces_are_joined_to_words() -> None:
    assert words_of(["▁По", "сол", "▁в", "▁", "Киев"]) == (["Посол", "в", "Киев"], [0, 0, 1, 2, 2])
    assert words_of([]) == ([], [])


def test_each_piece_looks_at_all_pieces_of_its_word() -> None:
    links = Links(PAIRS)
    source, target = ["▁По", "сол", "▁покинул"], ["▁verließ", "▁Bot", "schafter"]
    assert guide(source, target, links) == [(0, [2]), (1, [0, 1]), (2, [0, 1])]
