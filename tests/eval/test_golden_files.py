"""The golden questions are sound, and the validator notices when they are not."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from corpus import Corpus, Kind
from eval.golden_files import GOLDEN_DIR, GoldenError, golden_lines, load_golden, problems
from eval.golden_types import GoldenQuestion, QuestionKind, Split
from index.tokenizer import content_words

QUESTION: dict[str, Any] = {
    "id": "D001",
    "kind": "direct",
    "split": "dev",
    "language": "ja",
    "turns": [{"ask": "説明力とは", "expect": {"status": ["answered"], "max_chars": 400}}],
}


def question(**expect: Any) -> GoldenQuestion:
    turn = {"ask": "説明力とは", "expect": {"status": ["answered"], "max_chars": 400, **expect}}
    return GoldenQuestion.model_validate_json(json.dumps({**QUESTION, "turns": [turn]}))


def everything() -> list[GoldenQuestion]:
    return [one for split in Split for one in load_golden(split)]


@pytest.mark.parametrize("split", list(Split))
def test_every_golden_question_is_borne_out_by_the_source(split: Split, corpus: Corpus) -> None:
    questions = load_golden(split)
    found = {one.id: problems(one, corpus) for one in questions}
    assert questions
    assert {key: value for key, value in found.items() if value} == {}


def test_no_conversation_is_asked_twice() -> None:
    asked = Counter(tuple(turn.ask for turn in one.turns) for one in everything())
    assert [turns for turns, times in asked.items() if times > 1] == []


@pytest.mark.parametrize(
    ("expect", "complaint"),
    [
        ({"names": ["skill/lv9/nothing"]}, "no record skill/lv9/nothing"),
        ({"cites": [["rule/r1", "rule/r99"]]}, "no record rule/r99"),
        ({"quotes": [[{"line": 309, "text": "定義：相手を打ち負かす力。"}]]}, "line 309 does not"),
        ({"quotes": [[{"line": 308, "text": "説明力"}]]}, "line 308 does not"),
        ({"quotes": [[{"line": 9999, "text": "説明力"}]]}, "line 9999 does not"),
        ({"must": [["説明力"]], "must_not": ["説明"]}, "forbidden"),
    ],
)
def test_a_claim_that_the_source_does_not_hold_is_found(
    expect: dict[str, Any], complaint: str, corpus: Corpus
) -> None:
    assert any(complaint in problem for problem in problems(question(**expect), corpus))


def test_a_sound_question_has_no_problems(corpus: Corpus) -> None:
    sound = question(
        must=[["説明力"]],
        names=["skill/lv1/explanation"],
        quotes=[
            [{"line": 309, "text": "定義：相手の理解度に合わせ、わかりやすく正確に説明する力。"}]
        ],
    )
    assert problems(sound, corpus) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"split": "test"}, "does not belong"),
        ({"id": "T001"}, "does not belong"),
        ({"kind": "riddle"}, "line 1"),
        ({"answer": "?"}, "line 1"),
        ({"turns": [{"ask": "説明力とは"}]}, "expects nothing"),
        ({"turns": []}, "line 1"),
    ],
)
def test_a_malformed_line_is_refused(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps({**QUESTION, **change}), encoding="utf-8")
    with pytest.raises(GoldenError, match=message):
        load_golden(Split.DEV, directory=tmp_path)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    line = json.dumps(QUESTION)
    (tmp_path / "dev.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldenError, match="occurs twice"):
        load_golden(Split.DEV, directory=tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match=r"dev\.jsonl"):
        load_golden(Split.DEV, directory=tmp_path)


def test_the_lines_are_those_of_the_file_by_id() -> None:
    lines = golden_lines(Split.EXAMPLES)
    assert list(lines) == [one.id for one in load_golden(Split.EXAMPLES)]
    assert b"".join(lines.values()) == (GOLDEN_DIR / "examples.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("name", "fits"),
    [("D001", True), ("D1001", True), ("D01", False), ("D10001", False), ("X001", False)],
)
def test_an_id_is_a_letter_and_three_or_four_digits(name: str, fits: bool) -> None:
    content = json.dumps({**QUESTION, "id": name})
    if fits:
        assert GoldenQuestion.model_validate_json(content).id == name
    else:
        with pytest.raises(ValidationError):
            GoldenQuestion.model_validate_json(content)


def test_the_rule_who_may_look_at_which_split_is_written_down() -> None:
    assert "test.jsonl" in (GOLDEN_DIR / "README.md").read_text(encoding="utf-8")


# Words without a topic, which any two Japanese sentences may share.
TOPICLESS = {"力", "人", "月", "頃", "物", "為", "市"}


def test_a_japanese_paraphrase_shares_no_content_word_with_what_answers_it(corpus: Corpus) -> None:
    shared: dict[str, set[str]] = {}
    for one in (*load_golden(Split.DEV), *load_golden(Split.TEST)):
        expect = one.turns[-1].expect
        if one.kind is QuestionKind.PARAPHRASE and one.language == "ja" and expect is not None:
            answer = [quote.text for group in expect.quotes for quote in group]
            answer += [corpus.get(record_id).name for record_id in expect.names]
            words = set(content_words(one.turns[-1].ask)) & set(content_words(" ".join(answer)))
            shared[one.id] = words - TOPICLESS
    assert len(shared) >= 140
    assert {key: words for key, words in shared.items() if words} == {}


class TestCoverage:
    """The golden questions reach everything that the text states."""

    def test_there_are_enough_of_every_sort(self) -> None:
        questions = everything()
        kinds = Counter(one.kind for one in questions)
        statuses = Counter(
            one.turns[-1].expect.status[0] for one in questions if one.turns[-1].expect
        )
        assert len(questions) >= 600
        assert sum(one.language == "en" for one in questions) >= 60
        assert statuses["not_in_document"] >= 80
        assert set(kinds) == set(QuestionKind)

    @pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.SILENCE, Kind.OUTSIDE)])
    def test_every_record_kind_is_asked_for(self, kind: Kind, corpus: Corpus) -> None:
        assert wanted_records(corpus) & {record.id for record in corpus.of(kind)}

    @pytest.mark.parametrize(
        "kind",
        [
            Kind.LEVEL,
            Kind.FACET,
            Kind.ROLE_CELL,
            Kind.AXIS,
            Kind.LAYER,
            Kind.REQUIRED_SKILL,
            Kind.RECOMMENDED_SKILL,
            Kind.TRAINING_ITEM,
            Kind.PROGRAMME,
            Kind.RULE,
        ],
    )
    def test_every_record_of_the_framework_is_asked_for(self, kind: Kind, corpus: Corpus) -> None:
        missing = {record.id for record in corpus.of(kind)} - wanted_records(corpus)
        assert missing == set()

    @pytest.mark.parametrize("kind", [Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM])
    @pytest.mark.parametrize("level", range(1, 6))
    def test_every_level_list_is_asked_for_whole(
        self, kind: Kind, level: int, corpus: Corpus
    ) -> None:
        assert {record.id for record in corpus.of(kind, level=level)} in exact_lists()

    @pytest.mark.parametrize("kind", [Kind.REQUIRED_SKILL, Kind.TRAINING_ITEM])
    def test_every_facet_cell_is_asked_for_whole(self, kind: Kind, corpus: Corpus) -> None:
        cells = {
            frozenset(record.id for record in corpus.of(kind, level=level, facet=facet))
            for level in range(1, 6)
            for facet in corpus.facets
        }
        missing = cells - {frozenset()} - set(exact_lists())
        assert missing == set()


def exact_lists() -> set[frozenset[str]]:
    """The sets of records that some question wants named, no more and no less."""
    return {
        frozenset(turn.expect.names)
        for one in everything()
        for turn in one.turns
        if turn.expect is not None
    }


def wanted_records(corpus: Corpus) -> set[str]:
    """Records that some question wants named, cited or quoted."""
    wanted: set[str] = set()
    quoted: set[tuple[int, str]] = set()
    for one in everything():
        for turn in one.turns:
            if turn.expect is not None:
                wanted.update(turn.expect.names)
                wanted.update(i for group in turn.expect.cites for i in group)
                quoted.update((q.line, q.text) for group in turn.expect.quotes for q in group)
    wanted |= {
        record.id
        for record in corpus.records.values()
        for quote in record.quotes
        if (quote.line, quote.text) in quoted
    }
    return wanted
