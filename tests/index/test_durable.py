"""A replaced file is never seen half written."""

import threading
from pathlib import Path

import pytest

from index.durable import flush_tree, replace_text


def test_the_content_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "current"
    replace_text(path, "一つ目\n")
    replace_text(path, "二つ目\n")
    assert path.read_text(encoding="utf-8") == "二つ目\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_sees_the_old_or_the_new_but_nothing_between(tmp_path: Path) -> None:
    path = tmp_path / "current"
    contents = {letter * 100_000 for letter in "ab"}
    replace_text(path, "a" * 100_000)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for content in contents:
                replace_text(path, content)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = {path.read_text(encoding="utf-8") for _ in range(300)}
    finally:
        stop.set()
        writer.join()
    assert seen <= contents


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_text(tmp_path / "nowhere" / "current", "x")


def test_flushing_a_tree_changes_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(b"content")
    (tmp_path / "empty").write_bytes(b"")
    flush_tree(tmp_path)
    assert (tmp_path / "inner" / "file").read_bytes() == b"content"
    assert (tmp_path / "empty").read_bytes() == b""
