"""Every system, one list: those of letter tables, then Korean and Chinese."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from normalizer.resources.romanization import LetterTable, letter_tables
from normalizer.romanization import chinese, hanzi, korean
from normalizer.romanization.kontsevich import KoreanBack
from normalizer.romanization.letters import Letters, Restored
from normalizer.romanization.system import System


class Systems(Mapping[str, System]):
    """Every system by its id; tables are read at the first question, and compiled at need."""

    def __getitem__(self, name: str) -> System:
        return _systems()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_systems())

    def __len__(self) -> int:
        return len(_systems())


@functools.cache
def _systems() -> dict[str, System]:
    tables = map(_of, letter_tables())
    return {one.id: one for one in (*tables, *_korean(), *_korean_back(), *_chinese())}


def _of(table: LetterTable) -> System:
    compiled = _Compiled(table)
    return System(
        id=table.id,
        source=table.source,
        script=table.script,
        target=table.target,
        standard=table.standard,
        about=table.about,
        example=table.example,
        convert=compiled.convert,
        inverse=compiled.restore if table.reversible else None,
    )


@dataclass(frozen=True)
class _Compiled:
    """A table that is compiled when it is first asked."""

    table: LetterTable

    @functools.cached_property
    def letters(self) -> Letters:
        return Letters.of(self.table)

    @functools.cached_property
    def restored(self) -> Restored:
        return Restored.of(self.table)

    def convert(self, text: str) -> str:
        return self.letters(text)

    def restore(self, text: str) -> str:
        return self.restored(text)


def _korean() -> tuple[System, ...]:
    return (
        System(
            "ko-rr", "ko", "Hang", "und",
            "Revised Romanization, Ministry of Culture and Tourism of the Republic of Korea, 2000",
            "Korean as the South writes it officially, by its sound; the hyphen before -do, -si, "
            "-ri is the source's.",
            ("한라산", "Hallasan"), korean.REVISED.text, korean.revised_person,
        ),
        System(
            "ko-mr", "ko", "Hang", "und",
            "McCune-Reischauer, 1939",
            "Korean as Western libraries and older maps have it, with ŏ, ŭ and apostrophes.",
            ("판문점", "P’anmunjŏm"), korean.MCCUNE.text, korean.mccune_person,
        ),
        System(
            "ko-dprk", "ko", "Hang", "und",
            "National system of the DPRK, 1992, as its press practises it",
            "Korean as the North writes it: no diacritics, kh, ph, th; the capital is Pyongyang.",
            ("남포", "Nampho"), korean.NORTHERN.text, korean.northern_person,
        ),
        System(
            "ko-kontsevich", "ko", "Hang", "ru",
            "L. R. Kontsevich's system (Russian)",
            "Korean in Russian letters, as Russian reference works have it.",
            ("원산", "Вонсан"), korean.KONTSEVICH.text, korean.kontsevich_person,
        ),
    )  # fmt: skip


def _korean_back() -> Iterator[System]:
    """Kontsevich's Russian letters, and those of the press, read back."""
    into = (
        ("kontsevich-rr", korean.REVISED, "Revised Romanization, 2000", "Bak Geun Hye"),
        ("kontsevich-mr", korean.MCCUNE, "McCune-Reischauer, 1939", "Pak Kŭn Hye"),
        ("kontsevich-dprk", korean.NORTHERN, "practice of the DPRK", "Pak Kun Hye"),
    )
    for name, spelling, standard, example in into:
        back = KoreanBack(spelling)
        yield System(
            name, "ru", "Cyrl", "und",
            f"L. R. Kontsevich's system, and the Russian press, into: {standard}",
            "Korean names found in Russian text, one word each; a name has several readings, the "
            "likeliest comes first.",
            ("Пак Кын Хе", example), back.text, readings=back.readings,
        )  # fmt: skip


def _chinese() -> tuple[System, ...]:
    return (
        System(
            "zh-pinyin", "zh", "Hani", "zh",
            "Hanyu Pinyin (ISO 7098:2015), without tones",
            "Chinese in Hanzi, each run of them one word; needs the extra `hanzi` (pypinyin).",
            ("北京", "Beijing"), hanzi.hanzi_text, hanzi.hanzi_person,
        ),
        System(
            "zh-palladius", "zh", "Latn", "ru",
            "System of Palladius (Kafarov), 1888, as Russian reference works have it",
            "Chinese names in pinyin (ISO 7098), with tones or without, in Russian letters; words "
            "that are no pinyin stay.",
            ("Xi Jinping", "Си Цзиньпин"), chinese.to_palladius, readings=chinese.pinyin_readings,
        ),
        System(
            "palladius-pinyin", "ru", "Cyrl", "zh",
            "System of Palladius (Kafarov), 1888, into pinyin (ISO 7098)",
            "Chinese names found in Russian text; words that can't be Chinese stay.",
            ("Си Цзиньпин", "Xi Jinping"), chinese.to_pinyin,
            readings=chinese.palladius_readings,
        ),
    )  # fmt: skip
