import pytest

from assistant.verify.words import akin, put_plainly, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("built", "building"),
        ("led", "leads"),
        ("realise", "realizing"),
        ("behaviour", "behavior"),
        ("programme", "programs"),
        ("analyse", "analyzed"),
        ("explain", "explanations"),
        ("light", "lighter"),
    ],
)
def test_forms_and_spellings_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("effective", "effectiveness", True),
        ("finance", "financial", True),
        ("certain", "certified", False),
        ("project", "projector", False),
        ("train", "trainer", False),
        ("careful", "careless", False),
    ],
)
def test_words_of_one_root_are_akin_but_not_who_does_it_or_its_lack(
    one: str, other: str, related: bool
) -> None:
    assert akin(stem(one), stem(other)) is related


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("it isn't required", "it is not required"),
        ("recommended rather than required", "recommended  not  required"),
        ("unconstrained by custom", " not constrained by custom"),
        ("related", "related"),
        ("stress-free procedures", "without stress procedures"),
        ("without interruption", "continuously"),
        ("followed at all times", "followed always"),
    ],
)
def test_short_denials_are_put_plainly(text: str, plain: str) -> None:
    assert put_plainly(text) == plain
