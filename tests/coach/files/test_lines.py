"""Where lines may break."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.coach.files.lines import broken


def squares(piece: str) -> float:
    """As wide as its letters, Latin ones half."""
    return sum(0.5 if character.isascii() else 1 for character in piece)


def test_a_closing_mark_goes_with_the_letter_before_it() -> None:
    assert broken("あいうえお。か", 5, squares) == ["あいうえ", "お。か"]


def test_an_opening_mark_goes_with_the_letter_after_it() -> None:
    assert broken("あいうえ「おか」", 5, squares) == ["あいうえ", "「おか」"]


def test_a_marker_is_kept_whole_beside_what_it_follows() -> None:
    assert broken("あいうえお〔12〕か", 6, squares) == ["あいうえ", "お〔12〕か"]


def test_brackets_of_latin_text_stay_with_what_they_hold() -> None:
    assert broken("Name (あいう)", 3, squares) == ["Name", "(あい", "う)"]


def test_latin_words_are_kept_whole_unless_longer_than_a_line() -> None:
    assert broken("ああ abcdef", 4, squares) == ["ああ", "abcdef"]
    assert broken("abcdefgh", 2, squares) == ["abcd", "efgh"]


def test_line_breaks_of_the_text_stay() -> None:
    assert broken("あ\n\nい", 5, squares) == ["あ", "", "い"]


@given(st.text(alphabet="あ漢、。「」〔1〕ab c\n", max_size=60), st.integers(2, 9))
def test_no_letter_is_lost_or_added(plain: str, width: int) -> None:
    assert "".join(broken(plain, width, squares)).replace(" ", "") == plain.replace(
        " ", ""
    ).replace("\n", "")
