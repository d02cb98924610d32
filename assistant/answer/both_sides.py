"""What the text says in two ways: both sides, each with its place."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.answer.ask import Ask
from assistant.answer.draft import Draft, Writer, answered
from assistant.messages import text
from assistant.types import Statement
from assistant.understand.query import Aspect
from corpus import Quote, Record

# Words that set two things against each other (「6月？それとも7月？」, "June or July").
_AGAINST = re.compile(
    r"どっち|どちら|両方|双方|別物|別の|別々|二つ|2つ|二通り|2通り|食い違|矛盾|ずれ|揃|そろ(?:っ|わ)|統一|混在"
    r"|混ざ|混じ|ばらばら|バラバラ|ばらつ|まちまち|同じ|一緒|それとも|なのに|一方|他方|表記|書き方|書き分け"
    r"|使い分け|呼び方|言い方|(?:だ|あ)ったり|付くのと|つくのと|と(?:書い|あ)[^。?]{1,40}(?:けど|が、|のに)"
    r"|(?:か|なん|なの|です)[?、。][^?]{1,40}(?:か|なん|なの|です)(?:\?|。|$)|ですか[^?]{1,20}ですか"
    r"|\bor\b|\bboth\b|inconsisten|contradict|mismatch|discrepan|\bsame\b|\bagree|\bmatch"
    r"|\bwhich one\b|\bvariant|\belsewhere\b|\bwhile\b|\bwhereas\b"
)
_MARKS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Something that the text says in two or more ways.

    Attributes:
        about: What a question about it says.
        unless: What a question says that means something else.
        marks: The differing words; two of them name the pair as well.
        sides: Records, each with the field of its quote, in the order to show.
    """

    about: re.Pattern[str]
    unless: re.Pattern[str] | None
    marks: tuple[re.Pattern[str], ...]
    sides: tuple[tuple[str, str], ...]

    def is_meant(self, words: str) -> bool:
        """Whether a question, folded and as written, is about the pair."""
        if self.unless and self.unless.search(words):
            return False
        marked = sum(bool(mark.search(words)) for mark in self.marks)
        return marked >= _MARKS or self.about.search(words) is not None


@cache
def load_pairs() -> tuple[Pair, ...]:
    """Read and compile `both_sides.toml`."""
    path = Path(__file__).with_name("both_sides.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Pair(
            re.compile(pair["about"]),
            re.compile(pair["unless"]) if "unless" in pair else None,
            tuple(re.compile(mark) for mark in pair["marks"]),
            tuple((record_id, field) for record_id, field in pair["sides"]),
        )
        for pair in data["pair"]
    )


def both_sides(ask: Ask) -> Draft | None:
    """Both spellings, dates, names or lists, where the question sets them against each other."""
    query, write = ask.query, ask.write
    words = f"{query.folded}\n{query.text.lower()}"
    if not (query.asks(Aspect.COMPARE, Aspect.SPELLING) or _AGAINST.search(words)):
        return None
    pairs = [pair for pair in load_pairs() if pair.is_meant(words)]
    sides = tuple(dict.fromkeys(side for pair in pairs for side in pair.sides))
    shown = [
        (record, record.quote(field)) for i, field in sides for record in [write.corpus.get(i)]
    ]
    about = [record for record, _ in shown]
    if not shown or any(thing not in about for thing in ask.named.things):
        return None
    lines = (_side(write, record, quote) for record, quote in shown)
    return answered(write.title("both_sides"), *lines, about=about)


def _side(write: Writer, record: Record, quote: Quote) -> Statement:
    place = write.corpus.source.heading_path(quote.line)[-1]
    lead = text("answer.side", write.language, place=place)
    return write.quote(record, quote.field, lead=lead)
