"""Letters of names that the usual font lacks."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont, TTLibError
from matplotlib.font_manager import findSystemFonts
from pypdf import PdfReader

from assistant.coach.files.blocks import Content, Paragraph
from assistant.coach.files.font import MISSING, font_path
from assistant.coach.files.pdf import as_pdf
from assistant.coach.files.rare import StandIns

RARE = "𠮷"
FORM = "辻\U000e0100"


def somewhere(letter: str, paths: Iterable[str]) -> bool:
    for path in paths:
        try:
            with TTFont(path, lazy=True, fontNumber=0) as font:
                if ord(letter) in (font.getBestCmap() or {}):
                    return True
        except (TTLibError, OSError):
            continue
    return False


def known() -> frozenset[int]:
    with TTFont(font_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


def written(content: Content, *lines: str) -> PdfReader:
    """A file of these lines."""
    blocks = tuple(map(Paragraph, lines))
    return PdfReader(BytesIO(as_pdf(replace(content, blocks=blocks, sources=()))))


def fonts(reader: PdfReader) -> set[str]:
    found = reader.pages[0]["/Resources"]["/Font"].get_object().values()
    return {font.get_object()["/BaseFont"].split("+")[1] for font in found}


def test_variants_in_names_are_drawn_by_the_usual_font(content: Content) -> None:
    reader = written(content, "髙﨑德邉")
    assert "髙﨑德邉" in reader.pages[0].extract_text()
    assert fonts(reader) == {"IPAexGothic"}


def test_a_form_asked_for_by_a_selector_is_drawn_as_that_form(content: Content) -> None:
    reader = written(content, f"{FORM}花子")
    assert "辻花子" in reader.pages[0].extract_text().replace("\n", "")
    assert "Rare-8FBB-E0100" in fonts(reader)


def test_a_form_that_no_font_has_is_drawn_as_the_letter(content: Content) -> None:
    reader = written(content, "山\U000e01ef田")
    assert "山田" in reader.pages[0].extract_text()
    assert fonts(reader) == {"IPAexGothic"}


@pytest.mark.skipif(not somewhere(RARE, findSystemFonts()), reason="no font has this letter")
def test_a_letter_of_another_font_is_drawn_in_lines_that_fit_and_can_be_copied(
    content: Content,
) -> None:
    reader = written(content, f"{RARE}田", RARE * 100)
    shown = reader.pages[0].extract_text()
    assert f"{RARE}田" in shown
    assert MISSING not in shown
    assert shown.count(RARE) == 101
    assert max(line.count(RARE) for line in shown.split("\n")) < 60


def test_a_letter_outside_the_basic_plane_can_be_copied(content: Content) -> None:
    assert "𩸽" in written(content, "𩸽").pages[0].extract_text()


@pytest.mark.parametrize("letter", ["\ue000", "\U000f0000", "\U0001f600"])
def test_what_is_no_letter_anywhere_is_replaced_by_a_sign(letter: str) -> None:
    stand_ins = StandIns()
    assert stand_ins.put(f"甲{letter}乙\n丙", known()) == f"甲{MISSING}乙\n丙"
    assert stand_ins.drawn == {}


def test_one_text_draws_a_bounded_number_of_rare_letters() -> None:
    stand_ins = StandIns()
    forms = "".join(f"辻{chr(0xE0100 + n)}葛{chr(0xE0100 + n)}" for n in range(100))
    plain = stand_ins.put(forms, known())
    assert len(plain) == 200
    assert 0 < len(stand_ins.drawn) <= 32
