"""A corpus that is not what it should be is refused, and the error names the culprit."""

from pathlib import Path

import pytest

from corpus import load_corpus
from corpus.errors import CorpusError


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_one_wrong_byte_in_the_text_names_the_source(copy: Path) -> None:
    path = copy / "strategy.txt"
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="kitakyushu-dx-ai-2026") as caught:
        load_corpus(copy)
    assert caught.value.record_id == "kitakyushu-dx-ai-2026"
    assert "strategy.txt" in caught.value.message
    assert "git checkout" in caught.value.fix


@pytest.mark.parametrize(
    "name",
    ["strategy.txt", "sources.toml", "data/levels.toml", "data/sections.toml", "data/rules.toml"],
)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(CorpusError, match=Path(name).name):
        load_corpus(copy)


def test_a_folder_in_the_place_of_a_file_is_named(copy: Path) -> None:
    # Stands for every file that is there and cannot be read; permissions do not stop root.
    (copy / "data" / "axes.toml").unlink()
    (copy / "data" / "axes.toml").mkdir()
    with pytest.raises(CorpusError, match=r"axes\.toml"):
        load_corpus(copy)


@pytest.mark.parametrize(
    "content",
    [
        b"[[record]\n",
        b"\xff\xfe",
        b"[[record]]\nid = 'x'\n",
        b"[[record]]\nid = 'level/5'\nname = 'n'\nname_en = 'n'\nsurprise = 1\n",
        b"record = 3\n",
        b"",
    ],
    ids=["not TOML", "not UTF-8", "field missing", "field unknown", "wrong type", "empty"],
)
def test_a_malformed_file_is_named(copy: Path, content: bytes) -> None:
    (copy / "data" / "levels.toml").write_bytes(content)
    with pytest.raises(CorpusError, match=r"levels\.toml is malformed"):
        load_corpus(copy)


def test_a_wrong_quote_names_its_record(copy: Path) -> None:
    edit(copy / "data" / "required_skills.toml", "最適な資源配分を行い", "最高の資源配分を行い")
    with pytest.raises(CorpusError, match="definition: line 228") as caught:
        load_corpus(copy)
    assert caught.value.record_id == "skill/lv5/business-strategy"


def test_a_quote_that_stands_several_times_must_say_which(copy: Path) -> None:
    edit(copy / "data" / "axes.toml", 'text = "担当業務", nth = 1', 'text = "担当業務"')
    with pytest.raises(CorpusError, match="3 times") as caught:
        load_corpus(copy)
    assert caught.value.record_id == "axis/mission/scope-of-change"


def test_a_quote_beyond_the_text_names_its_record(copy: Path) -> None:
    edit(copy / "data" / "layers.toml", "line = 104", "line = 4104")
    with pytest.raises(CorpusError, match="no line 4104") as caught:
        load_corpus(copy)
    assert caught.value.record_id == "layer/gold"


def test_an_id_used_twice_is_named(copy: Path) -> None:
    edit(copy / "data" / "rules.toml", 'id = "rule/r2"', 'id = "rule/r1"')
    with pytest.raises(CorpusError, match="twice") as caught:
        load_corpus(copy)
    assert caught.value.record_id == "rule/r1"


def test_a_reference_to_nowhere_names_the_record(copy: Path) -> None:
    edit(copy / "data" / "silences.toml", '"rule/r10"', '"rule/r99"')
    with pytest.raises(CorpusError, match="rule/r99") as caught:
        load_corpus(copy)
    assert caught.value.record_id == "silence/support-amount"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("training_items", "level = 5\n", "level = 4\n", "training items by level"),
        ("required_skills", 'facet = "thinking"', 'facet = "execution"', "skills by facet"),
        ("recommended_skills", '"business"', '"data"', "recommended skills by category"),
        ("role_cells", 'facet = "mission"', 'facet = "thinking"', "role cells"),
    ],
)
def test_a_wrong_count_is_named(copy: Path, name: str, old: str, new: str, message: str) -> None:
    edit(copy / "data" / f"{name}.toml", old, new)
    with pytest.raises(CorpusError, match=message):
        load_corpus(copy)


def test_a_lost_record_is_noticed(copy: Path) -> None:
    path = copy / "data" / "programmes.toml"
    head, _, _ = path.read_text(encoding="utf-8").rpartition("[[record]]")
    path.write_text(head, encoding="utf-8")
    with pytest.raises(CorpusError, match="number of programme records: 10 instead of 11"):
        load_corpus(copy)


def test_a_skill_without_an_example_is_noticed(copy: Path) -> None:
    edit(copy / "data" / "required_skills.toml", 'field = "example"', 'field = "sample"')
    with pytest.raises(CorpusError, match="no quote 'example'") as caught:
        load_corpus(copy)
    assert caught.value.record_id == "skill/lv5/business-strategy"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"record_id": "level/9", "text": "x", "language": "ja"}', "no such record"),
        ('{"record_id": "level/5"}', r"extra\.jsonl:1 is malformed"),
        ("{", r"extra\.jsonl:1 is malformed"),
    ],
)
def test_a_bad_paraphrase_is_named(copy: Path, content: str, message: str) -> None:
    folder = copy / "data" / "expansions"
    folder.mkdir(exist_ok=True)
    (folder / "extra.jsonl").write_text(content + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        load_corpus(copy)
