"""A file is whole or not there."""

from pathlib import Path

import pytest

from concordat.documents.whole import whole_file


def test_a_finished_file_takes_its_name(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.csv") as part:
        part.write_text("all")
        assert not (tmp_path / "out.csv").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "out.csv") as part:
        part.write_text("half")
        raise KeyboardInterrupt
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


def test_a_place_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "nowhere" / "out.csv"):
        pass
