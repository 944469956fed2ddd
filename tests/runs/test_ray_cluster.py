"""A cluster of one's own on a machine that is busy: Ray gives up after thirty seconds, we don't."""

from dataclasses import dataclass
from typing import Any

import pytest

from normalizer.runs.ray_cluster import _start


@dataclass
class BusyMachine:
    """Ray where so many starts fail, with what it says then."""

    failures: int
    says: str = "The current node timed out during startup. This could happen because ..."
    starts: int = 0
    ends: int = 0

    def init(self, **options: Any) -> None:
        assert options == {"num_cpus": 1}
        self.starts += 1
        if self.starts <= self.failures:
            raise Exception(self.says)  # noqa: TRY002  Ray raises none of its own

    def shutdown(self) -> None:
        self.ends += 1


def test_it_is_started_again() -> None:
    ray = BusyMachine(failures=2)
    _start(ray, num_cpus=1)
    assert (ray.starts, ray.ends) == (3, 2)


@pytest.mark.parametrize(
    ("ray", "starts"), [(BusyMachine(99), 5), (BusyMachine(99, "no such folder"), 1)]
)
def test_in_the_end_it_says_why(ray: BusyMachine, starts: int) -> None:
    with pytest.raises(RuntimeError, match=ray.says[:14]):
        _start(ray, num_cpus=1)
    assert (ray.starts, ray.ends) == (starts, starts)
