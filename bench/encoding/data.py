"""The articles that damage is made in."""

from functools import cache

from parallel import Half, documents, is_whole

from encoding.cases import Articles

FILES = {
    "de": "deu", "ru": "rus", "uk": "ukr", "en": "eng", "pl": "pol", "cs": "ces", "fr": "fra",
    "tr": "tur",
}  # fmt: skip


@cache
def articles(half: Half) -> Articles:
    """One half of the documents of each language that damage is made in.

    Lines with damage of their own are left out, or who repairs that too would be wrong.
    """
    return Articles(
        {
            code: [[line for line in lines if is_whole(line)] for lines in documents(name, half)]
            for code, name in FILES.items()
        }
    )
