"""The body of an answer: unpacked and saved within limits on its size and time, and hashed."""

from __future__ import annotations

import hashlib
import time
import zlib
from typing import IO, TYPE_CHECKING

from pilotzones.annex.fetching.errors import DownloadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pilotzones.annex.fetching.settings import Web

_PIECE = 1 << 16
_GZIP = zlib.MAX_WBITS + 16
"""zlib's word for gzip."""


def save_body(  # noqa: PLR0913 - facts about one answer
    chunks: Iterable[bytes],
    encoding: str,
    file: IO[bytes],
    *,
    address: str,
    web: Web,
    move: Callable[[int], object],
) -> tuple[int, str]:
    """Save a body as it is after unpacking; stop where it is larger or slower than anything that is wanted.

    Args:
        chunks: the bytes as they are sent.
        encoding: how they are packed (``Content-Encoding``).
        file: where they are saved.
        address: the address, for errors.
        web: the limits.
        move: is called with the number of bytes that were received.

    Returns:
        The number of bytes that were saved, and their SHA-256.

    Raises:
        DownloadError: if it is too large, too slow, empty, or packed in a way that cannot be unpacked.
        OSError: if it cannot be saved.
    """
    size, sha256 = 0, hashlib.sha256()
    for piece in _unpack(_count(chunks, address, web, move), encoding, address):
        size += len(piece)
        if size > web.largest:
            raise refuse_large(address, web)
        sha256.update(piece)
        file.write(piece)
    if not size:
        raise DownloadError("it is empty", address=address)
    return size, sha256.hexdigest()


def refuse_large(address: str, web: Web) -> DownloadError:
    """Make the error for a file that is larger than an annex can be."""
    return DownloadError(f"it has more than {web.largest / (1 << 20):g} MiB, the most that is taken", address=address)


def _count(chunks: Iterable[bytes], address: str, web: Web, move: Callable[[int], object]) -> Iterator[bytes]:
    """Go through the bytes as they are sent, and stop at the limits."""
    size, end = 0, time.monotonic() + web.longest
    for chunk in chunks:
        size += len(chunk)
        if size > web.largest:
            raise refuse_large(address, web)
        if time.monotonic() > end:
            raise DownloadError(f"it took longer than {web.longest:g} seconds", address=address)
        move(size)
        yield chunk


def _unpack(chunks: Iterable[bytes], encoding: str, address: str) -> Iterator[bytes]:
    """Unpack a body piece by piece, so that a small one that unpacks to gigabytes takes no memory."""
    if encoding in {"", "identity"}:
        yield from chunks
        return
    if encoding not in {"gzip", "x-gzip"}:
        raise DownloadError(f"it is packed as {encoding}, which was not asked for", address=address)
    unpacking = zlib.decompressobj(_GZIP)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not unpacking.eof:
                yield unpacking.decompress(rest, _PIECE)
                rest = unpacking.unconsumed_tail
        yield unpacking.flush()
    except zlib.error:
        raise DownloadError("it is packed as gzip and damaged", address=address) from None
    if not unpacking.eof:
        raise DownloadError("it is packed as gzip and cut off", address=address)
