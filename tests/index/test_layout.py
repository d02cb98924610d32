"""The pointer and the passages file are read with suspicion."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Span
from index import layout
from index.errors import IndexDamaged, IndexMissing
from index.types import Passage

NAME = "0123456789abcdef-01234567"


def test_no_pointer_means_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="index build"):
        layout.current_build(tmp_path / "nowhere")


def test_the_pointer_names_the_build(tmp_path: Path) -> None:
    build = layout.builds_folder(tmp_path) / NAME
    build.mkdir(parents=True)
    layout.pointer(tmp_path).write_text(NAME + "\n")
    assert layout.current_build(tmp_path) == build


@pytest.mark.parametrize(
    "content",
    [b"", b"../../etc", b"/etc", NAME.encode(), f"{NAME}.partial".encode(), b"\xff\xfe", b"\0"],
)
def test_a_pointer_to_anything_but_a_build_that_is_there_is_damage(
    tmp_path: Path, content: bytes
) -> None:
    (layout.builds_folder(tmp_path) / f"{NAME}.partial").mkdir(parents=True)
    layout.pointer(tmp_path).write_bytes(content)
    with pytest.raises(IndexDamaged, match="index build"):
        layout.current_build(tmp_path)


spans = st.builds(Span, st.text(min_size=1), st.integers(min_value=0), st.integers(min_value=0))
passages = st.builds(
    Passage,
    id=st.text(),
    text=st.text(),
    origin=st.sampled_from(["text", "name", "expansion"]),
    record_ids=st.lists(st.text(), min_size=1).map(tuple),
    spans=st.lists(spans).map(tuple),
    heading_path=st.lists(st.text()).map(tuple),
)


@given(st.lists(passages, max_size=5).map(tuple))
def test_passages_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, written: tuple[Passage, ...]
) -> None:
    folder = tmp_path_factory.mktemp("passages")
    layout.write_passages(written, folder)
    assert layout.read_passages(folder) == written


@pytest.mark.parametrize("line", ["{", "{}", "[]", "", '{"id": 1}'])
def test_a_malformed_line_is_damage(tmp_path: Path, line: str) -> None:
    (tmp_path / layout.PASSAGES).write_text(line + "\n")
    with pytest.raises(IndexDamaged, match="index build"):
        layout.read_passages(tmp_path)


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        layout.read_passages(tmp_path)
