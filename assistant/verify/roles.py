"""Who does what to whom: as the evidence has it.

「市民の声を市役所全体に共有する」 and 「市役所の声を市民に共有する」 have the same words. Where
the evidence gives a part (by whom, to whom, whose) to one and a claim gives it to another, and
either of them has another part on the other side, the two were exchanged.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.types import Language
from assistant.verify.lexicon import lexicon
from assistant.verify.thesaurus import substitutes
from assistant.verify.words import Word, english_words, stem, words
from corpus.folding import fold

# A part is one in what the next so many words of meaning say.
_REACH = 2
_QUOTED = re.compile(r"「[^「」]*」")
_SENTENCES = re.compile(r"[。!?;；\n]|\.(?=\s|$)")
# A preposition is of what stands within so many words after it.
_BEFORE = 4
_GAP = 3
# "Citizens have in common" tells nothing that they do.
_PASSIVES = {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", ","}
_JOINING = {"and", "or", "the", "both", ","}
_PREPOSITIONS = {
    *("in", "on", "at", "through", "via", "about", "across", "into", "over", "between", "among"),
    *("within", "during", "against", "without", "as", "than", "throughout"),
}
_HALL = re.compile(r"city (?=hall)|members? of (?:the )?(?=staff)")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*|,")
_PASSIVE = re.compile(r"(?:さ)?(?:れ|られ)|し?(?:やす|にく)")
_STAFF = {"職員", "staff"}
_DOERS = {"by", "does"}
_OF_NOUNS = {"whose", "for"}
# A relative clause ends in so many words before whom it is about.
_RELATIVE = 3
_DOING = {"為る", "出来る", "致す", "頂く", "為さる"}


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody with the part that a sentence gives them.

    Attributes:
        who: A person or body, by the first word of its line in the lexicon.
        case: `by`, `to`, `for`, `from`, `with`, `object`, `whose`; `does` where a clause before
            them may say what they do.
        what: What it is a part in: the next words of meaning, in English those around.
    """

    who: str
    case: str
    what: frozenset[str]


def exchanged(claim: str, evidence: Iterable[str], language: Language) -> str:
    """Who has a part in the claim that in the evidence another has; empty when nobody.

    Args:
        claim: Without markers.
        evidence: The cited texts, in English their renderings.
        language: Of both.
    """
    said = [one for one in parts(claim, language) if one.case != "does"]
    if not said:
        return ""
    texts = tuple(evidence)
    there = [part for text in texts for part in parts(text, language)]
    return _ousting(said, there, language) or next(
        (f"{one.who} ({one.case})" for one in said if _undoing(one, there, texts, language)), ""
    )


def _ousting(said: Sequence[Part], there: Sequence[Part], language: Language) -> str:
    """Who has, in a claim, the part of another who is somewhere else in it, or was there."""
    for part in said:
        same = [one for one in there if one.case == part.case]
        alike = _in_the_same(part, same, language)
        if not alike or any(one.who == part.who for one in alike):
            continue
        for ousted in {one.who for one in alike}:
            told = [one for one in said if one.case == part.case]
            kept = any(one.who == ousted for one in _in_the_same(part, told, language))
            elsewhere = any(one.who == ousted for one in said) or any(
                one.who == part.who for one in there
            )
            if elsewhere and not kept:
                return f"{part.who} ({part.case})"
    return ""


def _undoing(part: Part, there: Sequence[Part], texts: Sequence[str], language: Language) -> bool:
    """Whether somebody does, in a claim, what the evidence has done to them or by nobody named.

    Who does what the evidence tells without naming them is its staff.
    """
    if part.case != "by" or part.who in _STAFF:
        return False
    own = [one for one in there if one.who == part.who]
    met = [one for one in own if _meet(part, one, language)]
    if met:
        return all(one.case in ("to", "object") for one in met)
    if language == "en" or not own:
        return False
    told = {word.lemma for text in texts for word in words(text)}
    return not part.what.isdisjoint(told) and all(one.case not in _DOERS for one in own)


def _in_the_same(part: Part, others: Sequence[Part], language: Language) -> list[Part]:
    """Those who have a part in the same thing: by the same words, else by words for them."""
    exactly = [one for one in others if not one.what.isdisjoint(part.what)]
    return exactly or [one for one in others if _meet(part, one, language)]


def _meet(one: Part, other: Part, language: Language) -> bool:
    """Whether two parts are in the same thing."""
    if not one.what.isdisjoint(other.what):
        return True
    return any(not other.what.isdisjoint(substitutes(word, language)) for word in one.what) or any(
        not one.what.isdisjoint(substitutes(word, language)) for word in other.what
    )


