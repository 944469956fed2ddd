"""Files from a real server that drops, stalls, lies, redirects and refuses."""

import hashlib
import random
import urllib.request
from pathlib import Path

import pytest

from normalizer.engines.download import Patience, Wanted, _Redirects, download, local_path
from normalizer.errors import ModelError

from ..server import Answer, Server  # noqa: TID252  the suite is no installed package

CONTENT = random.Random(5).randbytes(400_000)  # noqa: S311  no secret
DIGEST = hashlib.sha256(CONTENT).hexdigest()
OTHER = bytes(byte ^ 1 for byte in CONTENT)
MOST = 1 << 20
QUICK = Patience(timeout=0.4, attempts=3, pause=0.01)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "downloads" / "package.argosmodel"


def _left(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir()) if target.parent.exists() else []


def test_a_file_comes_whole_and_progress_is_told(server: Server, target: Path) -> None:
    told: list[tuple[int, int | None]] = []
    url = server.serve("/p", Answer(CONTENT))
    digest = download(Wanted(url, MOST), target, told=lambda done, of: told.append((done, of)))
    assert digest == DIGEST
    assert target.read_bytes() == CONTENT
    assert _left(target) == [target.name]
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_a_dropped_connection_is_gone_on_with_where_it_broke(server: Server, target: Path) -> None:
    url = server.serve(
        "/p", Answer(CONTENT, tag='"a"', drop=100_000), Answer(CONTENT, tag='"a"', drop=50_000),
        Answer(CONTENT, tag='"a"'),
    )  # fmt: skip
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-", "bytes=150000-"]
    assert [headers.get("If-Range") for _, headers in server.asked] == [None, '"a"', '"a"']


def test_a_later_call_goes_on_where_an_earlier_one_gave_up(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, tag='"a"', drop=100_000), Answer(status=503))
    with pytest.raises(ModelError, match=r"503 .*3 times in a row; .*is kept and gone on with"):
        download(Wanted(url, MOST), target, patience=QUICK)
    assert not target.exists()
    server.serve("/p", Answer(CONTENT, tag='"a"'))
    server.asked.clear()
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT
    assert server.ranges == ["bytes=100000-"]


def test_drops_that_bring_something_each_time_do_not_end_it(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, drop=70_000))
    download(Wanted(url, MOST, DIGEST), target, patience=Patience(attempts=2, pause=0.01))
    assert target.read_bytes() == CONTENT
    assert len(server.asked) == 6


def test_a_file_that_changed_meanwhile_comes_anew(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, tag='"a"', drop=100_000), Answer(OTHER, tag='"b"'))
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == OTHER
    assert server.ranges == [None, "bytes=100000-"]


def test_a_weak_tag_vouches_for_nothing(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, tag='W/"a"', drop=100_000), Answer(OTHER))
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == OTHER
    assert server.ranges == [None, None]


def test_a_server_without_ranges_sends_all_again(server: Server, target: Path) -> None:
    url = server.serve(
        "/p", Answer(CONTENT, tag='"a"', ranges=False, drop=100_000),
        Answer(CONTENT, tag='"a"', ranges=False),
    )  # fmt: skip
    download(Wanted(url, MOST, DIGEST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-"]


@pytest.mark.parametrize("part", ["bytes 5-399999/400000", "bytes 100000-399999/*", "x", ""])
def test_another_part_than_asked_for_is_thrown_away(
    server: Server, target: Path, part: str
) -> None:
    url = server.serve(
        "/p", Answer(CONTENT, tag='"a"', drop=100_000),
        Answer(CONTENT, tag='"a"', part=part or "bytes */400000"), Answer(CONTENT),
    )  # fmt: skip
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=100000-", None]


def test_a_part_that_was_all_of_it_needs_no_more(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT))
    download(Wanted(url, MOST, DIGEST), target)
    target.rename(target.with_name(f"{target.name}.part"))
    target.with_name(f"{target.name}.part.json").write_text(
        f'{{"sha256": "{DIGEST}"}}', encoding="utf-8"
    )
    server.asked.clear()
    download(Wanted(url, MOST, DIGEST), target)
    assert target.read_bytes() == CONTENT
    assert server.ranges == ["bytes=400000-"]


def test_a_part_longer_than_the_file_comes_anew(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, tag='"a"', drop=100_000), Answer(status=503))
    with pytest.raises(ModelError):
        download(Wanted(url, MOST), target, patience=QUICK)
    server.serve("/p", Answer(CONTENT[:50_000], tag='"a"'))
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT[:50_000]


@pytest.mark.parametrize("note", ["", "[]", "{", '{"url": 1}', '{"validator": 1}'])
def test_a_part_that_nothing_vouches_for_comes_anew(
    server: Server, target: Path, note: str
) -> None:
    target.parent.mkdir()
    target.with_name(f"{target.name}.part").write_bytes(b"rubbish")
    target.with_name(f"{target.name}.part.json").write_text(note, encoding="utf-8")
    download(Wanted(server.serve("/p", Answer(CONTENT)), MOST), target)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None]


def test_altered_bytes_come_anew_where_the_digest_is_known(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(OTHER), Answer(CONTENT))
    download(Wanted(url, MOST, DIGEST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT


def test_bytes_altered_for_good_are_refused(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(OTHER))
    with pytest.raises(ModelError, match=f"should be {DIGEST}"):
        download(Wanted(url, MOST, DIGEST), target, patience=QUICK)
    assert _left(target) == []
    assert len(server.asked) == 3


@pytest.mark.parametrize("drop", [0, 100_000])
def test_silence_ends_in_another_attempt(server: Server, target: Path, drop: int) -> None:
    url = server.serve("/p", Answer(CONTENT, tag='"a"', stall=drop), Answer(CONTENT, tag='"a"'))
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT


def test_silence_for_good_ends(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, stall=10))
    with pytest.raises(ModelError, match="timed out, 3 times in a row"):
        download(Wanted(url, MOST), target, patience=QUICK)


def test_a_server_that_sends_a_byte_now_and_then_has_stalled(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, drip=True))
    between = Patience(timeout=4, attempts=1, pause=0.01)  # on a busy machine a byte takes a second
    with pytest.raises(ModelError, match="stalled after"):
        download(Wanted(url, MOST), target, patience=between)


