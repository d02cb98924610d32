"""Prompt files, and how strict they are."""

import hashlib
import re
from pathlib import Path

import pytest

from assistant.errors import PromptError
from assistant.generate.prompts import PROMPTS, load_prompt
from assistant.messages import LANGUAGES

NAMES = sorted({path.name.split(".")[0] for path in PROMPTS.glob("*.md")})
WHOLE = """+++
id = "small"
language = "en"
variables = ["name"]
+++

# System

Be brief.

# User

Greet {{name}}.
"""


def written(folder: Path, content: str) -> Path:
    (folder / "small.en.md").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_is_there_in_both_languages_with_the_same_variables(name: str) -> None:
    variables = {load_prompt(name, language).variables for language in LANGUAGES}
    assert len(variables) == 1


def test_the_prompts_are_for_answers_follow_ups_advice_and_the_look_over_the_set_up() -> None:
    assert NAMES == ["advice", "answer", "check", "rewrite"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_is_rendered_whole_and_names_its_file(name: str, language: str) -> None:
    template = load_prompt(name, language)  # type: ignore[arg-type]
    values = {variable: f"<{variable}>" for variable in template.variables}
    prompt = template.render(**values)
    assert all(value in prompt.system + prompt.user for value in values.values())
    assert not re.search(r"\{\{|\}\}", prompt.system + prompt.user)
    content = (PROMPTS / f"{name}.{language}.md").read_bytes()
    assert prompt.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("values", [{}, {"name": "a", "other": "b"}, {"other": "b"}])
def test_a_value_too_few_or_too_many_is_refused(tmp_path: Path, values: dict[str, str]) -> None:
    template = load_prompt("small", "en", folder=written(tmp_path, WHOLE))
    with pytest.raises(PromptError, match="wants"):
        template.render(**values)


def test_what_looks_like_a_variable_in_a_value_stays_as_it_is(tmp_path: Path) -> None:
    template = load_prompt("small", "en", folder=written(tmp_path, WHOLE))
    assert template.render(name="{{name}}\n# User").user == "Greet {{name}}\n# User."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('variables = ["name"]', "variables = []"),
        ('variables = ["name"]', 'variables = ["name", "other"]'),
        ('variables = ["name"]', 'variables = ["name"]\nextra = 1'),
        ('variables = ["name"]', 'variables = "name"'),
        ('variables = ["name"]\n', ""),
        ('id = "small"', 'id = "other"'),
        ('id = "small"', "id = small"),
        ('language = "en"', 'language = "ja"'),
        ('language = "en"', 'language = "fr"'),
        ("# User\n", ""),
        ("# System\n", ""),
        ("+++", ""),
    ],
)
def test_a_file_that_is_not_as_it_says_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in WHOLE
    with pytest.raises(PromptError, match="small"):
        load_prompt("small", "en", folder=written(tmp_path, WHOLE.replace(old, new)))


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="cannot read"):
        load_prompt("small", "en", folder=tmp_path)
    (tmp_path / "small.en.md").write_bytes(b"\xff\xfe")
    with pytest.raises(PromptError, match="cannot read"):
        load_prompt("small", "en", folder=tmp_path)
