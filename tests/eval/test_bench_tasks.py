"""What the benchmark asks is fixed."""

from eval.bench_tasks import SEARCHED, TASKS, WARM_UP, questions


def test_the_questions_are_sixty_different_ones() -> None:
    asked = questions()
    assert len(asked) == len(set(asked)) == 60
    assert all(question.strip() == question != "" for question in asked)


def test_what_is_asked_to_warm_up_is_not_in_the_list() -> None:
    assert not set(WARM_UP) & set(questions())


def test_each_side_is_built_and_asked() -> None:
    assert set(TASKS) == {
        *("build_assistant", "answer_warm"),
        *("build_baseline", "search_cold", "search_warm"),
    }
    assert SEARCHED in questions()
