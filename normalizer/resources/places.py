"""Where each of many keys stands in a sorted list, found without a search."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

_MULTIPLIER = np.uint64(0x9E37_79B9_7F4A_7C15)
"""2 ** 64 by the golden ratio: it spreads keys that differ in few bits (Knuth 1973, 6.4)."""

_ROOM = 3
"""At least so many slots a key, or the search for a free one grows long."""


@dataclass(frozen=True)
class Places:
    """The places of sorted ``keys``, at least one, in a hash table: a look costs two reads.

    A search by halves costs seventeen in as many keys as a pack has, most outside of the cache.

    >>> places = Places.of(np.array([3, 5, 9], np.uint64))
    >>> places(np.array([[9, 4], [3, 5]], np.uint64)).tolist()
    [[2, -1], [0, 1]]
    """

    keys: Keys
    slots: npt.NDArray[np.int32]

    @classmethod
    def of(cls, keys: Keys) -> "Places":
        """The table for ``keys``."""
        slots = np.full(1 << (_ROOM * len(keys) - 1).bit_length(), -1, np.int32)
        places = cls(keys, slots)
        left, homes = np.arange(len(keys), dtype=np.int32), places._homes(keys)
        while len(left):
            free = slots.take(homes) < 0
            slots[homes[free]] = left[free]
            # Of several that want a free slot one gets it.
            without = slots.take(homes) != left
            left, homes = left[without], places._next(homes[without])
        return places

    def __call__(self, wanted: Keys) -> npt.NDArray[np.int32]:
        """The place of each of ``wanted``, -1 where it isn't among the keys."""
        keys = wanted.ravel()
        homes = self._homes(keys)
        found = self.slots.take(homes)
        at = np.flatnonzero(self._are_others(found, keys))
        while len(at):
            homes[at] = following = self._next(homes.take(at))
            found[at] = places = self.slots.take(following)
            at = at[self._are_others(places, keys.take(at))]
        return found.reshape(wanted.shape)

    def _homes(self, keys: Keys) -> npt.NDArray[np.intp]:
        """The slot that each of ``keys`` belongs into."""
        shift = np.uint64(65 - len(self.slots).bit_length())
        return ((keys * _MULTIPLIER) >> shift).astype(np.intp)

    def _next(self, homes: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        return (homes + 1) & (len(self.slots) - 1)

    def _are_others(self, places: npt.NDArray[np.int32], keys: Keys) -> npt.NDArray[np.bool_]:
        """Whether in the slot of each of ``keys`` stands another one."""
        others: npt.NDArray[np.bool_] = self.keys.take(places, mode="clip") != keys
        return others & (places >= 0)
