"""A plan as JSON; keys and their order are stable."""

from collections.abc import Iterable
from dataclasses import asdict

from assistant.answer.draft import Writer
from assistant.batch import Json
from assistant.coach.advice import training_items
from assistant.coach.gap import Standing
from assistant.coach.plan import Line, Plan
from corpus import Corpus


def plan_json(plan: Plan, corpus: Corpus) -> Json:
    """The whole plan.

    Every skill has the same keys in every list. `order` counts the gaps from 1 and is null
    elsewhere; `self` and `coach` are keys of the scale or null. A recommended skill has no level,
    facet, definition or example in the text. `wording` tells how a language model has taken part;
    it is null where none was asked.
    """
    write = Writer(corpus, plan.language)
    gaps = plan.gaps

    def skills(standings: Iterable[Standing]) -> list[Json]:
        return [_skill(write, standing, None) for standing in standings]

    return {
        "person": plan.assessment.person,
        "role_level": gaps.role_level,
        "gaps": [_skill(write, s, order) for order, s in enumerate(gaps.gaps, start=1)],
        "no_opportunity": skills(gaps.no_opportunity),
        "not_assessed": skills(gaps.not_assessed),
        "met": skills(gaps.met),
        "above_role": skills(gaps.above_role),
        "recommended": skills(gaps.recommended),
        "advice": [_line(line) for line in plan.advice],
        "notes": [_line(line) for line in plan.notes],
        "state": plan.state.value,
        "wording": asdict(plan.wording) if plan.wording else None,
    }


def _skill(write: Writer, standing: Standing, order: int | None) -> Json:
    skill, own, coach = standing.skill, standing.own, standing.coach
    quoted = {
        field: skill.quote(field).text if skill.has(field) else None
        for field in ("definition", "example")
    }
    items = training_items(write, skill) if skill.level else ()
    return {
        "skill_id": skill.id,
        "name": skill.name,
        "level": skill.level,
        "facet": skill.facet,
        "self": own.rating.value if own else None,
        "coach": coach.rating.value if coach else None,
        "self_evidence": own.evidence if own else "",
        "coach_evidence": coach.evidence if coach else "",
        "differs": standing.differs,
        **quoted,
        "training_items": [item.name for item in items],
        "order": order,
    }


def _line(line: Line) -> Json:
    return {
        "text": line.text,
        "citations": [asdict(citation) for citation in line.citations],
        "skill_id": line.skill_id or None,
        "author": line.author,
    }
