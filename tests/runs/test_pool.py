"""Real worker processes, and what becomes of jobs that kill them."""

import os
import sys
from pathlib import Path

import pytest

from normalizer.errors import LostWorkerError, WorkerError
from normalizer.runs.pool import ATTEMPTS, DEATHS, WINDOW, Helper, Pool

PLANS = Path(__file__).parent / "plans"
sys.path.append(str(PLANS))

from counting import ASKING, DEADLY, DEADLY_ONCE, FAILING, Answering, Counting, Words  # noqa: E402


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    return tmp_path / "begun"


def _words(*jobs: str) -> list[Words]:
    return [Words(tuple(job.split(","))) for job in jobs]


def _times(begun: Path, word: str) -> int:
    return begun.read_text(encoding="utf-8").split("\n").count(word)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_jobs_from_any_number_of_workers(
    begun: Path, workers: int
) -> None:
    jobs = _words(*(f"{'x' * (n % 7)}{n},b" for n in range(30)))
    with Pool(Counting(begun), workers) as pool:
        results = list(pool.results(jobs))
    assert results == [[f"{word} {len(word)}" for word in job.words] for job in jobs]


def test_a_job_whose_worker_was_killed_is_done_again(begun: Path) -> None:
    with Pool(Counting(begun), 2) as pool:
        results = list(pool.results(_words("a", f"b,{DEADLY_ONCE},c", "d")))
    assert results == [["a 1"], ["b 1", f"{DEADLY_ONCE} 11", "c 1"], ["d 1"]]
    assert _times(begun, "b") == 2
    assert _times(begun, "a") == _times(begun, "d") == 1


def test_what_kills_twice_is_refused_alone_and_all_else_is_done(begun: Path) -> None:
    with Pool(Counting(begun), 2) as pool:
        results = list(pool.results(_words("a", f"b,{DEADLY},c", "d")))
    assert [results[0], results[2]] == [["a 1"], ["d 1"]]
    before, refused, behind = results[1]
    assert (before, behind) == ("b 1", "c 1")
    assert refused.startswith(f"refused {DEADLY}: a worker was killed by signal 9")


def test_an_exception_is_raised_where_the_results_are_read(begun: Path) -> None:
    with Pool(Counting(begun), 1) as pool, pytest.raises(OSError, match=FAILING):
        list(pool.results(_words("a", FAILING, "b")))


def test_a_worker_that_dies_while_it_loads_is_started_again(begun: Path, tmp_path: Path) -> None:
    with Pool(Counting(begun, marked=tmp_path / "marked"), 1) as pool:
        assert list(pool.results(_words("a", "b"))) == [["a 1"], ["b 1"]]


def test_workers_that_never_start_are_told_of_and_no_job_is_blamed(begun: Path) -> None:
    with Pool(Counting(begun, starts=False), 2) as pool, pytest.raises(WorkerError, match="-j 1"):
        list(pool.results(_words("a", "b")))


def test_no_more_than_a_window_is_begun_ahead(begun: Path) -> None:
    taken = []

    def jobs() -> "list[Words]":
        for n in range(50):
            taken.append(n)
            yield Words((str(n),))

    with Pool(Counting(begun), 2) as pool:
        results = pool.results(jobs())
        next(results)
        assert len(taken) == 2 * WINDOW


def test_what_is_begun_is_done_when_no_more_may_be_begun(begun: Path) -> None:
    may = [True] * 5
    with Pool(Counting(begun), 2) as pool:
        results = list(pool.results(_words(*"abcdefghijklmn"), lambda: bool(may and may.pop())))
    assert results == [[f"{word} 1"] for word in "abcde"]


def test_no_worker_is_left_when_the_results_are_not_read_to_the_end(begun: Path) -> None:
    with Pool(Counting(begun), 2) as pool:
        next(pool.results(_words(*"abcdefghijklmn")))
        processes = [worker.process_id for worker in pool.members]
    assert any(processes)
    for process in filter(None, processes):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_one_helper_answers_all_workers_and_is_replaced_when_it_dies(
    begun: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    jobs = _words(f"{ASKING}ab,c", f"{ASKING}{DEADLY_ONCE}", f"d,{ASKING}abc")
    with Pool(Counting(begun), 2, Helper(Answering(asked))) as pool:
        results = list(pool.results(jobs))
    assert results == [
        ["answer: ab 2", "c 1"],
        [f"answer: {DEADLY_ONCE} 11"],
        ["d 1", "answer: abc 3"],
    ]
    assert _times(asked, DEADLY_ONCE) == 2


@pytest.mark.parametrize(("question", "kind"), [(DEADLY, WorkerError), (FAILING, OSError)])
def test_a_question_without_an_answer_is_an_error_where_it_was_asked(
    begun: Path, tmp_path: Path, question: str, kind: type[Exception]
) -> None:
    with Pool(Counting(begun), 1, Helper(Answering(tmp_path / "asked"))) as pool:
        with pytest.raises(kind):
            list(pool.results(_words(f"{ASKING}{question}")))
        assert list(pool.results(_words("a"))) == [["a 1"]]


def test_a_helper_that_dies_over_everything_is_another_error_than_one_bad_question(
    tmp_path: Path,
) -> None:
    helper = Helper(Answering(tmp_path / "asked"))
    borne = DEATHS // ATTEMPTS - 1
    for number in range(2 * borne):  # an answer in the middle starts the count anew
        with pytest.raises(WorkerError, match="over the same thing"):
            helper(DEADLY)
        if number == borne - 1:
            assert helper("ab") == "answer: ab 2"
    with pytest.raises(LostWorkerError, match="memory may be short"):
        helper(DEADLY)
    helper.close()
