"""What the templates show, made from assessments, plans and answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from markupsafe import Markup

from assistant.answer.draft import Writer, marks
from assistant.answer.render import render
from assistant.coach.assessment import Assessment
from assistant.coach.cells import FACETS, Cell, Rater, Tally, by_facet, cells, raters, tally
from assistant.coach.gap import Gaps, Standing, every_recommended, find_gaps
from assistant.coach.plan import Plan
from assistant.types import Answer, Citation, Language
from assistant.web.links import source_link
from corpus import Corpus, Kind, Record

# The required skills of the role, or the recommended ones, which are an extra; as in addresses.
AskedAbout = Literal["skills", "recommended"]

_SHADES = 4
# A run of Japanese, from its first letter or opening bracket to its last.
_JAPANESE = re.compile(
    r"([\u300c\u300e\uff08]*[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"(?:[^A-Za-z\n〔]*[\u3001-\u3011\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60])?)"
)
_RADIUS = 100


@dataclass(frozen=True, slots=True)
class Square:
    """One field of a heat map.

    Attributes:
        shade: 0 (nothing left to learn) to 4 (everything); None when nothing is answered.
    """

    cell: Cell
    counted: Tally
    shade: int | None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One rater's answers by level (rows, the highest first) and facet."""

    rater: Rater
    rows: tuple[tuple[int, tuple[Square, ...]], ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar chart in a square from -150 to 150.

    Attributes:
        axes: The end of each axis and the name of its facet, in lines.
        shapes: Of each rater: the points of the outline, and those to mark.
        rows: The same as counts: facet, then met and answered of each rater.
    """

    axes: tuple[tuple[float, float, tuple[str, ...]], ...]
    shapes: tuple[tuple[Rater, str, tuple[tuple[float, float], ...]], ...]
    rows: tuple[tuple[str, tuple[Tally, ...]], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A quote below a text, and where it can be seen among its neighbours; empty if nowhere."""

    citation: Citation
    link: str

    @property
    def number(self) -> str:
        """As it stands in the marker."""
        return self.citation.marker.strip("〔〕")


class Views:
    """Views over one corpus in one language."""

    def __init__(self, corpus: Corpus, language: Language) -> None:
        """Name records in `language`."""
        self.corpus = corpus
        self.write = Writer(corpus, language)

    def name(self, record: Record) -> str:
        """How a record is called."""
        return self.write.name(record)

    def named(self, record: Record) -> Markup:
        """The same for a place where text is read, its Japanese marked as such."""
        return spoken(self.write.name(record), self.write.language)

    def facet(self, key: str) -> str:
        """How a facet is called."""
        return self.write.facet(key)

    def rule(self, record_id: str, field: str) -> Markup:
        """A rule of the text word by word, with a link to where it stands."""
        record = self.corpus.get(record_id)
        _, (citation,) = render([self.write.quote(record, field)], self.corpus.source)
        quoted = Markup('<span lang="ja">{}</span>').format(marks(citation.quote))
        link = source_link(citation, self.write.language)
        return quoted + marked(citation.marker, {citation.marker: link}, self.write.language)

    def place(self, skill: Record) -> str:
        """Where a skill stands in the text's lists: level and facet, or its category."""
        if skill.level is None:
            return self.write.group_name(Kind.CATEGORY, skill.group or "")
        return f"Lv.{skill.level} · {self.facet(skill.facet or '')}"

    def by_category(
        self, standings: Sequence[Standing]
    ) -> tuple[tuple[Record, tuple[tuple[int, Standing], ...]], ...]:
        """Recommended skills under their categories, each with its number from 1 among them all."""
        numbered = list(enumerate(standings, start=1))
        return tuple(
            (
                category,
                tuple((n, s) for n, s in numbered if f"category/{s.skill.group}" == category.id),
            )
            for category in self.corpus.of(Kind.CATEGORY)
        )

    @property
    def facets(self) -> tuple[str, ...]:
        """The names of the facets that have skills."""
        return tuple(map(self.write.facet, FACETS))

    def levels(self) -> tuple[Record, ...]:
        """The five levels, the first first."""
        return tuple(sorted(self.corpus.of(Kind.LEVEL), key=lambda level: level.level or 0))

    def level(self, level: int) -> str:
        """How a level is called."""
        return self.write.name(self.write.level(level))

    def quoted(self, skill: Record, field: str) -> str:
        """A quote of a skill word by word; empty when the text has none."""
        return skill.quote(field).text if skill.has(field) else ""

    def heat_maps(self, gaps: Gaps) -> tuple[HeatMap, ...]:
        """A heat map of each rater who has answered."""
        found = cells(gaps)
        maps = []
        for rater in raters(gaps):
            squares = [_square(cell, rater) for cell in found]
            width = len(FACETS)
            rows = [squares[i : i + width] for i in range(0, len(squares), width)]
            maps.append(HeatMap(rater, tuple((row[0].cell.level, tuple(row)) for row in rows)))
        return tuple(maps)

    def radar(self, gaps: Gaps) -> Radar:
        """The share that is met, by facet; nothing answered is drawn as nothing."""
        shown = raters(gaps)
        counts = {rater: by_facet(gaps, rater) for rater in shown}
        shapes = []
        for rater in shown:
            points = [
                _point(i, 1 - counted.left)
                for i, counted in enumerate(counts[rater].values())
                if counted.left is not None
            ]
            outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            shapes.append((rater, outline, tuple(points)))
        axes = tuple((*_point(i, 1.0), _lines(self.facet(key))) for i, key in enumerate(FACETS))
        rows = tuple((self.facet(f), tuple(counts[r][f] for r in shown)) for f in FACETS)
        return Radar(axes, tuple(shapes), rows)

    def sources(self, plan: Plan) -> tuple[Source, ...]:
        """Every quote of a plan; with a link as long as the text still has it at its place."""
        text = self.corpus.source.text
        return tuple(
            Source(
                citation,
                source_link(citation, self.write.language)
                if text[citation.start : citation.end] == citation.quote
                else "",
            )
            for citation in plan.citations
        )

    def answer(self, answer: Answer) -> Markup:
        """An answer line by line, its markers linked to their sources."""
        links = {c.marker: source_link(c, answer.language) for c in answer.citations}
        said = filter(str.strip, answer.text.split("\n"))
        lines = (marked(line, links, answer.language) for line in said)
        return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def to_answer(
    assessment: Assessment, corpus: Corpus, asked: AskedAbout = "skills"
) -> tuple[Standing, ...]:
    """The skills to answer about, in the order in which they are asked."""
    if asked == "recommended":
        return every_recommended(assessment, corpus)
    return find_gaps(assessment, corpus).required


def spoken(words: str, language: Language) -> Markup:
    """Text with its Japanese marked as such where the rest is not, for who hears it read."""
    if language == "ja":
        return Markup.escape(words)
    pieces = enumerate(_JAPANESE.split(words))
    said = (Markup('<span lang="ja">{}</span>').format(p) if n % 2 else p for n, p in pieces)
    return Markup("").join(said)


def marked(line: str, links: dict[str, str], language: Language) -> Markup:
    """A line with links in place of its markers; everything else is text."""
    pattern = "|".join(map(re.escape, links)) or r"(?!)"
    pieces = []
    for piece in re.split(f"({pattern})", line):
        if piece in links:
            new = Markup(' target="_blank"') if links[piece].startswith("/") else Markup("")
            pieces.append(
                Markup('<a class="marker" href="{}"{}>{}</a>').format(links[piece], new, piece)
            )
        else:
            pieces.append(spoken(piece, language))
    return Markup("").join(pieces)


def to_sources(line: str, citations: Sequence[Citation], language: Language) -> Markup:
    """A line of a plan whose markers lead to the list of sources on the same page."""
    links = {c.marker: f"#source-{c.marker.strip('〔〕')}" for c in citations}
    return marked(line, links, language)


def _square(cell: Cell, rater: Rater) -> Square:
    counted = tally(cell.standings, rater)
    shade = None if counted.left is None else round(counted.left * _SHADES)
    return Square(cell, counted, shade)


def _lines(name: str) -> tuple[str, ...]:
    """A name word by word, as there is little room beside a chart; "&" stays with its word."""
    return tuple(name.replace(" & ", " &\N{NO-BREAK SPACE}").split(" "))


def _point(place: int, share: float) -> tuple[float, float]:
    angle = 2 * pi * place / len(FACETS)
    return _RADIUS * share * sin(angle), -_RADIUS * share * cos(angle)
