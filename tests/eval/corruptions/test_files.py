"""The true sentences and those written wrong by hand are sound, many and varied."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus import Corpus, Kind
from eval.corruptions.errors import SuiteError
from eval.corruptions.files import SUITE_DIR, load_true, load_wrong, problems
from eval.corruptions.types import Case, CorruptionKind, Style, SuiteSplit

STATED = set(Kind) - {Kind.SILENCE, Kind.OUTSIDE}


def written(folder: Path, *lines: dict[str, object]) -> Path:
    (folder / "true").mkdir()
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "true" / "some.jsonl").write_text(text, encoding="utf-8")
    return folder


LINE: dict[str, object] = {
    "id": "some-0001",
    "language": "ja",
    "split": "dev",
    "text": "説明力はLv.1の必須スキルです〔1〕。",
    "evidence": ["skill/lv1/explanation#name"],
    "style": "close",
}


def test_every_true_sentence_has_its_markers_in_range_and_its_quotes_exact(
    true: tuple[Case, ...],
) -> None:
    assert {case.id: problems(case) for case in true if problems(case)} == {}


def test_there_are_enough_true_sentences_in_both_languages_and_splits(
    true: tuple[Case, ...],
) -> None:
    assert len(true) >= 1600
    english = sum(case.language == "en" for case in true)
    assert 0.18 <= english / len(true) <= 0.3
    dev = sum(case.split is SuiteSplit.DEV for case in true)
    assert 0.45 <= dev / len(true) <= 0.55


def test_most_true_sentences_are_written_one_by_one(true: tuple[Case, ...]) -> None:
    styles = Counter(case.style for case in true)
    assert styles[Style.FRAME] <= len(true) / 3
    assert len(true) - styles[Style.FRAME] >= 1000
    assert (styles[Style.FREE] + styles[Style.TRANSLATED]) / len(true) >= 0.2


def test_no_text_stands_twice(true: tuple[Case, ...]) -> None:
    texts = Counter(case.text for case in true)
    assert [text for text, count in texts.items() if count > 1] == []


def test_every_record_that_the_text_states_in_a_table_is_cited(
    true: tuple[Case, ...], corpus: Corpus
) -> None:
    cited = {record.id for case in true for record, _ in case.evidence}
    topics = {record.id for record in corpus.of(Kind.TOPIC)}
    stated = {one.id for one in corpus.records.values() if one.kind in STATED}
    assert stated - cited - topics == set()


def test_a_set_phrase_of_one_split_is_not_in_the_other(
    true: tuple[Case, ...], corpus: Corpus
) -> None:
    frames = [case for case in true if case.style is Style.FRAME]
    phrases: dict[str, set[SuiteSplit]] = {}
    for case in frames:
        record, quote = case.evidence[0]
        facets = [one for facet in corpus.of(Kind.FACET) for one in (facet.name_en, facet.name)]
        text = case.text
        for name in (record.name_en, record.name, *facets):
            text = text.replace(name, "…")
        if quote.field == "name":
            phrases.setdefault(text, set()).add(case.split)
    assert len({text.replace("Lv.", "") for text in phrases}) >= 12
    assert [text for text, splits in phrases.items() if len(splits) > 1] == []


def test_sentences_written_wrong_by_hand_are_in_most_kinds_and_both_splits(
    corpus: Corpus,
) -> None:
    by_hand = load_wrong(corpus)
    kinds = Counter(case.kind for case in by_hand)
    assert set(CorruptionKind) - set(kinds) <= {
        # Nothing about these is harder by hand.
        CorruptionKind.CITATION_OUT_OF_RANGE,
        CorruptionKind.NAME_MISTRANSLATED,
    }
    assert {case.split for case in by_hand} == set(SuiteSplit)
    assert all(case.corrupted for case in by_hand)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"evidence": ["skill/lv1/explanation#nothing"]}, "not in the corpus"),
        ({"evidence": ["skill/lv9/nothing#name"]}, "not in the corpus"),
        ({"style": "poem"}, "line 1"),
        ({"extra": 1}, "line 1"),
        ({"evidence": []}, "line 1"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_by_its_place(
    change: dict[str, object], said: str, corpus: Corpus, tmp_path: Path
) -> None:
    with pytest.raises(SuiteError, match=said):
        load_true(corpus, directory=written(tmp_path, {**LINE, **change}))


def test_an_id_that_occurs_twice_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="occurs twice"):
        load_true(corpus, directory=written(tmp_path, LINE, LINE))


def test_a_suite_without_sentences_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="no true sentences"):
        load_true(corpus, directory=tmp_path)


def test_a_wrong_sentence_that_is_not_in_its_text_is_refused(
    corpus: Corpus, tmp_path: Path
) -> None:
    line = json.loads((SUITE_DIR / "hard.jsonl").read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "hard.jsonl").write_text(json.dumps({**line, "wrong": [4]}), encoding="utf-8")
    with pytest.raises(SuiteError, match="no sentence 4"):
        load_wrong(corpus, directory=tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("説明力はLv.1です。", "no marker"),
        ("説明力はLv.1です〔2〕。", "markers"),
        ("説明力は「相手の理解度に合わせて説明する力」です〔1〕。", "not in what is cited"),
    ],
)
def test_an_unsound_sentence_is_found(text: str, problem: str, make_case: object) -> None:
    case = make_case(text, "skill/lv1/explanation#definition")  # type: ignore[operator]
    assert any(problem in one for one in problems(case))
