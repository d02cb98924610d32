"""Reading an assessment from JSON, strictly.

The file is `{"person": str, "role_level": 1-5, "self": {SKILL: {"rating": KEY, "evidence": str}},
"coach": {…the same…}}`. SKILL is an id, a name or an alias; `evidence`, `self` and `coach` may be
left out. What is wrong is said with the field and what could stand there.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from assistant.coach.assessment import LEVELS, Assessment, Rated, readable
from assistant.coach.scale import Rating
from assistant.coach.skill_names import SkillNames
from assistant.errors import AssessmentError
from assistant.messages import text
from assistant.types import Language
from corpus.folding import clean

# All skills with the longest notes from both sides fit several times over.
MAX_BYTES = 2 * 1024 * 1024
MAX_NAME = 200
MAX_EVIDENCE = 4000


def _name(value: str) -> str:
    cleaned = clean(value)
    if not cleaned:
        raise ValueError("blank")
    return cleaned


class _Rated(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    rating: str
    evidence: Annotated[str, Field(max_length=MAX_EVIDENCE), AfterValidator(readable)] = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    person: Annotated[str, Field(max_length=MAX_NAME), AfterValidator(_name)]
    role_level: int
    own: Annotated[dict[str, _Rated], Field(alias="self")] = {}
    coach: dict[str, _Rated] = {}


class _KeyTwice(ValueError):
    """One object of the JSON holds a key twice."""


def read_assessment(content: bytes, names: SkillNames, language: Language) -> Assessment:
    """The assessment that a JSON file holds.

    Args:
        content: The file, UTF-8, with or without a byte order mark.
        names: The skills that may be rated.
        language: Of the words in which an error is told.

    Raises:
        AssessmentError: It cannot be taken; the message names the field and the choices.
    """
    problem = _Problem(language)
    if len(content) > MAX_BYTES:
        raise problem.of("too_large", limit=MAX_BYTES)
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except _KeyTwice as error:
        raise problem.of("key_twice", name=error.args[0]) from error
    # Deep nesting is the one thing that the parser cannot take and does not call a ValueError.
    except (ValueError, RecursionError) as error:
        raise problem.of("not_json", reason=error) from error
    try:
        file = _File.model_validate(value)
    except ValidationError as error:
        raise problem.explained(error) from error
    if file.role_level not in LEVELS:
        raise problem.choice("role_level", str(file.role_level), map(str, LEVELS))
    return Assessment(
        file.person,
        file.role_level,
        own=_ratings("self", file.own, names, problem),
        coach=_ratings("coach", file.coach, names, problem),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _KeyTwice(key)
        found[key] = value
    return found


def _ratings(
    field: str, given: Mapping[str, _Rated], names: SkillNames, problem: "_Problem"
) -> dict[str, Rated]:
    ratings: dict[str, Rated] = {}
    called: dict[str, str] = {}
    for name, rated in given.items():
        skills = names.find(name)
        if len(skills) != 1:
            key = "ambiguous_skill" if skills else "unknown_skill"
            near = (f"{s.name} ({s.id})" for s in skills or names.near(name))
            raise problem.skill(key, field, name, near)
        skill = skills[0]
        if skill.id in ratings:
            raise problem.of(
                "skill_twice", field=field, first=called[skill.id], second=name, skill=skill.name
            )
        if rated.rating not in set(Rating):
            raise problem.choice(f"{field}.{name}.rating", rated.rating, Rating)
        ratings[skill.id] = Rated(Rating(rated.rating), rated.evidence)
        called[skill.id] = name
    return ratings


class _Problem:
    """Words what is wrong with a file."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def of(self, key: str, **values: object) -> AssessmentError:
        return AssessmentError(
            text(f"coach.{key}", self._language, **values),
            fix=text("coach.assessment_fix", self._language),
        )

    def choice(self, field: str, value: str, choices: Iterable[str]) -> AssessmentError:
        return self.of("not_a_choice", field=field, value=value, choices=", ".join(choices))

    def skill(self, key: str, field: str, name: str, near: Iterable[str]) -> AssessmentError:
        listed = ", ".join(near)
        fix = (
            text("coach.near_skills", self._language, near=listed)
            if listed
            else text("coach.no_near_skills", self._language)
        )
        return AssessmentError(
            text(f"coach.{key}", self._language, field=field, name=name), fix=fix
        )

    def explained(self, error: ValidationError) -> AssessmentError:
        """The first thing wrong, by the field where it is."""
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "-"
        key = {
            "missing": "field_missing",
            "extra_forbidden": "field_unknown",
            "string_too_long": "field_long",
            "value_error": "field_blank",
            "string_unicode": "field_unreadable",
        }.get(first["type"], "field_wrong")
        values: dict[str, object] = {"field": field}
        if key == "field_unknown":
            inner = len(first["loc"]) > 1
            known = _Rated.model_fields if inner else ("person", "role_level", "self", "coach")
            values["known"] = ", ".join(known)
        if key == "field_long":
            values["limit"] = first["ctx"]["max_length"]
        if key == "field_wrong":
            values["wanted"] = text(f"coach.wanted_{_wanted(first['type'])}", self._language)
        return self.of(key, **values)


def _wanted(kind: str) -> str:
    return kind.split("_")[0] if kind.split("_")[0] in ("string", "int") else "object"
