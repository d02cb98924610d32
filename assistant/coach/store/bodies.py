"""Plans as text for the database, and back: what was approved stays as it was, quotes included."""

import json
from dataclasses import asdict
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.coach.approval import State
from assistant.coach.assessment import Assessment, Rated
from assistant.coach.gap import find_gaps
from assistant.coach.plan import Author, Line, Plan, Wording, WordingProblem
from assistant.coach.scale import Rating
from assistant.types import Citation
from corpus import Corpus


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Citation(_Part):
    marker: str
    source_id: str
    record_id: str
    title: str
    heading_path: tuple[str, ...]
    start: int
    end: int
    quote: str


class _Line(_Part):
    text: str
    citations: tuple[_Citation, ...]
    skill_id: str
    author: Author


class _Rated(_Part):
    rating: Rating
    evidence: str


class _Wording(_Part):
    model: str
    prompt_sha256: str
    withheld: int
    unwritten: int
    problem: WordingProblem


class _Body(_Part):
    person: str
    role_level: int
    assessed_at: datetime | None
    own: dict[str, _Rated]
    coach: dict[str, _Rated]
    language: Literal["ja", "en"]
    advice: tuple[_Line, ...]
    notes: tuple[_Line, ...]
    wording: _Wording | None = None


def to_body(plan: Plan) -> str:
    """The plan with the answers that it was made from, as JSON."""
    assessment = plan.assessment
    return json.dumps(
        {
            "person": assessment.person,
            "role_level": assessment.role_level,
            "assessed_at": assessment.assessed_at and assessment.assessed_at.isoformat(),
            "own": {skill: asdict(rated) for skill, rated in assessment.own.items()},
            "coach": {skill: asdict(rated) for skill, rated in assessment.coach.items()},
            "language": plan.language,
            "advice": [asdict(line) for line in plan.advice],
            "notes": [asdict(line) for line in plan.notes],
            "wording": plan.wording and asdict(plan.wording),
        },
        ensure_ascii=False,
    )


def from_body(body: str, state: State, corpus: Corpus) -> Plan:
    """The plan that was stored."""
    read = _Body.model_validate_json(body)
    own, coach = (
        MappingProxyType({s: Rated(r.rating, r.evidence) for s, r in ratings.items()})
        for ratings in (read.own, read.coach)
    )
    assessment = Assessment(read.person, read.role_level, own, coach, read.assessed_at)
    return Plan(
        assessment,
        find_gaps(assessment, corpus),
        tuple(map(_line, read.advice)),
        tuple(map(_line, read.notes)),
        read.language,
        state,
        Wording(**read.wording.model_dump()) if read.wording else None,
    )


def _line(read: _Line) -> Line:
    citations = tuple(Citation(**citation.model_dump()) for citation in read.citations)
    return Line(read.text, citations, read.skill_id, read.author)