def test_a_length_that_is_too_long_is_told(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, length=len(CONTENT) + 1, ranges=False))
    with pytest.raises(ModelError, match="closed after 400000 of 400001 bytes"):
        download(Wanted(url, MOST), target, patience=QUICK)
    assert not target.exists()


def test_a_length_that_is_too_short_is_caught_by_the_digest(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT, length=1_000))
    with pytest.raises(ModelError, match="SHA-256"):
        download(Wanted(url, MOST, DIGEST), target, patience=QUICK)


def test_a_length_that_is_not_told_is_no_obstacle(server: Server, target: Path) -> None:
    download(Wanted(server.serve("/p", Answer(CONTENT, length=-1)), MOST), target)
    assert target.read_bytes() == CONTENT


def test_a_drop_without_a_length_is_seen_where_the_size_is_known(
    server: Server, target: Path
) -> None:
    url = server.serve("/p", Answer(CONTENT, length=-1, drop=9), Answer(CONTENT, length=-1))
    download(Wanted(url, MOST, size=len(CONTENT)), target, patience=QUICK)
    assert target.read_bytes() == CONTENT


def test_another_size_than_promised_is_refused_at_once(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(CONTENT))
    with pytest.raises(ModelError, match="has 400000 bytes and should have 7"):
        download(Wanted(url, MOST, size=7), target, patience=QUICK)
    assert len(server.asked) == 1
    assert _left(target) == []


@pytest.mark.parametrize("length", [None, -1])
def test_more_than_allowed_is_refused(server: Server, target: Path, length: int | None) -> None:
    url = server.serve("/p", Answer(CONTENT, length=length))
    with pytest.raises(ModelError, match="more than the 300000 bytes allowed"):
        download(Wanted(url, 300_000), target, patience=QUICK)
    assert len(server.asked) == 1
    assert _left(target) == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_what_is_not_there_is_asked_for_once(server: Server, target: Path, status: int) -> None:
    url = server.serve("/p", Answer(status=status))
    with pytest.raises(ModelError, match=f"answered {status} .*check the address"):
        download(Wanted(url, MOST), target, patience=QUICK)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_server_in_trouble_is_asked_again(server: Server, target: Path, status: int) -> None:
    url = server.serve("/p", Answer(status=status), Answer(CONTENT))
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT


def test_a_redirect_is_followed(server: Server, target: Path) -> None:
    server.serve("/new", Answer(CONTENT, tag='"a"', drop=100_000), Answer(CONTENT, tag='"a"'))
    url = server.serve("/old", Answer(status=302, location="/new"))
    download(Wanted(url, MOST), target, patience=QUICK)
    assert target.read_bytes() == CONTENT
    assert server.ranges == [None, None, "bytes=100000-", "bytes=100000-"]


def test_redirects_without_end_are_refused(server: Server, target: Path) -> None:
    url = server.serve("/p", Answer(status=302, location="/p"))
    with pytest.raises(ModelError, match="302"):
        download(Wanted(url, MOST), target, patience=QUICK)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/p", "data:,x"])
def test_a_redirect_off_the_web_is_refused(server: Server, target: Path, location: str) -> None:
    url = server.serve("/p", Answer(status=302, location=location))
    with pytest.raises(ModelError, match=r"isn't safe|not allowed"):
        download(Wanted(url, MOST), target, patience=QUICK)
    assert _left(target) == []


def test_a_redirect_out_of_tls_is_refused() -> None:
    request = urllib.request.Request("https://models.example/p")
    with pytest.raises(ModelError, match="isn't safe"):
        _Redirects().redirect_request(request, None, 302, "", {}, "http://models.example/p")
    to = _Redirects().redirect_request(request, None, 302, "", {}, "https://mirror.example/p")
    assert to is not None
    assert to.full_url == "https://mirror.example/p"


def test_a_server_that_is_not_there_is_told(server: Server, target: Path) -> None:
    with pytest.raises(ModelError, match="refused, 3 times in a row"):
        download(Wanted("http://127.0.0.1:9/p", MOST), target, patience=QUICK)
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/p", "gopher://x", "file://elsewhere/p", "http://", "http://[", "http://a b/"],
)  # fmt: skip
def test_an_address_that_is_none_is_told(server: Server, target: Path, url: str) -> None:
    with pytest.raises(ModelError):
        download(Wanted(url, MOST), target, patience=QUICK)
    assert server.asked == []


def test_a_file_of_this_machine_is_copied(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "a b"
    source.write_bytes(CONTENT)
    for url in (str(source), source.as_uri()):
        assert local_path(url) == source
        assert download(Wanted(url, MOST, DIGEST, len(CONTENT)), target) == DIGEST
        assert target.read_bytes() == CONTENT
    with pytest.raises(ModelError, match="SHA-256"):
        download(Wanted(str(source), MOST, "0" * 64), target)
    with pytest.raises(ModelError, match="can't be read"):
        download(Wanted(str(tmp_path / "none"), MOST), target)


def test_a_place_that_cannot_be_written_to_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    url = server.serve("/p", Answer(CONTENT))
    with pytest.raises(ModelError, match="can't be written"):
        download(Wanted(url, MOST), tmp_path / "file" / "p", patience=QUICK)
    assert len(server.asked) == 1
