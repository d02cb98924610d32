"""An index is opened only when it is whole and fits, and then searched."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Corpus
from index import layout, reader
from index.errors import IndexDamaged, IndexMissing, IndexStale, ModelUnavailable
from index.manifest import Manifest, read_manifest, write_manifest
from index.reader import Index, index_state, open_index
from index.types import Hit, IndexSettings, LexicalSettings, Origin

QUERIES = ("批判的思考とは", "Lv.3の役割", "資格取得の補助", "leadership", "窓口で待つ市民")


@pytest.fixture(scope="module")
def index(small: Corpus, small_index: IndexSettings) -> Iterator[Index]:
    index = open_index(small, small_index)
    yield index
    index.close()


def assert_ranked(hits: tuple[Hit, ...]) -> None:
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage.id for hit in hits}) == len(hits)


@pytest.mark.parametrize("query", QUERIES)
def test_hits_come_ranked_best_first(index: Index, query: str) -> None:
    for hits in (index.lexical(query, 20), index.dense(query, 20)):
        assert hits
        assert_ranked(hits)


def test_words_find_the_record_that_holds_them(index: Index) -> None:
    assert index.lexical("批判的思考", 1)[0].passage.record_ids[0] == "skill/lv3/critical-thinking"
    assert index.records("批判的思考", 1)[0].record_id == "skill/lv3/critical-thinking"


def test_words_of_the_strategy_are_familiar_and_others_are_not(index: Index) -> None:
    assert index.familiarity("批判的思考") > index.familiarity("糠漬けの批判") > 0
    assert index.familiarity("糠漬け") == 0
    assert index.familiarity("?!") == 1


def test_words_for_a_spelled_out_programme_find_it_though_its_letters_are_spaced(
    index: Index,
) -> None:
    [hit] = index.lexical("DXアカデミー", 1, origin="text")
    assert hit.passage.record_ids == ("programme/dx-academy",)


def test_a_record_is_ranked_once_by_all_that_is_indexed_of_it(index: Index) -> None:
    hits = index.records("Lv.3の批判的思考の定義", 50)
    assert hits[0].record_id == "skill/lv3/critical-thinking"
    assert len({hit.record_id for hit in hits}) == len(hits)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))


@pytest.mark.parametrize("origin", ["text", "name"])
def test_an_origin_narrows_every_search(index: Index, origin: Origin) -> None:
    for hits in (index.lexical("人材", 30, origin=origin), index.dense("人材", 30, origin=origin)):
        assert {hit.passage.origin for hit in hits} == {origin}


@pytest.mark.parametrize("text", ["", " ", "。", "🙂"])
def test_a_text_without_anything_known_finds_nothing(index: Index, text: str) -> None:
    assert index.lexical(text, 5) == ()
    assert index.records(text, 5) == ()


def test_a_text_of_which_the_model_knows_nothing_has_no_neighbours(index: Index) -> None:
    assert index.dense("🙂", 5) == ()


def test_asking_for_more_than_there_is_gives_all(index: Index) -> None:
    assert len(index.dense("人材", 10_000)) == index.manifest.total


def test_threads_get_the_same_hits_as_one_alone(small: Corpus, small_index: IndexSettings) -> None:
    index = open_index(small, small_index)
    queries = QUERIES * 8

    def search(query: str) -> tuple[tuple[Hit, ...], ...]:
        return index.lexical(query, 10), index.dense(query, 10)

    with ThreadPoolExecutor(max_workers=8) as pool:
        together = list(pool.map(search, queries))
    assert together == [search(query) for query in queries]
    index.close()


def test_a_search_by_words_imports_neither_the_store_nor_torch(
    small: Corpus, small_index: IndexSettings
) -> None:
    code = (
        "import sys\n"
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "from corpus import load_corpus\n"
        "from index.reader import open_index\n"
        "from index.types import IndexSettings\n"
        "settings = IndexSettings(Path(sys.argv[1]), sys.argv[2])\n"
        "index = open_index(replace(load_corpus(), expansions=()), settings)\n"
        "assert index.lexical('人材', 1)\n"
        "print(sorted({'chromadb', 'torch', 'model2vec', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(small_index.directory), small_index.model],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_missing_index_is_missing(small: Corpus, settings: IndexSettings) -> None:
    with pytest.raises(IndexMissing, match="index build"):
        open_index(small, settings)
    assert index_state(small, settings).status == "missing"
    assert not settings.directory.exists()


def test_a_whole_index_is_current(small: Corpus, settings: IndexSettings, built: Manifest) -> None:
    state = index_state(small, settings, deep=True)
    assert (state.status, state.reason, state.manifest) == ("current", "", built)


def test_an_index_of_another_corpus_is_stale(
    corpus: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    changed = replace(corpus, expansions=(), digest="0" * 64)
    with pytest.raises(IndexStale, match="corpus"):
        open_index(changed, settings)
    assert index_state(changed, settings).status == "stale"


def test_an_index_of_another_model_is_stale(
    small: Corpus, settings: IndexSettings, built: Manifest, other_model: Path
) -> None:
    with pytest.raises(IndexStale, match="another embedding model"):
        open_index(small, replace(settings, model=str(other_model)))


def test_an_index_with_other_settings_is_stale(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    for changed in (
        replace(settings, passage_prefix="文書: "),
        replace(settings, record_scoring=LexicalSettings(b=0.1)),
    ):
        with pytest.raises(IndexStale, match="settings"):
            open_index(small, changed)


def test_an_index_with_other_tokens_is_stale(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    folder = layout.current_build(settings.directory)
    older = built.model_copy(update={"tokenizer": "sudachi 0.6.0 core 20200101"})
    write_manifest(older, folder)
    with pytest.raises(IndexStale, match="tokenizer"):
        open_index(small, settings)


def test_an_index_with_another_classifier_is_stale(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    folder = layout.current_build(settings.directory)
    write_manifest(built.model_copy(update={"classifier": "scikit-learn 0.1 code 0"}), folder)
    with pytest.raises(IndexStale, match="classifier"):
        open_index(small, settings)


def test_the_query_prefix_needs_no_new_index(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    assert index_state(small, replace(settings, query_prefix="質問: ")).status == "current"


def test_a_missing_model_is_named(
    small: Corpus, settings: IndexSettings, built: Manifest, tmp_path: Path
) -> None:
    with pytest.raises(ModelUnavailable, match="nowhere"):
        open_index(small, replace(settings, model=str(tmp_path / "nowhere")))


def a_file(pattern: str) -> Callable[[Path], Path]:
    return lambda folder: next(folder.glob(pattern))


FILES = {
    "manifest": a_file("manifest.json"),
    "passages": a_file("passages.jsonl"),
    "vectors": a_file("vectors.npy"),
    "passage words": a_file("bm25-passages/data.csc.index.npy"),
    "record words": a_file("bm25-records/vocab.index.json"),
    "classifier": a_file("classifier/weights.npy"),
    # Chroma itself would crash on, or silently answer over, a damaged graph.
    "graph": a_file("chroma/*/data_level0.bin"),
    "graph ids": a_file("chroma/*/index_metadata.pickle"),
}


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("harm", ["missing", "truncated", "one byte"])
def test_a_harmed_file_is_damage_before_anything_is_answered(
    small: Corpus, settings: IndexSettings, built: Manifest, what: str, harm: str
) -> None:
    path = FILES[what](layout.current_build(settings.directory))
    content = bytearray(path.read_bytes())
    if harm == "missing":
        path.unlink()
    elif harm == "truncated":
        path.write_bytes(content[: len(content) // 2])
    else:
        # A brace or quote of the JSON files, a sign or an exponent elsewhere.
        content[0] ^= 0x80
        path.write_bytes(content)
    with pytest.raises(IndexDamaged, match="index build"):
        open_index(small, settings)
    assert index_state(small, settings).status == "damaged"


def test_a_file_that_does_not_belong_is_damage(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    (layout.current_build(settings.directory) / "chroma" / "more.bin").write_bytes(b"x")
    with pytest.raises(IndexDamaged, match=r"more\.bin"):
        open_index(small, settings)


@pytest.mark.parametrize("harm", ["missing", "truncated", "emptied"])
def test_a_harmed_database_is_damage_on_a_deep_look_and_at_the_first_dense_search(
    small: Corpus, settings: IndexSettings, built: Manifest, harm: str
) -> None:
    path = layout.current_build(settings.directory) / "chroma" / "chroma.sqlite3"
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:20_000] if harm == "truncated" else b"")
    assert index_state(small, settings, deep=True).status == "damaged"
    with pytest.raises(IndexDamaged, match="index build"):
        open_index(small, settings).dense("人材", 5)


def test_a_store_with_fewer_vectors_than_the_manifest_says_is_damage(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    folder = layout.current_build(settings.directory)
    manifest = read_manifest(folder)
    write_manifest(manifest.model_copy(update={"vectors": manifest.vectors + 1}), folder)
    index = open_index(small, settings)
    with pytest.raises(IndexDamaged, match=f"{manifest.vectors} vectors"):
        index.warm()


def test_a_pointer_to_nothing_is_damage(
    small: Corpus, settings: IndexSettings, built: Manifest
) -> None:
    layout.pointer(settings.directory).write_text("../elsewhere\n")
    assert index_state(small, settings).status == "damaged"


def test_closing_twice_and_opening_again_is_fine(small: Corpus, small_index: IndexSettings) -> None:
    index = open_index(small, small_index)
    before = index.dense("人材", 3)
    index.close()
    index.close()
    assert index.dense("人材", 3) == before
    index.close()


def test_two_indexes_may_be_open_at_once(small: Corpus, small_index: IndexSettings) -> None:
    one, other = open_index(small, small_index), open_index(small, small_index)
    assert one.dense("人材", 3) == other.dense("人材", 3)
    one.close()
    assert len(other.dense("育成", 3)) == 3
    other.close()


def test_the_store_is_imported_only_when_needed() -> None:
    assert "chromadb" not in Path(reader.__file__).read_text(encoding="utf-8")
