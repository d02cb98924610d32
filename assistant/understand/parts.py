"""Several things asked in one sentence (「Lv.3の役割と育成項目」): the parts, each complete."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.types import Language
from assistant.understand.carry import is_placed, names_things
from assistant.understand.query import Aspect, Query, Subject
from corpus import Corpus, Kind

Read = Callable[[str, Language], Query]

# Between nouns: a comma or と after a particle or a verb goes on with the sentence.
_JOINT = re.compile(
    r"(?<=[^\u3041-\u3096\s])\s?(?:(?:(?<!何)と|と(?=何))、?(?=[^\s。?])(?!は|も|か|のこと|あ[りる]|[書言思述名呼読]|して|いう|いった|な[るっ]|ともに|共に|同じ|似|比べ)"
    r"|、|及び|および|並びに|ならびに|それに|かつ|や(?![りるっめす])|&|\+)"
    r"|で、|(?<=〓)・|・(?=〓)|(?<=[\w\s])\b(?:and|plus|as well as)\b"
    # A second action goes on with the description (keeping it on time and handing out the parts).
    r"(?!\s+\w+ing (?:the|a|an|it|them|others|people|out|up|down|on|off|over|my|our|your|their)\b)"
)
_QUESTION_WORD = re.compile(r"何|なん|どの|どれ|どこ|いつ|誰|だれ|いくつ")
# What follows a comma and points back goes on about the same.
_POINTING_BACK = re.compile(
    r"\s*(?:あれ|それ|これ(?!ま)|どれ|どう|どっち|どちら|何|なに|つまり|すなわち|例えば|たとえば|全部|すべて|両方)"
)
_RELATED = re.compile(r"関係|関連|\brelat")
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|\"[^\"]*\"|“[^”]*”")
# Stands for a letter of a name: no particle, no blank.
_MASK = "〓"
# One answer about all of it says more than answers about the parts.
_TOGETHER = (
    Aspect.COMPARE, Aspect.ORDER, Aspect.RELATION, Aspect.SPELLING, Aspect.MEMBER,
    Aspect.ADDED, Aspect.WEAK,
)  # fmt: skip
# What is asked of a thing or a place, rather than how it is worded.
_ASKING = frozenset(
    {Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_LEVEL, Aspect.WHICH_FACET, Aspect.COUNT,
     Aspect.LIST, Aspect.CERTIFY}
)  # fmt: skip
# What a single required skill is asked; one answer gives several of them.
_OF_A_THING = frozenset({Aspect.DEFINITION, Aspect.EXAMPLE, Aspect.WHICH_LEVEL, Aspect.WHICH_FACET})
_STATEMENTS = frozenset({Kind.TOPIC, Kind.FACT, Kind.RULE})
# A part with more words of its own describes something; a joint inside a description parts nothing.
_MOST_OWN_WORDS = 3
_MOST_PARTS = 4
# A text with more joints tells or lists something; reading each stretch of it would take long.
_MOST_JOINTS = 12


def parts_of(query: Query, read: Read, corpus: Corpus) -> tuple[Query, ...]:
    """The parts of a question that asks for several unlike things; empty when it asks for one.

    A part that lacks a place, a thing or a request takes it from its neighbour: 「Lv.3の役割と育成
    項目」 asks for the items of Lv.3 as well.

    Args:
        query: The whole question.
        read: Reads a part by itself.
        corpus: The records that mentions name.
    """
    if query.asks(*_TOGETHER) or _RELATED.search(query.folded):
        return ()
    parts = [read(piece, query.language) for piece in _pieces(query, read)]
    if not 2 <= len(parts) <= _MOST_PARTS:
        return ()
    if any(len(part.content) > _MOST_OWN_WORDS and not part.attributes for part in parts):
        return ()
    if len({_signature(part, corpus) for part in parts}) < 2 or _one_thing(parts, corpus):
        return ()
    completed = tuple(_completed(parts, place) for place in range(len(parts)))
    return completed if len({_signature(part, corpus) for part in completed}) > 1 else ()


def _pieces(query: Query, read: Read) -> Iterator[str]:
    """The stretches between joints; one that asks nothing by itself stays with what follows."""
    folded = query.folded
    letters = list(folded)
    spans = [match.span() for match in _QUOTED.finditer(folded)]
    spans += [(mention.start, mention.end) for mention in query.mentions]
    spans += list(query.level_spans)
    for start, end in spans:
        letters[start:end] = _MASK * (end - start)
    masked = "".join(letters)
    begin = 0
    joints = [(joint.start(), joint.end()) for joint in _JOINT.finditer(masked)]
    if len(joints) > _MOST_JOINTS:
        return
    for here, (end, after) in enumerate(joints):
        until = joints[here + 1][0] if here + 1 < len(joints) else len(folded)
        joint = folded[end:after]
        if joint == "で、" and not _QUESTION_WORD.search(folded[begin:end]):
            continue
        part = read(folded[begin:end], query.language)
        following = read(folded[after:until], query.language)
        if joint[0] == "、" and (_POINTING_BACK.match(folded, after) or _is_about(following, part)):
            continue
        if _narrows(following, part):
            continue
        if _says_something(part, following):
            yield folded[begin:end].strip()
            begin = after
    if rest := folded[begin:].strip():
        yield rest


def _is_about(following: Query, part: Query) -> bool:
    """「ローコード、製品どれ」「Lv.2の育成項目、いくつある」: a topic, then what is asked of it."""
    if following.mentions or is_placed(following) or following.topics:
        return False
    bare = not (_kinds(following) or following.attributes or following.content)
    # 「Lv.2の研修、ぜんぶで何時間かかりますか」: a value asked of what the part only names.
    names = not (part.aspects - {Aspect.CERTIFY} or part.attributes)
    value = bool(following.attributes and _QUESTION_WORD.search(following.folded))
    return not _asks(part) or bare or (names and value and not _kinds(following))


def _narrows(following: Query, part: Query) -> bool:
    """「Lv.3の育成項目、思考・認識だけ」: only a place, of a sort that the part leaves open."""
    if following.mentions or following.attributes or _kinds(following):
        return False
    slots = [
        (other, one)
        for other, one in (
            (following.levels, part.levels),
            (following.facets, part.facets),
            (following.layers, part.layers),
        )
        if other
    ]
    return bool(slots) and not any(one for _, one in slots)


def _says_something(part: Query, following: Query) -> bool:
    """Whether a stretch is a part: a place alone only narrows what follows."""
    if _asks(part) or part.mentions or part.topics or (part.content and is_placed(part)):
        return True
    slots = [
        (one, other)
        for one, other in (
            (part.levels, following.levels),
            (part.facets, following.facets),
            (part.layers, following.layers),
        )
        if one
    ]
    return bool(slots) and all(other for _, other in slots)


def _asks(part: Query) -> bool:
    return bool(_kinds(part) or part.aspects & _ASKING or part.attributes)


def _kinds(part: Query) -> set[Subject]:
    """Kinds of thing named; levels and facets are places before they are things."""
    return {*part.subjects} - {Subject.LEVEL, Subject.FACET}


def _entities(part: Query) -> bool:
    return bool(part.mentions or is_placed(part) or part.topics)


def _signature(part: Query, corpus: Corpus) -> tuple[object, ...]:
    """What sort of thing a part asks; parts of one signature make one list."""
    kinds = frozenset(corpus.get(i).kind for m in part.mentions for i in m.record_ids)
    return (
        part.subject,
        part.aspects & _ASKING,
        part.attributes,
        kinds if not kinds & _STATEMENTS else frozenset(part.mentions),
        is_placed(part) and part.levels,
        part.facets,
        part.content,
    )


def _one_thing(parts: list[Query], corpus: Corpus) -> bool:
    """Whether all but one part only ask something more of the thing named in one of them."""
    named = [part for part in parts if _names_thing(part, corpus)]
    others = [part for part in parts if not _names_thing(part, corpus)]
    return len(named) == 1 and all(
        part.aspects & _OF_A_THING and not (part.attributes or is_placed(part)) for part in others
    )


def _names_thing(part: Query, corpus: Corpus) -> bool:
    kinds = {corpus.get(i).kind for mention in part.mentions for i in mention.record_ids}
    return bool(kinds - _STATEMENTS)


def _completed(parts: list[Query], place: int) -> Query:
    """A part with what it leaves to its neighbours to say."""
    part, before, after = parts[place], parts[:place][::-1], parts[place + 1 :]
    if part.asks(Aspect.SAME, Aspect.HIGHER, Aspect.LOWER) and not names_things(part):
        named = next((o for o in (*before, *after) if names_things(o)), part)
        part = replace(part, mentions=named.mentions)
    whole = is_placed(part) or names_things(part)
    if not whole and (part.subject or not (part.topics or part.content)):
        part = _with_subject_matter(part, (*before, *after))
    if not part.aspects & _ASKING and (part.subject or not (part.attributes or part.content)):
        part = _with_request(part, (*after, *before) if part.language == "ja" else before)
    return part


def _with_subject_matter(part: Query, nearest: Sequence[Query]) -> Query:
    """「育成項目は」 beside 「Lv.3の役割」: the place, or the thing, that the neighbour names."""
    if donor := next((other for other in nearest if is_placed(other)), None):
        return replace(
            part,
            levels=donor.levels,
            facets=donor.facets,
            layers=donor.layers,
            all_levels=donor.all_levels,
        )
    if donor := next((other for other in nearest if _entities(other)), None):
        things = donor.mentions if names_things(donor) else part.mentions
        standalone = f"{donor.standalone} {part.standalone}"
        return replace(part, standalone=standalone, mentions=things, topics=donor.topics)
    return part


def _with_request(part: Query, nearest: Sequence[Query]) -> Query:
    """「トラックと」 beside 「エキスパートの条件は」: what the neighbour asks."""
    if part.subject:
        # A kind of thing is a request itself; only how much of it is asked carries over.
        counted = any(Aspect.COUNT in other.aspects for other in nearest)
        return replace(part, aspects=part.aspects | {Aspect.COUNT}) if counted else part
    donor = next((other for other in nearest if _asks(other) or other.content), None)
    if donor is None:
        return part
    return replace(
        part,
        standalone=f"{part.standalone} {_without_names(donor)}",
        subject=donor.subject,
        subjects=donor.subjects,
        aspects=part.aspects | donor.aspects,
        attributes=donor.attributes,
        content=donor.content,
    )


def _without_names(part: Query) -> str:
    letters = list(part.folded)
    for mention in part.mentions:
        letters[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(letters).strip()
