"""Where retrieval decides: a case is answered by a skill, a value only where it stands."""

import pytest

from assistant.pipeline import Pipeline
from assistant.types import Status


@pytest.mark.parametrize(
    ("case", "record_id"),
    [
        (
            "取引先から名簿をメールで送ってほしいと頼まれました。何に気をつければいいですか",
            "skill/lv1/information-literacy",
        ),
        (
            "予約システムをいつ始めるかで、地元の団体どうしの意見が割れています。"
            "双方が納得できるところを探るのに役立つものは",
            "skill/lv3/collaboration",
        ),
    ],
)
def test_a_date_or_a_mail_told_in_passing_does_not_make_a_case_a_question_for_one(
    pipeline: Pipeline, case: str, record_id: str
) -> None:
    answer = pipeline.ask(case).answer
    assert answer.status is Status.ANSWERED
    assert record_id in {citation.record_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question", ["担当のメールアドレスは", "情報リテラシーの研修はいつありますか"]
)
def test_a_value_that_is_asked_for_and_not_held_stays_unanswered(
    pipeline: Pipeline, question: str
) -> None:
    assert pipeline.ask(question).answer.status is Status.NOT_IN_DOCUMENT


def test_a_statement_with_every_word_of_the_question_is_quoted_beside_a_silence_near_it(
    pipeline: Pipeline,
) -> None:
    answer = pipeline.ask("プロフェッショナルトラックに応募する要件").answer
    assert answer.status is Status.ANSWERED
    assert "rule/r11" in {citation.record_id for citation in answer.citations}
