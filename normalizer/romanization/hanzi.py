"""Chinese in Hanzi, in pinyin without tones.

How a sign is read is a matter of dictionaries, which the package pypinyin (the extra ``hanzi``)
brings along. It is loaded at the first Hanzi that is met.
"""

import functools
import re
from collections.abc import Mapping

from normalizer.errors import ModelError
from normalizer.resources.romanization import chinese_surnames
from normalizer.romanization.chinese import joined

_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def hanzi_text(text: str) -> str:
    """The text with each run of Hanzi as one word of pinyin, with a capital.

    Raises:
        ModelError: there are Hanzi in it, and the extra isn't installed.
    """
    return _RUN.sub(lambda match: _word(match[0]).capitalize(), text)


def hanzi_person(name: str) -> str:
    """Surname and given name, in this order; a blank tells where the surname ends.

    What isn't Hanzi alone comes back as other text does.

    Raises:
        ModelError: the extra isn't installed.
    """
    if not _RUN.fullmatch(name.replace(" ", "")):
        return hanzi_text(name)
    surname, _, given = name.strip().partition(" ")
    if not given:
        length = 2 if surname[:2] in _surnames() and surname[2:] else 1
        surname, given = surname[:length], surname[length:]
    first = _surnames().get(surname) or _word(surname)
    return f"{first.capitalize()} {_word(given.replace(' ', '')).capitalize()}".rstrip()


@functools.cache
def _surnames() -> Mapping[str, str]:
    return chinese_surnames()


def _word(signs: str) -> str:
    try:
        import pypinyin  # noqa: PLC0415  an extra
    except ImportError as error:
        message = "Hanzi need the extra 'hanzi'; run: pip install 'article-normalizer[hanzi]'"
        raise ModelError(message) from error
    syllables = pypinyin.lazy_pinyin(signs, v_to_u=True)
    return joined(tuple(syllables)) if syllables else ""
