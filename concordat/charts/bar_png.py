"""A bar of parts of a whole as a PNG, for documents that cannot hold SVG. Made by hand: it is only rectangles."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

WIDTH, HEIGHT = 1240, 60
_GAP = 4
_WHITE = b"\xff\xff\xff"
_STRIPES = 16  # rows after which the pattern of stripes begins again


def bar_png(parts: Sequence[tuple[str, int]]) -> bytes:
    """Return a bar of parts, each a colour (six hexadecimal digits) and how many.

    Every second part has light stripes, so that neighbours differ without colour too. Raises
    ``ValueError`` where the parts are nothing or less.
    """
    seen = [(bytes.fromhex(colour), value) for colour, value in parts if value]
    total = sum(value for _, value in seen)
    if total <= 0 or any(value < 0 for _, value in seen):
        raise ValueError("a bar needs a part that is more than nothing")
    ends, told = [], 0
    for colour, value in seen:
        told += value
        ends.append((colour, WIDTH * told // total))
    rows = [b"\0" + _row(ends, at) for at in range(_STRIPES)]
    pixels = b"".join(rows[at % _STRIPES] for at in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _row(ends: Sequence[tuple[bytes, int]], at: int) -> bytes:
    """Return one row of pixels."""
    row, start = bytearray(), 0
    for number, (colour, end) in enumerate(ends):
        light = bytes((255 * 2 + one) // 3 for one in colour)
        last = number == len(ends) - 1
        for x in range(start, end):
            gap = not last and x >= end - _GAP and end - start > 2 * _GAP
            striped = number % 2 == 1 and (x + at) % _STRIPES < _STRIPES // 4
            row += _WHITE if gap else light if striped else colour
        start = end
    return bytes(row)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
