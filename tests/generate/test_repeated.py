"""Sentences that repeat the composer's."""

from assistant.generate.repeated import accept_repeated
from assistant.types import Verdict
from assistant.verify.sentences import split

CONFIRMED = """全体で3項目です。〔1〕〔2〕
【上】
・甲〔1〕
【下】
・乙〔2〕"""


def supported(written: str) -> list[bool]:
    """Which sentences are accepted when the verifier has refused all."""
    verdicts = [Verdict(one.plain, False, "no") for one in split(written)]
    return [verdict.supported for verdict in accept_repeated(written, verdicts, CONFIRMED)]


def test_the_composers_lines_are_accepted_as_they_stand() -> None:
    assert supported(CONFIRMED) == [True] * 5


def test_a_sentence_is_accepted_only_with_the_composers_own_markers() -> None:
    assert supported("全体で3項目です。〔1〕") == [False]
    assert supported("全体で3項目です。〔2〕〔1〕") == [True]
    assert supported("全体で3項目です。") == [False]


def test_a_sentence_in_other_words_is_not() -> None:
    assert supported("全体で4項目です。〔1〕〔2〕") == [False]


def test_a_title_over_something_else_is_not() -> None:
    assert supported("【上】\n・乙〔2〕") == [False, True]
    assert supported("【下】\n・甲〔1〕\n【上】\n・乙〔2〕") == [False, True, False, True]
    assert supported("【上】") == [False]


def test_what_the_verifier_has_accepted_stays_so() -> None:
    verdicts = (Verdict("別の文です。", True),)
    assert accept_repeated("別の文です。〔1〕", verdicts, CONFIRMED) == verdicts
