"""One name in the ways it stands in real text; a reader takes each for the same."""

FORM = "Kim Jong In"
"""The form that the index knows."""

FOUND = {
    "as it is listed": "mit Kim Jong In am",
    "at the beginning": "Kim Jong In kam",
    "with a hyphen": "mit Kim Jong-In am",
    "with a no-break space": "mit Kim\N{NO-BREAK SPACE}Jong\N{NO-BREAK SPACE}In am",
    "with a thin space": "mit Kim\N{NARROW NO-BREAK SPACE}Jong In am",
    "with a hyphen that doesn't break": "mit Kim Jong\N{NON-BREAKING HYPHEN}In am",
    "with a Unicode hyphen": "mit Kim Jong\N{HYPHEN}In am",
    "with a soft hyphen": "mit Kim Jo\N{SOFT HYPHEN}ng In am",
    "with a zero-width space": "mit Kim Jong\N{ZERO WIDTH SPACE} In am",
    "over a line break": "mit Kim\nJong In am",
    "with two blanks": "mit Kim  Jong In am",
    "in capitals": "MIT KIM JONG IN AM",
    "in the genitive": "trotz Kim Jong Ins Rede",
    "in the genitive with an apostrophe": "trotz Kim Jong In's Rede",
    "in a compound": "das Kim-Jong-In-Regime",
    "in quotation marks": "„Kim Jong In“",
    "in brackets": "(Kim Jong In)",
    "with an accent that is loose": "mit Kim Jo\N{COMBINING CARON}ng In am",
    "before a stop": "mit Kim Jong In.",
}
NOT_FOUND = {
    "a longer word before": "mit McKim Jong In am",
    "a longer word behind": "mit Kim Jong Inden am",
    "small letters": "mit kim jong in am",
    "over two paragraphs": "mit Kim\n\nJong In am",
    "with a stop inside": "mit Kim. Jong In am",
}
