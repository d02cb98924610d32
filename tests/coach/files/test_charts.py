"""The charts: real pictures in the Japanese font, told apart without colour."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib import colormaps
from matplotlib.image import imread

from assistant.answer.draft import Writer
from assistant.coach.assessment import Assessment
from assistant.coach.files.charts import heat_map, radar
from assistant.coach.files.font import font_path
from assistant.coach.files.symbols import symbol
from assistant.coach.gap import find_gaps
from assistant.coach.scale import Rating
from assistant.messages import LANGUAGES
from assistant.types import Language
from tests.coach.assessments import CORPUS, MIXED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role_level", [1, 3, 5])
def test_every_role_can_be_drawn_with_one_rater_or_two(role_level: int, language: Language) -> None:
    write = Writer(CORPUS, language)
    for coach in ({}, MIXED.coach):
        gaps = find_gaps(Assessment("職員", role_level, own=MIXED.own, coach=coach), CORPUS)
        for draw in (heat_map, radar):
            # A letter that the font lacks would be a warning, which is an error here.
            picture = imread(BytesIO(draw(gaps, write)))
            assert min(picture.shape[:2]) > 200


def test_an_assessment_without_answers_can_be_drawn() -> None:
    gaps = find_gaps(Assessment("職員", 5), CORPUS)
    assert heat_map(gaps, Writer(CORPUS, "ja")).startswith(b"\x89PNG")
    assert radar(gaps, Writer(CORPUS, "ja")).startswith(b"\x89PNG")


def test_the_colours_darken_evenly_in_grey() -> None:
    colours = np.array([colormaps["cividis_r"](share)[:3] for share in np.linspace(0, 1, 20)])
    grey = colours @ np.array([0.2126, 0.7152, 0.0722])
    assert (np.diff(grey) < 0).all()


def test_every_rating_has_a_sign_of_its_own() -> None:
    assert len({symbol(rating) for rating in (*Rating, None)}) == len(Rating) + 1


def test_the_font_is_there() -> None:
    assert font_path().read_bytes()[:4] == b"\x00\x01\x00\x00"
