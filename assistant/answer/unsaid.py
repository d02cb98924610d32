"""Whether something holds of a thing that the text never speaks of (「再任用でも応募できますか」).

A statement that is near such a question does not answer it: what it is about is not in the text.
"""

import re
from dataclasses import replace

from assistant.answer.ask import Ask
from assistant.answer.contact import contact_line
from assistant.answer.draft import Draft
from assistant.types import Status
from assistant.understand.query import Query
from corpus import Kind
from corpus.folding import fold

# Whether one may, can, or is included.
_WHETHER = re.compile(
    r"(?:られ|でき|出来|なれ|もらえ|貰え|いただけ|入れ|使え|受けれ|取れ)(?:る|ます|ん|っと)[^。?]{0,6}(?:か|の|と|\?|$)"
    r"|(?:対象|範囲)(?:に|と|です|で|か|\?|$)|含ま(?:れ|る)|(?:入|該当し)(?:って|ります|てい)[^。?]{0,6}(?:か|の|\?|$)"
    r"|[てで]も(?:いい|よい|良い|大丈夫|構わ)|(?:届|来|送られ|配られ|知らされ)[^。?]{0,4}(?:か|の|\?|$)"
)
# The means: 「メールで届きますか」.
_BY = re.compile(
    r"(?P<noun>[\u30a1-\u30fa\u30fc\u3400-\u9fff々a-z0-9]{2,12})で(?=届|来(?:る|ま)|送(?:ら|っ)|配(?:ら|布)|知らさ|通知|見(?:られ|れ))"
)
# The one it is asked of: a noun, then a particle that sets it apart from others.
_ASKED_OF = re.compile(
    r"(?P<noun>[\u30a1-\u30fa\u30fc\u3400-\u9fff々a-z0-9・]{2,16})"
    r"(?:の(?:人|方|者|職員|私|自分|僕))?(?:でも|だと|も(?!し)|は|って|なら|、)"
)
_KINDS = frozenset({Kind.RULE, Kind.PROGRAMME})
# What the text says of certifications, of the track and of the expert holds for whom it names.
_GROUPS = frozenset({"certification", "track", "expert", "programmes"})
_KANJI_OR_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc\u3400-\u9fff]{2}|[a-z]{2}")


def with_what_is_unsaid(ask: Ask, draft: Draft) -> Draft:
    """The draft, said to be no answer, where it is asked of something that the text never names."""
    if draft.status is not Status.ANSWERED or ask.query.language != "ja":
        return draft
    about = [record for s in draft.statements for record, _ in s.evidence]
    if not about or any(
        record.kind not in _KINDS or (record.kind is Kind.RULE and record.group not in _GROUPS)
        for record in about
    ):
        return draft
    told = "\n".join(quote.text for s in draft.statements for _, quote in s.evidence)
    noun = noun_unsaid(ask.query, ask.write.corpus.source.text, told)
    if noun is None:
        return draft
    lines = (ask.write.title("unsaid", what=noun), ask.write.title("title_near"))
    return replace(
        draft,
        status=Status.NOT_IN_DOCUMENT,
        statements=(*lines, *draft.statements, contact_line(ask.write)),
    )


def noun_unsaid(query: Query, source: str, told: str) -> str | None:
    """The noun of which a question asks whether something holds, if the text never has it.

    Args:
        query: The question.
        source: The whole text.
        told: What would be quoted; a means (by mail) must stand there.
    """
    if not _WHETHER.search(query.folded):
        return None
    letters = list(query.folded)
    for start, end in (*((m.start, m.end) for m in query.mentions), *query.level_spans):
        letters[start:end] = "\u3000" * (end - start)
    masked = "".join(letters)
    for pattern, text in ((_ASKED_OF, fold(source)), (_BY, fold(told))):
        for match in pattern.finditer(masked):
            noun = match["noun"]
            own = any(word in noun for word in query.content)
            if own and _KANJI_OR_KATAKANA.search(noun) and noun not in text:
                return query.as_written(noun)
    return None
