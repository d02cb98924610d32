"""The shipped model: small, safe to load, the same in both readers, and sensible about Japanese."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from model2vec import StaticModel
from safetensors import safe_open

FOLDER = Path(__file__).resolve().parents[2] / "index" / "model"
LIMIT_BYTES = 20_000_000
TEXTS = [
    "DX人材に必要なスキルは何ですか？",
    "窓口のオンライン予約を導入し、市民の待ち時間を減らす。",
    "Lv.3の人材は各職場でDXを企画・実行する。",
    "What is digital transformation?",
    "ﾌﾟﾛｼﾞｪｸﾄ　マネジメント",
    "北九州市の" * 800,
    "😀",
    "",
]

Vectors = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def model() -> StaticModel:
    """The shipped model in the reader that needs no torch."""
    return StaticModel.from_pretrained(FOLDER)


def encode(model: StaticModel, texts: list[str]) -> Vectors:
    return np.asarray(model.encode(texts, use_multiprocessing=False), dtype=np.float32)


def cosine(model: StaticModel, first: str, second: str) -> float:
    one, other = encode(model, [first, second])
    return float(one @ other)


def test_folder_stays_under_20_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < LIMIT_BYTES


def test_folder_holds_nothing_that_runs_code_when_loaded() -> None:
    kinds = {path.suffix for path in FOLDER.rglob("*") if path.is_file()}
    assert kinds <= {".safetensors", ".json", ".md", ".txt", ""}
    assert [path.name for path in FOLDER.rglob("*.safetensors")] == ["model.safetensors"]


def test_modules_are_standard_ones() -> None:
    text = (FOLDER / "modules.json").read_text(encoding="utf-8")
    assert text.count('"type"') == 2
    assert "sentence_transformers.models.StaticEmbedding" in text
    assert "sentence_transformers.models.Normalize" in text


def test_every_piece_has_one_row_and_the_unknown_piece_is_zero(model: StaticModel) -> None:
    with safe_open(FOLDER / "model.safetensors", framework="numpy") as tensors:
        rows, scales = tensors.get_tensor("embeddings"), tensors.get_tensor("weights")
    assert len(rows) == len(scales) == model.tokenizer.get_vocab_size()
    assert model.tokenizer.token_to_id("[UNK]") == 0
    assert not rows[0].any()


def test_sentence_transformers_offline_gives_the_same_vectors(
    model: StaticModel, tmp_path: Path
) -> None:
    """In a process of its own: torch is not to be loaded into the other tests."""
    texts, vectors = tmp_path / "texts.txt", tmp_path / "vectors.npy"
    texts.write_text("\n".join(TEXTS), encoding="utf-8")
    script = (
        "import sys, numpy, pathlib\n"
        "from sentence_transformers import SentenceTransformer\n"
        "folder, texts, vectors = sys.argv[1:]\n"
        "lines = pathlib.Path(texts).read_text(encoding='utf-8').split('\\n')\n"
        "numpy.save(vectors, SentenceTransformer(folder, device='cpu').encode(lines))\n"
    )
    environment = {"HF_HUB_OFFLINE": "1", "HOME": str(tmp_path), "PATH": ""}
    subprocess.run(
        [sys.executable, "-c", script, str(FOLDER), str(texts), str(vectors)],
        env=environment,
        check=True,
    )
    theirs = np.load(vectors)
    ours = encode(model, TEXTS)
    known = np.linalg.norm(ours, axis=1) > 0
    # The emoji and the empty text hold nothing that the model knows.
    assert known.tolist() == [True] * 6 + [False] * 2
    assert not theirs[~known].any()
    np.testing.assert_allclose((ours[known] * theirs[known]).sum(axis=1), 1.0, atol=1e-5)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_same_text_gives_same_vector_in_any_company(model: StaticModel) -> None:
    together = encode(model, TEXTS)
    again = encode(StaticModel.from_pretrained(FOLDER), TEXTS)
    np.testing.assert_array_equal(together, again)
    alone = encode(model, [TEXTS[0]])[0]
    np.testing.assert_allclose(alone, together[0], atol=1e-6)


def test_width_case_and_punctuation_do_not_matter(model: StaticModel) -> None:
    assert cosine(model, "ＤＸ人材！", "dx人材") == pytest.approx(1.0, abs=1e-5)
    assert cosine(model, "ﾌﾟﾛｼﾞｪｸﾄ", "プロジェクト") == pytest.approx(1.0, abs=1e-5)


def test_pieces_do_not_cross_a_change_of_script(model: StaticModel) -> None:
    """Without the cut a Unigram model learns phrases such as 「各職場でdxを」 as one piece."""
    pieces = model.tokenizer.encode("各職場でDXを企画する").tokens
    assert "".join(pieces) == "各職場でdxを企画する"
    assert "dx" in pieces
    assert "で" in pieces


@pytest.mark.parametrize(
    ("text", "related", "unrelated"),
    [
        ("人材育成", "部下を育てる", "費用を払う"),
        ("住民", "市民", "飛行機"),
        ("人財", "人材", "天気"),
        ("問題解決", "課題を解消する", "昼食を食べる"),
        ("会議", "ミーティング", "天気"),
        ("業務改善", "仕事の効率化", "海の生き物"),
        ("デジタルトランスフォーメーション", "DX", "温泉"),
        ("どんな能力が必要ですか", "求められるスキル", "開催された日付"),
        ("犬が公園を走っている", "公園で犬が駆けています", "女性が台所で料理をしている"),
    ],
)
def test_related_texts_are_closer_than_unrelated_ones(
    model: StaticModel, text: str, related: str, unrelated: str
) -> None:
    assert cosine(model, text, related) > cosine(model, text, unrelated) + 0.1
