"""The likeliest encoding of each of a row of words, where neighbours share one."""

import numpy as np
import numpy.typing as npt

from normalizer.formats.decoding.pairs import Nats
from normalizer.formats.decoding.tables import COSTS

_BEGIN = np.array([*COSTS.values(), 3.0], np.float32)
_ON_A_LINE = 14.0
_ON_A_LINE_UTF_8 = 7.0
"""To change from or to UTF-8 costs less: what was added to a file later is in it."""

_BETWEEN_LINES = 3.0

Totals = npt.NDArray[np.float32]
"""The nats of the likeliest way to each encoding."""


def chosen(
    scores: Nats, begins: npt.NDArray[np.bool_], before: Totals | None
) -> tuple[npt.NDArray[np.intp], Totals]:
    """The column of ``scores`` for each row so that all are likeliest together (Viterbi).

    The last column is UTF-8. ``begins`` says which rows are the first of a line, ``before``
    what the totals were when the rows before these ended; those after these come back.
    """
    count, columns = scores.shape
    came = np.zeros((count, columns), np.int16)
    own = np.arange(columns, dtype=np.int16)
    total = -_BEGIN if before is None else before
    change, source = np.empty_like(total), np.empty_like(own)
    for i in range(count):
        if i or before is not None:
            usual = _BETWEEN_LINES if begins[i] else _ON_A_LINE
            of_utf_8 = _BETWEEN_LINES if begins[i] else _ON_A_LINE_UTF_8
            table = int(total[:-1].argmax())
            from_table, from_utf_8 = total[table] - usual, total[-1] - of_utf_8
            change[:-1] = max(from_table, from_utf_8)
            source[:-1] = table if from_table >= from_utf_8 else columns - 1
            change[-1], source[-1] = total[table] - of_utf_8, table
            change -= _BEGIN
            stays = total >= change
            came[i] = np.where(stays, own, source)
            total = np.where(stays, total, change)
        total = total + scores[i]
    path = np.zeros(count, np.intp)
    column = int(total.argmax())
    for i in range(count - 1, -1, -1):
        path[i] = column
        column = came[i, column]
    return path, np.asarray(total - total.max(), np.float32)