@lru_cache(maxsize=1024)
def parts(text: str, language: Language) -> tuple[Part, ...]:
    """The persons and bodies of a text with their parts, in order."""
    reading = _of_english if language == "en" else _of_japanese
    return tuple(
        part
        for sentence in _SENTENCES.split(_QUOTED.sub("", fold(text)))
        if sentence
        for part in reading(sentence)
    )


def _of_japanese(sentence: str) -> Iterator[Part]:
    """Parts of a Japanese sentence; those told in a row (市民や事業者に) have one together."""
    waiting: list[str] = []
    for match in _actors("ja").finditer(sentence):
        who = lexicon().actors.ja[match[0]]
        # 「窓口を訪れた市民」: they may be who does it.
        clause = [
            one for one in words(sentence[: match.start()])[-_RELATIVE:] if one.part == "動詞"
        ]
        if clause:
            yield Part(who, "does", frozenset(one.lemma for one in clause))
        after = lexicon().actors.trailing.match(sentence, match.end())
        end = after.end() if after else match.end()
        case = next(
            (
                (name, found.end())
                for name, pattern in lexicon().actors.cases.items()
                if (found := pattern.match(sentence, end))
            ),
            None,
        )
        if case is None:
            row = lexicon().actors.row.match(sentence, end)
            waiting = [*waiting, who] if row else []
            continue
        name, begin = case
        what, passive = _governed(words(sentence[begin:]), nouns=name in _OF_NOUNS)
        for one in (*waiting, who):
            yield Part(one, _turned(name, passive), what)
        waiting = []


@cache
def _actors(language: Language) -> re.Pattern[str]:
    actors = lexicon().actors.ja if language == "ja" else lexicon().actors.en
    longest_first = sorted(actors, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)))


def _governed(rest: Sequence[Word], *, nouns: bool) -> tuple[frozenset[str], bool]:
    """The next words of meaning, nouns only where asked for, and whether they are passive."""
    found: list[str] = []
    passive = False
    for place, word in enumerate(rest):
        if not word.says_something or word.surface in lexicon().actors.ja:
            continue
        if nouns or word.part == "動詞" or (word.acts and _acts(rest, place)):
            found.append(word.lemma)
            ending = "".join(one.surface for one in rest[place + 1 : place + 4])
            passive |= len(found) == 1 and bool(_PASSIVE.match(ending))
        if len(found) == _REACH:
            break
    return frozenset(found), passive and not nouns


def _acts(rest: Sequence[Word], place: int) -> bool:
    """Whether a noun that could act does: 「共有する」, 「報告・連絡」, 「支援を行う」."""
    word, following = rest[place], rest[place + 1 : place + 3]
    if not following or following[0].start > word.start + len(word.surface):
        return True
    if following[0].surface == "を" and len(following) > 1:
        return following[1].lemma in lexicon().japanese.light
    return following[0].lemma in _DOING


def _turned(case: str, passive: bool) -> str:
    """The case that somebody has in the active voice."""
    return "object" if passive and case == "by" else case


def _of_english(sentence: str) -> Iterator[Part]:
    read = _WORD.findall(_HALL.sub("", sentence))
    actors, leads, links = lexicon().actors.en, lexicon().actors.leads, lexicon().english.links
    last: tuple[int, tuple[Part, ...]] = (-9, ())
    for place, word in enumerate(read):
        bare, possessive = _POSSESSIVE.subn("", word)
        who = actors.get(bare)
        if not who:
            continue
        found: list[Part] = []
        between = read[last[0] + 1 : place]
        before = read[max(0, place - _BEFORE) : place]
        after = [one for one in read[place + 1 : place + 6] if one not in links]
        lead = next((n for n in reversed(range(len(before))) if before[n] in leads), None)
        if possessive:
            found.append(Part(who, "whose", _stems(after[:_REACH])))
        elif set(between) <= _JOINING and last[1]:
            # "from citizens and staff": both have one part.
            found += [replace(one, who=who) for one in last[1]]
        elif lead is not None and len(before) - lead <= _GAP:
            what = read[max(0, place - len(before) + lead - 3) : place - len(before) + lead]
            found.append(Part(who, leads[before[lead]], _stems(what)))
        elif not (leads.keys() | _PREPOSITIONS) & {*before} and _is_subject(read, place):
            found.append(Part(who, "by", _stems(after[:_REACH])))
        last = (place, tuple(found))
        yield from found


def _is_subject(read: Sequence[str], place: int) -> bool:
    """Whether somebody does what follows, rather than that it is done to them."""
    return place + 1 < len(read) and read[place + 1] not in _PASSIVES


def _stems(read: Iterable[str]) -> frozenset[str]:
    links = lexicon().english.links
    return frozenset(
        stem(part)
        for word in read
        if word not in links and word != "," and word not in lexicon().actors.en
        for part in english_words(word)
    )
