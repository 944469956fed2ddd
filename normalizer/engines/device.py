"""What translates: the processor, or a graphics card that CTranslate2 can use."""

from normalizer.errors import SettingsError

DEVICES = ("auto", "cpu", "cuda")
"""``auto`` is a graphics card where there is one, else the processor."""


def device_of(wanted: str, cards: int) -> str:
    """The device that ``wanted``, one of `DEVICES`, is in a process that sees so many ``cards``.

    >>> device_of("auto", 1), device_of("cpu", 1)
    ('cuda', 'cpu')
    >>> device_of("auto", 0)
    'cpu'

    Raises:
        SettingsError: a card is asked for, and there is none.
    """
    if wanted == "cuda" and cards == 0:
        message = (
            "device cuda: CTranslate2 sees no graphics card here; give --device cpu or auto, or "
            "install the driver and CUDA libraries of the card, and see CUDA_VISIBLE_DEVICES"
        )
        raise SettingsError(message)
    if wanted == "auto":
        return "cuda" if cards else "cpu"
    return wanted


def seen_cards() -> int:
    """How many graphics cards CTranslate2 can use in this process."""
    import ctranslate2  # noqa: PLC0415  heavy, and only translation needs it

    return int(ctranslate2.get_cuda_device_count())
