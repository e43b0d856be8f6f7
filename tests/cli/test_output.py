import os
import stat
from pathlib import Path

import pytest

from onrecord.cli.output import written


def test_a_file_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with written(path) as file:
        file.write("half\n")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"half\n"
    assert list(tmp_path.iterdir()) == [path]


def _fail(path: Path) -> None:
    with written(path) as file:
        file.write("half")
        raise KeyboardInterrupt


def test_an_interrupted_file_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("earlier", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        _fail(path)
    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_are_those_of_the_earlier_file_or_of_any_new_one(tmp_path: Path) -> None:
    new, old, other = tmp_path / "new", tmp_path / "old", tmp_path / "other"
    other.touch()
    old.touch()
    old.chmod(0o640)
    for path in (new, old):
        with written(path) as file:
            file.write("x")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == other.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "target"
    link.symlink_to(target)
    with written(link) as file:
        file.write("x")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "x"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with written(Path(os.devnull)) as file:
        file.write("x")
    assert not Path(os.devnull).is_file()


def test_a_long_name_is_possible(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250)
    with written(path) as file:
        file.write("x")
    assert path.exists()


def test_a_pipe_named_by_its_descriptor_is_written_to() -> None:
    ours, theirs = os.pipe()
    try:
        with written(Path(f"/dev/fd/{theirs}")) as file:
            file.write("x")
        assert os.read(ours, 10) == b"x"
    finally:
        os.close(ours)
        os.close(theirs)
