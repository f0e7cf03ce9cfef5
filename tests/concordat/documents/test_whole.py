"""A file is whole or not there."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from concordat.documents.whole import whole_file


def test_a_finished_file_takes_its_name(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.csv") as part:
        part.write_text("all")
        assert not (tmp_path / "out.csv").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def _stop_half_way(out: Path) -> None:
    with whole_file(out) as part:
        part.write_text("half")
        raise KeyboardInterrupt


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        _stop_half_way(tmp_path / "out.csv")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


def test_a_place_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _stop_half_way(tmp_path / "nowhere" / "out.csv")


def test_a_writer_that_is_killed_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(out)], check=False, cwd=Path.cwd())
    assert killed.returncode == -signal.SIGKILL
    assert out.read_text() == "old"


_KILLED = """
import os, signal, sys
from pathlib import Path
from concordat.documents.whole import whole_file
with whole_file(Path(sys.argv[1])) as part:
    part.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
