"""A plan as blocks: charts first, then what to do next, what to talk about, and the rest."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assistant.answer.draft import Writer
from assistant.coach.approval import State
from assistant.coach.cells import FACETS, Rater, Tally, by_facet, cells, raters, tally
from assistant.coach.files.blocks import Block, Content, Grid, Heading, Paragraph, Picture
from assistant.coach.files.charts import heat_map, radar
from assistant.coach.files.symbols import symbol
from assistant.coach.gap import Standing
from assistant.coach.plan import Line, Plan
from assistant.coach.scale import Rating, rating_label
from assistant.coach.wording import wording_text
from assistant.messages import text
from corpus import Corpus


def content_of(plan: Plan, corpus: Corpus, *, dated: date) -> Content:
    """The blocks of a plan.

    Args:
        plan: The plan.
        corpus: Where its records are.
        dated: The date that stands on every page.
    """
    builder = _Builder(plan, corpus)
    state = builder.say(f"state_{plan.state}")
    return Content(
        title=builder.say("plan_title"),
        stamp=builder.say(
            "stamp", state=state, year=dated.year, month=f"{dated:%m}", day=f"{dated:%d}"
        ),
        approved=plan.state is State.APPROVED,
        dated=dated,
        language=plan.language,
        blocks=tuple(builder.blocks()),
        sources=plan.citations,
    )


class _Builder:
    def __init__(self, plan: Plan, corpus: Corpus) -> None:
        self._plan = plan
        self._write = Writer(corpus, plan.language)

    def say(self, key: str, **values: object) -> str:
        return text(f"coach.{key}", self._plan.language, **values)

    def blocks(self) -> Iterator[Block]:
        plan, gaps = self._plan, self._plan.gaps
        yield from self._top()
        yield Heading(self.say("map_title"))
        yield from self._heat_map()
        yield from self._radar()
        yield Heading(self.say("gaps_title"))
        yield Paragraph(self.say("gaps_lead" if gaps.gaps else "gaps_none"))
        for order, standing in enumerate(gaps.gaps, start=1):
            yield from self._gap(order, standing)
        talk = [line for line in plan.notes if line.skill_id]
        if talk:
            yield Heading(self.say("talk_title"))
            yield from self._bullets(talk)
        for key, standings in (
            ("no_opportunity", gaps.no_opportunity),
            ("not_assessed", gaps.not_assessed),
            ("met", gaps.met),
            ("above_role", gaps.above_role),
            ("recommended", gaps.recommended),
        ):
            if standings:
                yield Heading(self.say(f"{key}_title"))
                yield self._answers(standings)
        yield Heading(self.say("notes_title"))
        yield from self._bullets(line for line in plan.notes if not line.skill_id)

    def _top(self) -> Iterator[Block]:
        assessment = self._plan.assessment
        level = self._write.level(assessment.role_level)
        yield Paragraph(self.say("for_person", person=assessment.person))
        yield Paragraph(self.say("role", level=self._write.name(level)))
        notice = f"notice_{self._plan.state}"
        yield Paragraph(self.say(notice), tone="notice")
        if self._plan.wording:
            words = wording_text(self._plan.wording, self._plan.language)
            yield Paragraph(words, tone="small")

    def _heat_map(self) -> Iterator[Block]:
        gaps, language = self._plan.gaps, self._plan.language
        shown = raters(gaps)
        counted = self.say("alt_separator").join(
            self.say(
                "alt_cell",
                level=cell.level,
                facet=self._write.facet(cell.facet),
                counts=self._counts({rater: tally(cell.standings, rater) for rater in shown}),
            )
            for cell in cells(gaps)
        )
        alt = self.say("map_alt", cells=counted)
        yield Picture("heat-map", heat_map(gaps, self._write), alt, 1.0)
        yield Paragraph(
            self.say(
                "legend",
                symbols=self.say("legend_separator").join(
                    f"{symbol(rating)} {rating_label(rating, language)}"
                    for rating in (*Rating, None)
                ),
            ),
            tone="small",
        )
        labels = [self.say(f"rater_{rater}") for rater in shown]
        rows = []
        for cell in cells(gaps):
            for standing in cell.standings:
                answers = [self._answer(standing, rater) for rater in shown]
                place = f"Lv.{cell.level}", self._write.facet(cell.facet)
                rows.append((*place, self._write.name(standing.skill), *answers))
        answer_width = 0.48 / len(shown)
        yield Grid(
            (self.say("level"), self.say("facet"), self.say("skill"), *labels),
            tuple(rows),
            (0.08, 0.16, 0.28, *(answer_width for _ in shown)),
        )

    def _radar(self) -> Iterator[Block]:
        gaps = self._plan.gaps
        yield Heading(self.say("radar_title"))
        shown = raters(gaps)
        counts = {rater: by_facet(gaps, rater) for rater in shown}
        counted = self.say("alt_separator").join(
            self.say(
                "alt_facet",
                facet=self._write.facet(facet),
                counts=self._counts({rater: counts[rater][facet] for rater in shown}),
            )
            for facet in FACETS
        )
        alt = self.say("radar_alt", facets=counted)
        yield Picture("radar", radar(gaps, self._write), alt, 0.6)
        yield Paragraph(self.say("radar_lead"), tone="small")
        labels = [self.say("met_of", rater=self.say(f"rater_{rater}")) for rater in shown]
        rows = tuple(
            (
                self._write.facet(facet),
                *(f"{counts[r][facet].met} / {counts[r][facet].answered}" for r in shown),
                str(tally.required),
            )
            for facet, tally in counts["own"].items()
        )
        width = 0.55 / len(shown)
        yield Grid(
            (self.say("facet"), *labels, self.say("required")),
            rows,
            (0.25, *(width for _ in shown), 0.2),
        )

    def _counts(self, tallies: Mapping[Rater, Tally]) -> str:
        """What a chart shows of one place, in words."""
        return self.say("alt_counts_separator").join(
            self.say(
                "alt_counts" if tally.answered else "alt_unanswered",
                rater=self.say(f"rater_{rater}"),
                **({"met": tally.met, "answered": tally.answered} if tally.answered else {}),
            )
            for rater, tally in tallies.items()
        )

    def _gap(self, order: int, standing: Standing) -> Iterator[Block]:
        skill = standing.skill
        yield Heading(self.say("gap_title", order=order, name=self._write.name(skill)), depth=2)
        yield self._answers([standing], named=False)
        yield from self._bullets(line for line in self._plan.advice if line.skill_id == skill.id)

    def _answers(self, standings: Iterable[Standing], *, named: bool = True) -> Grid:
        """Both answers side by side, with what they rest on."""
        header = [self.say("skill")] if named else []
        header += [self.say("rater_own"), self.say("rater_coach")]
        rows = []
        for standing in standings:
            skill = standing.skill
            place = f"\nLv.{skill.level}" if skill.level else ""
            name = [self._write.name(skill) + place] if named else []
            coach = self._answer(standing, "coach", evidence=True)
            if standing.differs:
                coach = self.say("differs", answer=coach)
            rows.append((*name, self._answer(standing, "own", evidence=True), coach))
        widths = (0.3, 0.35, 0.35) if named else (0.5, 0.5)
        return Grid(tuple(header), tuple(rows), widths)

    def _answer(self, standing: Standing, rater: str, *, evidence: bool = False) -> str:
        rated = standing.own if rater == "own" else standing.coach
        rating = rated.rating if rated else None
        answer = f"{symbol(rating)} {rating_label(rating, self._plan.language)}"
        if evidence and rated and rated.evidence:
            answer += "\n" + self.say("evidence", evidence=rated.evidence)
        return answer

    def _bullets(self, lines: Iterable[Line]) -> Iterator[Paragraph]:
        for line in lines:
            whose = line.author
            shown = line.text if whose == "text" else self.say(f"{whose}_words", line=line.text)
            yield Paragraph(shown, line.citations, bullet=True)
