"""The whole of something: the strategy, one of its parts, how its parts fit together."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer.ask import Ask
from assistant.answer.draft import Draft, Writer, answered
from assistant.answer.facts import describe_topic, quote_records
from assistant.answer.lists import list_kind, list_placed, list_recommended
from assistant.answer.roles import level_head
from assistant.understand.query import Aspect, Query, Subject
from assistant.understand.select import KIND_TOPICS
from corpus import Kind

_DOCUMENT = (
    r"(?:この|その|本|当|今回の)(?:戦略|資料|文書|冊子|文章|本文|ドキュメント|計画書?|pdf)"
    r"|(?:戦略|資料|文書|冊子)全体"
)
_ENGLISH_DOCUMENT = r"\b(?:this|the|whole|entire) (?:strategy|document|paper|text|plan)\b"
# The document, and right behind it a question for what it is or holds.
_ABOUT_DOCUMENT = re.compile(
    rf"(?:{_DOCUMENT})(?:って|は|とは|には|に|の|で|を|全体)*、?"
    r"(?:全体(?:で|として|を|は)?|要するに|結局|つまり|ざっと|ざっくり|大まかに|、"
    r"|要は|(?:一言|ひとこと)で|(?:簡単|かんたん)に)*(?:言うと|いうと|説明すると)?"
    r"(?:どんなこと|(?:何|なに)[がを]書|どういう(?:こと|もの|内容)|どんな(?:もの|内容|話|資料|文書|戦略)"
    r"|どう(?:まとめ|説明|要約|紹介)|何(?:です|だ|\?|$|なの|を[言い])|全体像|概要|要点|あらまし|構成|構造|骨子|中身|まとめ|説明|要約)"
    r"|(?:初めて|はじめて)(?:読|見|目を通|手に取)[^。?]{0,16}(?:何|なに|どこ)(?:を|から|が)"
    rf"|{_ENGLISH_DOCUMENT} (?:cover|contain|consist of|deal with)"
    r"(?: overall| in general| altogether| as a whole)?(?:\?|$)"
    rf"|{_ENGLISH_DOCUMENT}.{{0,12}}\b(?:about|overview|summar|structure"
    r"|in (?:a few|two|three|short|brief|one|a nutshell)|say overall)"
    r"|\b(?:overview|summary|summari[sz]e|structure|outline|gist|walk me through)\b.{0,24}"
    rf"{_ENGLISH_DOCUMENT}"
)
# What is asked of a part: the whole of it, in few words.
_WHOLE = re.compile(
    r"全体像|全体(?:で(?!す)|として|の)|概要|あらまし|枠組|大枠|体系|構成|構造|骨子|要点|ひととおり|一通り"
    r"|まるごと|まるっと|丸ごと|まとめ(?:て|る|$)|ポイント|勘所|肝(?:は|を|$)|エッセンス|サマリー?|ダイジェスト"
    r"|全容|全貌|俯瞰|さわり|要旨|趣旨|概観|概略|大筋|輪郭|アウトライン|早わかり|あらすじ|おさらい|[一1]枚(?:で|に)|\d分で|ざっと|ざっくり|大まか|おおまか|大づかみ|かいつまん|簡単に|かんたんに"
    r"|簡潔に|手短に|要するに|つまり|\boverview\b|\bsummar|\boutline\b|\bgist\b|\bbriefly\b"
    r"|\bin (?:a few|two|three|short|brief|a nutshell)\b|\bat a glance\b"
)
_TOGETHER = re.compile(
    r"関係|関連|つなが|繋が|結び付|結びつ|組み合わ|位置づけ|位置付け|成り立|流れ|仕組み"
    r"|どう(?:なって|使い分け)|\b(?:fit|hang|work) together\b|\brelat|\bconnect|\binterplay\b"
)
_DEVELOPMENT = re.compile(
    r"(?:人[材財]|職員)(?:の)?育成(?:体系|の仕組み|の全体|の枠組|の流れ|全体)|育成体系"
    r"|\b(?:talent|staff|people) development (?:system|as a whole)|\btraining system\b"
)
# What all the programmes are for.
_SUPPORT = frozenset(
    {
        "成長",
        "後押し",
        "後押す",
        "支援",
        "サポート",
        "支える",
        "手助け",
        "応援",
        "support",
        "growth",
        "help",
        "使う",
        "利用",
        "available",
    }
)
# For whom the answer is (新採向けに, 部長に説明したい).
_AUDIENCE = re.compile(
    r"[^、。?\s]{1,10}(?:向けに|用に|の前に|に(?:1枚で|一枚で|[0-9]+分で)?(?:説明|紹介|報告|共有|話)(?=[しすで]))"
)
_WHOLE_DOCUMENT = "topic/document"
_PARTS = (
    Subject.LEVEL,
    Subject.FACET,
    Subject.ROLE,
    Subject.SKILL,
    Subject.TRAINING,
    Subject.LAYER,
)
_FEWEST_PARTS = 3
_FRAMEWORK = (
    "fact/roles/basis",
    "fact/roles/five-levels",
    "fact/skills/purpose",
    "fact/skills/how-to-use",
    "fact/training/purpose",
    "fact/training/derivation",
)
# A question with more words of its own asks for something particular.
_MOST_OWN_WORDS = 2
_OF_ASKING = frozenset(
    {"要する", "枠組み", "体系", "構成", "構造", "要点", "骨子", "大枠", "資料", "流れ"}
    | {"掴む", "把握", "押さえる", "ページ", "頁", "章", "パート", "箇所", "ポイント", "作り", "分"}
    | {
        "全容",
        "全貌",
        "俯瞰",
        "触り",
        "さわり",
        "要旨",
        "趣旨",
        "概観",
        "概略",
        "大筋",
        "輪郭",
        "周り",
        "通り",
        "紹介",
        "アウトライン",
    }
)


def framework(ask: Ask) -> Draft | None:
    """How levels, facets, skills and training items fit together, if three of them are named."""
    query, write = ask.query, ask.write
    parts = {*query.subjects} & {*_PARTS}
    if len(parts) < _FEWEST_PARTS or not _TOGETHER.search(query.folded) or ask.named.things:
        return None
    if query.levels or query.facets or query.layers or query.attributes:
        return None
    draft = quote_records(write, [write.corpus.get(record_id) for record_id in _FRAMEWORK])
    return draft.then(list_kind(write, Kind.FACET, _anything(write)))


def overview(ask: Ask) -> Draft | None:
    """The whole of what is named, if the whole is asked for."""
    query = ask.query
    if query.attributes or query.levels or query.facets or query.layers:
        return None
    if _ABOUT_DOCUMENT.search(query.folded) and not _names_a_thing(ask, exactly=True):
        return _document(ask.write)
    if _names_a_thing(ask):
        return None
    own = {*query.content} - _OF_ASKING - _audience(query)
    if Subject.PROGRAMME in query.subjects and own and own <= _SUPPORT:
        return list_kind(ask.write, Kind.PROGRAMME, query)
    if not asks_for_the_whole(query):
        return None
    if _DEVELOPMENT.search(query.folded):
        return _training(ask).then(_programmes(ask))
    if own:
        return None
    topics = [topic for topic in ask.named.topics if topic.id not in KIND_TOPICS]
    if len(topics) == 1:
        whole = topics[0].id == _WHOLE_DOCUMENT
        return _document(ask.write) if whole else describe_topic(ask.write, topics[0])
    kinds = {topic.id for topic in ask.named.topics} & set(_KINDS)
    named = {*query.subjects} - {Subject.LEVEL, Subject.FACET}
    if not kinds and not topics and named == {Subject.SKILL}:
        return _skills(ask).then(_recommended(ask, brief=True))
    if not kinds and not topics and len(named) == 1:
        kinds = {_TOPIC_OF[subject] for subject in named if subject in _TOPIC_OF}
    return _KINDS[kinds.pop()](ask) if len(kinds) == 1 and not topics else None


def asks_for_the_whole(query: Query) -> bool:
    """Whether the words of a question ask for the whole of what it names, and for little else."""
    own = {*query.content} - _OF_ASKING - _audience(query)
    return len(own) <= _MOST_OWN_WORDS and _WHOLE.search(query.folded) is not None


def _audience(query: Query) -> set[str]:
    """Words of the question that only say for whom, or for what occasion, it is asked."""
    told = " ".join(match[0] for match in _AUDIENCE.finditer(query.folded))
    return {word for word in query.content if word in told}


def _names_a_thing(ask: Ask, *, exactly: bool = False) -> bool:
    """Whether a thing is named, and not only by an everyday word (人材育成の全体像)."""
    named = {
        i for m in ask.query.mentions if not m.weak and (m.exact or not exactly)
        for i in m.record_ids
    }  # fmt: skip
    return any(thing.id in named for thing in ask.named.things)


def _document(write: Writer) -> Draft:
    """What the strategy is, what it is for, and its chapters."""
    chapters = write.corpus.get("fact/document/chapters")
    titles = [q for q in chapters.quotes if q.field.startswith("title")]
    draft = describe_topic(write, write.corpus.get("topic/document"))
    return draft.then(answered(*(write.quote(chapters, q.field) for q in titles), about=[chapters]))


def _training(ask: Ask) -> Draft:
    counted = replace(_anything(ask.write), aspects=frozenset({Aspect.COUNT}))
    items = list_placed(ask.write, Kind.TRAINING_ITEM, counted)
    return describe_topic(ask.write, ask.write.corpus.get("topic/training")).then(items)


def _programmes(ask: Ask) -> Draft:
    use = quote_records(ask.write, [ask.write.corpus.get("fact/programmes/use")])
    return use.then(list_kind(ask.write, Kind.PROGRAMME, _anything(ask.write)))


def _roles(ask: Ask) -> Draft:
    write = ask.write
    basis = describe_topic(write, write.corpus.get("topic/roles"))
    levels = write.corpus.of(Kind.LEVEL)
    heads = [line for level in levels for line in level_head(write, level.level or 0)]
    facets = list_kind(write, Kind.FACET, _anything(write))
    return basis.then(answered(*heads, about=levels)).then(facets)


def _skills(ask: Ask) -> Draft:
    write = ask.write
    rules = quote_records(write, [write.corpus.get(i) for i in ("fact/skills/purpose", "rule/r2")])
    return rules.then(list_placed(write, Kind.REQUIRED_SKILL, _anything(write)))


def _recommended(ask: Ask, *, brief: bool = False) -> Draft:
    rule = describe_topic(ask.write, ask.write.corpus.get("topic/recommended"))
    asked = _anything(ask.write)
    if brief:
        asked = replace(asked, aspects=frozenset({Aspect.COUNT}))
    return rule.then(list_recommended(ask.write, asked))


def _anything(write: Writer) -> Query:
    """A question that narrows nothing."""
    return Query("", "", "", write.language)


_TOPIC_OF = {
    Subject.ROLE: "topic/roles",
    Subject.RECOMMENDED: "topic/recommended",
    Subject.TRAINING: "topic/training",
    Subject.PROGRAMME: "topic/programmes",
}
_KINDS: dict[str, Callable[[Ask], Draft]] = {
    "topic/roles": _roles,
    "topic/skills": _skills,
    "topic/recommended": _recommended,
    "topic/training": _training,
    "topic/programmes": _programmes,
}
