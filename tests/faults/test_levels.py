"""Levels in every spelling are understood; those that there are not are asked about again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.types import Status
from corpus import Kind
from tests.cli.conftest import Run, data_dir, environment, run
from tests.faults.city import City

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.pipeline import Pipeline

__all__ = ["data_dir", "environment", "run"]

SKILLS = "の必須スキルは？"
NO_LEVEL = ["6", "0", "-1", "+1", "１", "三", "3.0", "1e0", " 1", "Lv.3", "", "1" * 400, "٣", "³"]


@pytest.mark.parametrize(
    "level", ["Lv．３", "Lv3", "ＬＶ．３", "レベル三", "レベル３", "lv 3", "LV.三", "れべる3"]
)
def test_a_level_is_understood_however_it_is_written(pipeline: Pipeline, level: str) -> None:
    plain, odd = (pipeline.ask(f"{one}{SKILLS}").answer for one in ("Lv.3", level))
    assert odd.status is Status.ANSWERED
    assert odd.text == plain.text


@pytest.mark.parametrize(
    "level", ["Lv6", "Lv.６", "レベル六", "Lv.-1", "レベル-1", "Lv.0", "Lv.99"]
)
def test_a_level_that_there_is_not_gets_no_list(pipeline: Pipeline, level: str) -> None:
    answer = pipeline.ask(f"{level}{SKILLS}").answer
    assert "Lv.5" in answer.text
    listed = [skill.name for skill in pipeline.corpus.of(Kind.REQUIRED_SKILL)]
    assert [name for name in listed if name in answer.text] == []


def test_a_bare_number_is_taken_for_the_level_last_asked_for(city: City) -> None:
    with city.somebody().chat() as conversation:
        conversation.ask("Lv.2の必須スキルは？")
        assert "批判的思考" in conversation.ask("三は？").texts[0]
        for wrong in ("Lv6は？", "-1は？"):
            assert "批判的思考" not in conversation.ask(wrong).texts[0]


@pytest.mark.parametrize("level", NO_LEVEL)
def test_the_form_for_the_role_asks_again_and_keeps_nothing(city: City, level: str) -> None:
    staff = city.somebody()
    staff.get("/consent")
    staff.post("/consent", confirm="yes")
    staff.get("/role")
    before = city.rows()
    response = staff.post("/role", level=level)
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert len(set(_choices(response.text))) == 5
    assert city.rows() == before


def _choices(page: str) -> list[str]:
    return [value for value in "12345" if f'value="{value}"' in page]


@pytest.mark.parametrize(
    "level", [6, 0, -1, 3.5, True, None, "3", "三", "Lv．３", [3], {"level": 3}, 10**30]
)
def test_a_file_of_answers_with_another_level_is_refused_with_the_choices(
    run: Run, tmp_path: Path, level: object
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"person": "職員", "role_level": level}), encoding="utf-8")
    for command in (("gap",), ("draft", "--out", str(tmp_path / "plan"))):
        done = run("coach", *command, "--in", str(answers))
        assert (done.code, done.out) == (1, "")
        assert "role_level" in done.err
    assert not (tmp_path / "plan").exists()
