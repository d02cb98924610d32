"""`assistant coach …`: the gap of an assessment, and a draft of advice as files."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.table import Table

from assistant.batch import dumps
from assistant.cli.session import Session, UsageProblem
from assistant.coach.as_json import plan_json
from assistant.coach.draft import Drafter
from assistant.coach.files.symbols import symbol
from assistant.coach.files.write import Format, write_plan
from assistant.coach.gap import Standing
from assistant.coach.plan import Plan
from assistant.coach.reading import MAX_BYTES, read_assessment
from assistant.coach.scale import rating_label
from assistant.coach.skill_names import SkillNames
from assistant.messages import text
from corpus import Corpus, load_corpus


def gap_command(session: Session, source: Path | None, *, as_json: bool) -> None:
    """Print what is left to learn.

    Raises:
        UsageProblem: No file is named.
        AppError: The assessment cannot be taken.
    """
    corpus = load_corpus()
    plan = _plan(session, source, corpus)
    if as_json:
        sys.stdout.buffer.write(dumps(plan_json(plan, corpus)) + b"\n")
    else:
        _show(session, plan, corpus)


def draft_command(session: Session, source: Path | None, folder: Path | None, formats: str) -> None:
    """Write a draft of advice into a folder and print the names of its files.

    Raises:
        UsageProblem: A file, the folder or a format is not named or not known.
        AppError: The assessment cannot be taken.
        OSError: The folder cannot be written.
    """
    if folder is None:
        raise UsageProblem(session.text("coach_needs_out"))
    wanted = _formats(session, formats)
    corpus = load_corpus()
    plan = _plan(session, source, corpus)
    dated = datetime.now(UTC).astimezone().date()
    for path in write_plan(plan, corpus, folder, wanted, dated=dated):
        session.say(str(path))
    session.note(session.text("coach_is_draft"))


def _plan(session: Session, source: Path | None, corpus: Corpus) -> Plan:
    if source is None:
        raise UsageProblem(session.text("coach_needs_in"))
    if source == Path("-"):
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with source.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    assessment = read_assessment(content, SkillNames.of(corpus), session.language)
    return Drafter(corpus).draft(assessment, session.language)


def _formats(session: Session, given: str) -> Sequence[Format]:
    names = [name.strip().lower() for name in given.split(",")]
    unknown = [name for name in names if name not in set(Format)]
    if unknown:
        raise UsageProblem(
            session.text("coach_unknown_format", name=unknown[0], known=", ".join(Format))
        )
    return [Format(name) for name in names]


def _show(session: Session, plan: Plan, corpus: Corpus) -> None:
    gaps = plan.gaps
    session.say(session.text("coach_heading", person=plan.assessment.person, level=gaps.role_level))
    for key, standings in (
        ("gaps", gaps.gaps),
        ("no_opportunity", gaps.no_opportunity),
        ("not_assessed", gaps.not_assessed),
        ("met", gaps.met),
        ("above_role", gaps.above_role),
        ("recommended", gaps.recommended),
    ):
        if standings or key == "gaps":
            _show_skills(session, key, standings, corpus)
    talk = [line for line in plan.notes if line.skill_id]
    if talk:
        session.say("")
        session.say(text("coach.talk_title", session.language), style="bold")
    for line in talk:
        session.say(f"- {_without_markers(line.text, [c.marker for c in line.citations])}")
    session.say("")
    session.say(session.text("coach_own_scale"), style="dim")
    session.say(session.text("coach_next"), style="dim")


def _show_skills(session: Session, key: str, standings: Sequence[Standing], corpus: Corpus) -> None:
    language = session.language
    session.say("")
    session.say(text(f"coach.{key}_title", language), style="bold")
    if not standings:
        session.say(text("coach.gaps_none", language))
        return
    table = Table()
    for column in ("skill", "level", "facet", "rater_own", "rater_coach"):
        # Nothing is cut off where the terminal is narrow.
        table.add_column(text(f"coach.{column}", language), overflow="fold")
    for standing in standings:
        skill = standing.skill
        facet = corpus.facets[skill.facet] if skill.facet else None
        name, facet_name = (
            "" if r is None else r.name if language == "ja" else r.name_en for r in (skill, facet)
        )
        answers = [
            f"{symbol(rating)} {rating_label(rating, language)}"
            for rated in (standing.own, standing.coach)
            for rating in [rated.rating if rated else None]
        ]
        if standing.differs:
            answers[1] = text("coach.differs", language, answer=answers[1])
        level = f"Lv.{skill.level}" if skill.level else ""
        table.add_row(name, level, facet_name, *answers)
    session.out.print(table)


def _without_markers(line: str, markers: Sequence[str]) -> str:
    for marker in markers:
        line = line.replace(marker, "")
    return line
