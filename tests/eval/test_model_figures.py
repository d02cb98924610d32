"""What a language model did over a run."""

from assistant.types import Tokens, Verdict
from eval.model_figures import model_figures_of
from eval.runner import Outcome
from tests.eval.conftest import AnswerMaker, QuestionMaker

PROMPT = "a" * 64


def test_answers_for_which_no_model_was_asked_give_no_figures(
    make_answer: AnswerMaker, make_question: QuestionMaker
) -> None:
    outcome = Outcome(make_question(["answered"]), (make_answer("あ"),), ())
    assert model_figures_of([outcome]) is None


def test_what_was_shown_withheld_and_read_is_summed_over_the_answers(
    make_answer: AnswerMaker, make_question: QuestionMaker
) -> None:
    three = tuple(Verdict(str(number), number > 0) for number in range(3))
    written = make_answer(
        "あ", model="m", prompt_sha256=PROMPT, verdicts=three, withheld=1, tokens=Tokens(10, 4)
    )
    fell_back = make_answer("い", prompt_sha256=PROMPT, withheld=2, tokens=Tokens(5, None))
    untouched = make_answer("う")
    question = make_question(["answered"])
    figures = model_figures_of(
        [Outcome(question, (written, untouched), ()), Outcome(question, (fell_back,), ())]
    )
    assert figures is not None
    assert figures.name == "m"
    assert figures.asked == 2
    assert (figures.shown.right, figures.shown.of) == (1, 2)
    # The sentences of the answer that fell back are not among those that a reader misses.
    assert (figures.withheld.right, figures.withheld.of) == (1, 3)
    assert (figures.read, figures.written) == (15, 4)
