"""Japanese names in Latin letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.lexicon import Lexicon
from assistant.understand.reader import Reader
from assistant.understand.romaji import RomanisedNames, normal, romanised
from corpus import Corpus, Kind, load_corpus
from corpus.folding import fold
from index.tokenizer import reading, readings_of

THINGS = (
    Kind.REQUIRED_SKILL,
    Kind.RECOMMENDED_SKILL,
    Kind.TRAINING_ITEM,
    Kind.PROGRAMME,
    Kind.AXIS,
)
# Hepburn, syllable by syllable; written out here so that it does not share a table with the code.
_PAIRS = """
    ア:a イ:i ウ:u エ:e オ:o カ:ka キ:ki ク:ku ケ:ke コ:ko ガ:ga ギ:gi グ:gu ゲ:ge ゴ:go
    サ:sa シ:shi ス:su セ:se ソ:so ザ:za ジ:ji ズ:zu ゼ:ze ゾ:zo タ:ta チ:chi ツ:tsu テ:te ト:to
    ダ:da デ:de ド:do ナ:na ニ:ni ヌ:nu ネ:ne ノ:no ハ:ha ヒ:hi フ:fu ヘ:he ホ:ho バ:ba ビ:bi ブ:bu
    ベ:be ボ:bo パ:pa ピ:pi プ:pu ペ:pe ポ:po マ:ma ミ:mi ム:mu メ:me モ:mo ヤ:ya ユ:yu ヨ:yo ラ:ra
    リ:ri ル:ru レ:re ロ:ro ワ:wa ヲ:o ン:n キャ:kya キュ:kyu キョ:kyo シャ:sha シュ:shu ショ:sho
    チャ:cha チュ:chu チョ:cho ジャ:ja ジュ:ju ジョ:jo ギャ:gya ギュ:gyu ギョ:gyo リャ:rya リュ:ryu
    リョ:ryo ヒャ:hya ヒョ:hyo ビャ:bya ビュ:byu ビョ:byo ミュ:myu ミョ:myo ニュ:nyu ピュ:pyu
    シェ:she ジェ:je チェ:che
    ティ:ti ディ:di デュ:dyu ファ:fa フィ:fi フェ:fe フォ:fo ウィ:wi ウェ:we ウォ:wo
    """
HEPBURN = dict(re.findall(r"(\S+):(\S+)", _PAIRS))
SHORTEST_CUT = 6
ENGLISH = """
Please take a look at the attached list and do not make it longer than one page.
I don't take notes. What kind of tea do you like? Make it so. We take care of our own site.
Design, marketing, leadership and innovation are what a team needs in a changing environment.
How does the city hire people who can build software and run a project on their own?
No one can say how many of them came to the meeting in Kitakyushu on Monday.
I am a man of taste; she is a game designer. So do I. Go on, sit down, take a seat, he said.
""".strip().splitlines()


def hepburn(kana: str) -> str:
    """A reading in Hepburn with every long vowel spelt out."""
    letters = ""
    for part in re.findall(r"[ア-ヺ][ャュョァィゥェォ]?|ー|ッ|[a-z]+", kana):
        if part == "ー":
            letters += letters[-1]
        elif part == "ッ":
            letters += "*"
        else:
            letters += HEPBURN.get(part, part)
    return re.sub(r"\*(.)", r"\1\1", letters)


def respelt(letters: str, habits: frozenset[str]) -> str:
    """The same with some habits of spelling."""
    if "macron" in habits:
        letters = re.sub("ou|oo", "ō", letters).replace("uu", "ū")
    if "circumflex" in habits:
        letters = re.sub("ou|oo", "ô", letters).replace("uu", "û")
    if "short" in habits:
        letters = re.sub("ou|oo", "o", letters).replace("uu", "u")
    if "kunrei" in habits:
        for hepburn_, kunrei in (
            ("shi", "si"), ("sh", "sy"), ("chi", "ti"), ("ch", "ty"), ("tsu", "tu"), ("fu", "hu"),
            ("ji", "zi"), ("j", "zy"),
        ):  # fmt: skip
            letters = letters.replace(hepburn_, kunrei)
    if "single" in habits:
        letters = re.sub(r"([kstp])\1", r"\1", letters)
    if "tch" in habits:
        letters = letters.replace("cch", "tch")
    if "m" in habits:
        letters = re.sub("n(?=[bp])", "m", letters)
    return letters


def linked(lexicon: Lexicon, text: str) -> set[str]:
    return {i for mention in lexicon.find(fold(text)) for i in mention.record_ids}


def spoken_names(corpus: Corpus) -> dict[str, set[str]]:
    """The records of things by their names without Latin letters."""
    names: dict[str, set[str]] = {}
    for kind in THINGS:
        for record in corpus.of(kind):
            if not re.search("[A-Za-z]", record.name):
                names.setdefault(record.name, set()).add(record.id)
    return names


NAMES = spoken_names(load_corpus())


@given(
    name=st.sampled_from(sorted(NAMES)),
    habits=st.frozensets(
        st.sampled_from(["macron", "circumflex", "short", "kunrei", "single", "tch", "m"])
    ),
    cut=st.sampled_from(["", " ", "-", "'"]),
    place=st.integers(2, 8),
    frame=st.sampled_from(["{}", "What is {}?", "{} no teigi", "{}の定義は", 'the skill "{}"']),
)
def test_every_name_is_found_in_each_forgiven_spelling(
    lexicon: Lexicon,
    name: str,
    habits: frozenset[str],
    cut: str,
    place: int,
    frame: str,
) -> None:
    typed = respelt(hepburn(reading(name)), habits)
    if len(normal(typed)) >= SHORTEST_CUT:
        typed = typed[:place] + cut + typed[place:]
    found = linked(lexicon, frame.format(typed))
    assert found >= NAMES[name], typed


@pytest.mark.parametrize(
    ("typed", "record_id"),
    [
        ("kakushin-ryoku", "skill/lv5/innovation"),
        ("kyoso ryoku", "skill/lv5/co-creation"),
        ("kyohso ryoku", "skill/lv5/co-creation"),
        ("tekiō-ryoku", "skill/lv3/adaptability"),
        ("tekio-ryoku", "skill/lv3/adaptability"),
        ("jouhou hasshin", "skill/lv5/communication-outreach"),
        ("tasuku kanri", "skill/lv2/task-management"),
        ("task kanri", "skill/lv2/task-management"),
        ("hihan-teki shikō", "skill/lv3/critical-thinking"),
        ("DX sōdan madoguchi", "programme/consultation-desk"),
        ("hissu sukiru", "topic/skills"),
    ],
)
def test_names_are_found_as_people_romanise_them(
    lexicon: Lexicon, typed: str, record_id: str
) -> None:
    (mention,) = lexicon.find(fold(f'what does "{typed}" mean'))
    assert record_id in mention.record_ids
    assert mention.exact


@pytest.mark.parametrize(
    ("question", "facets"),
    [
        ("skills of shimeikan at Lv.2", ("mission",)),
        ("roles under gyomu suiko at Lv.2", ("execution",)),
        ("gaibu eikyo roles at level 3", ("influence",)),
    ],
)
def test_facets_are_found_in_latin_letters(
    reader: Reader, question: str, facets: tuple[str, ...]
) -> None:
    assert reader.read(question).facets == facets


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_is_not_taken_for_japanese(lexicon: Lexicon, reader: Reader, sentence: str) -> None:
    found = [m for m in lexicon.find(fold(sentence)) if not m.weak]
    query = reader.read(sentence)
    assert (found, query.facets, query.layers, query.categories) == ([], (), (), ())


def test_a_name_is_found_as_whole_words_only(lexicon: Lexicon) -> None:
    assert linked(lexicon, "kakushinryokujin") == set()
    assert linked(lexicon, "xkakushinryoku") == set()
    assert linked(lexicon, "kakushin, ryoku") == set()


def test_short_names_are_not_looked_for() -> None:
    names = RomanisedNames([("a", "キン"), ("b", "テック"), ("c", "カクシン")], readings_of)
    assert names.find("kin t take teku") == ()
    assert names.find("kakushin") == ((0, 8, "c"),)


@pytest.mark.parametrize(
    ("kana", "form"),
    [
        ("キョウソウリョク", "kyosoryoku"),
        ("ジョウホウハッシン", "zyohohasin"),
        ("フォロワーシップ", "horowasipu"),
        ("ソフトウェア", "sohutowea"),
        ("プロジェクト", "purozyekuto"),
        ("チームビルディング", "timubirudingu"),
    ],
)
def test_readings_take_the_one_form(kana: str, form: str) -> None:
    assert romanised(kana) == form


@given(st.text(max_size=60))
def test_the_one_form_is_plain_letters(text: str) -> None:
    assert re.fullmatch("[a-z0-9]*", normal(text))
