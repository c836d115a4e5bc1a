"""The body of an answer, chunk by chunk: saved, hashed, and stopped at its limits."""

import gzip
import hashlib
import io
import zlib

import pytest

from pilotzones.annex.fetching.bodies import save_body
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.settings import Web

ADDRESS = "https://www.gov.cn/a.xls"
BODY = bytes(range(256)) * 10


def save(*chunks, encoding="", **limits):
    """Save chunks: what was saved, its size and hash, and the sizes that were reported."""
    file, moves = io.BytesIO(), []
    size, sha256 = save_body(chunks, encoding, file, address=ADDRESS, web=Web(**limits), move=moves.append)
    assert (size, sha256) == (len(file.getvalue()), hashlib.sha256(file.getvalue()).hexdigest())
    return file.getvalue(), moves


def refusal(*chunks, encoding="", **limits):
    """Save chunks that are refused: the message."""
    with pytest.raises(DownloadError) as caught:
        save(*chunks, encoding=encoding, **limits)
    assert caught.value.address == ADDRESS
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["", "identity"])
def test_a_body_is_saved_as_it_is(encoding):
    """Whatever its chunks are; each of them is reported."""
    assert save(BODY[:1000], b"", BODY[1000:], encoding=encoding) == (BODY, [1000, 1000, 2560])


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip"])
def test_a_packed_body_is_unpacked(encoding):
    """Its packed bytes are reported; what follows its end is nothing."""
    packed = gzip.compress(BODY)
    assert save(packed[:50], packed[50:], encoding=encoding) == (BODY, [50, len(packed)])
    assert save(packed, b"more", encoding=encoding)[0] == BODY
    large = b" " * (1 << 20)
    assert save(gzip.compress(large), encoding=encoding)[0] == large


def test_a_body_that_cannot_be_unpacked():
    """Cut off, damaged, packed in another way."""
    packed = gzip.compress(BODY)
    assert refusal(packed[:-9], encoding="gzip") == "it is packed as gzip and cut off"
    assert refusal(packed[:50] + b"?" + packed[51:], encoding="gzip") == "it is packed as gzip and damaged"
    assert refusal(zlib.compress(BODY), encoding="gzip") == "it is packed as gzip and damaged"
    assert refusal(zlib.compress(BODY)[2:-4], encoding="gzip") == "it is packed as gzip and damaged"
    assert refusal(packed, encoding="br") == "it is packed as br, which was not asked for"


def test_an_empty_body():
    """Also one that is packed."""
    assert refusal() == refusal(b"") == refusal(gzip.compress(b""), encoding="gzip") == "it is empty"


def test_the_largest_body():
    """As it is sent, and as it is after unpacking; one byte more is refused."""
    large = 3 << 19
    assert save(b"a" * large, largest=large)[1] == [large]
    says = "it has more than 1.5 MiB, the most that is taken"
    assert refusal(b"a" * large, b"b", largest=large) == says
    packed = gzip.compress(b"a" * large)
    assert len(save(packed, encoding="gzip", largest=large)[0]) == large
    assert refusal(gzip.compress(b"a" * large + b"b"), encoding="gzip", largest=large) == says
    stored = gzip.compress(BODY, 0)
    assert len(stored) > len(BODY)
    assert refusal(stored, encoding="gzip", largest=len(BODY)).startswith("it has more than 0.0024")


def test_a_body_that_takes_too_long(monkeypatch):
    """From the first chunk on; exactly at the limit it goes on."""
    times = iter([100.0, 160.0, 160.5])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    assert refusal(b"a", b"b", longest=60.0) == "it took longer than 60 seconds"
