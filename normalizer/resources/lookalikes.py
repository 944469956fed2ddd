"""Latin and Cyrillic letters that look alike (Unicode confusables, UTS 39)."""

_LATIN = "aeopcxyijABEKMHOPCTXIJYëïËÏ"
_CYRILLIC = "аеорсхуіјАВЕКМНОРСТХІЈУёїЁЇ"

TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
TO_LATIN = str.maketrans(f"{_CYRILLIC}кѕЅһԁԛԝ", f"{_LATIN}ksShdqw")
"""Tables for `str.translate`; letters without a double stay."""
