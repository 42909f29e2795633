"""Messages between two processes over a pipe: a length, then so many bytes."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct("<Q")


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message.

    Raises:
        OSError: The other end is gone.
    """
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes], limit: int | None = None) -> bytes:
    """The next message; of at most `limit` bytes, where the other end is not to be believed.

    Raises:
        EOFError: The other end is gone, in the middle of a message perhaps, or announces more than the limit.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if limit is not None and length > limit:
        raise EOFError
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
