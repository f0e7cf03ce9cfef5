"""A bar as a picture for documents."""

from __future__ import annotations

import struct
import zlib

import pytest

from concordat.charts.bar_png import HEIGHT, WIDTH, bar_png


def _pixels(png: bytes) -> list[bytes]:
    """Return the first row's pixels."""
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    raw = zlib.decompress(png[at + 4 : at + 4 + length])
    assert len(raw) == HEIGHT * (1 + 3 * WIDTH)
    return [raw[1 + 3 * x : 4 + 3 * x] for x in range(WIDTH)]


def test_each_part_takes_its_share_of_the_width() -> None:
    pixels = _pixels(bar_png([("16548A", 1), ("0F7A52", 0), ("CA3535", 3)]))
    assert pixels[0] == bytes.fromhex("16548A")
    assert pixels[WIDTH // 4 - 20] == bytes.fromhex("16548A")
    assert bytes.fromhex("CA3535") in pixels[WIDTH // 4 :]
    assert bytes.fromhex("0F7A52") not in pixels


def test_neighbours_differ_without_colour_too() -> None:
    assert len(set(_pixels(bar_png([("484949", 1), ("484949", 1)])))) == 3


@pytest.mark.parametrize("parts", [[], [("16548A", 0)], [("16548A", -1)], [("16548A", 5), ("CA3535", -1)]])
def test_a_bar_of_nothing_is_refused(parts: list[tuple[str, int]]) -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        bar_png(parts)
