"""Whether a question wants something done: a text written, a seat booked, a sentence translated.

An assistant that quotes does none of it, and the words of such a request say nothing about the
text: what is to be written is told at length, and would find whatever is told of in those words.
"""

import re

# What is to be made. A single sign stands for a work only where it is no part of a longer word.
_WORKS = [
    "文面",
    "文案",
    "文章",
    "原稿",
    "草稿",
    "草案",
    "下書き",
    "案内",
    "案内文",
    "挨拶",
    "挨拶文",
    "あいさつ",
    "あいさつ文",
    "スピーチ",
    "祝辞",
    "弔辞",
    "答辞",
    "送辞",
    "手紙",
    "葉書",
    "はがき",
    "メール",
    "返信",
    "返事",
    "礼状",
    "詫び状",
    "始末書",
    "顛末書",
    "議事録",
    "会議録",
    "報告書",
    "企画書",
    "提案書",
    "稟議書",
    "申請書",
    "推薦状",
    "履歴書",
    "依頼文",
    "通知文",
    "お知らせ",
    "チラシ",
    "ポスター",
    "標語",
    "スローガン",
    "コピー",
    "愛称",
    "名前",
    "ネーミング",
    "プログラム",
    "コード",
    "スクリプト",
    "マクロ",
    "関数",
    "イラスト",
    "画像",
    "ロゴ",
    "俳句",
    "短歌",
    "川柳",
    "小説",
    "物語",
    "童話",
    "歌詞",
    "作文",
    "感想文",
    "レポート",
    "論文",
    "アンケート",
    "台本",
    "想定問答",
    "答弁",
    "記事",
    "投稿",
    "スライド",
    "パワポ",
    "グラフ",
    "セリフ",
    "ネタ",
]
_SHORT_WORKS = "文絵詩歌話"
_MAKING = [
    "書い",
    "作っ",
    "つくっ",
    "作成し",
    "考え",
    "練っ",
    "代筆し",
    "仕上げ",
    "整え",
    "直し",
    "書き直し",
    "添削し",
    "校正し",
    "推敲し",
    "訳し",
    "翻訳し",
    "要約し",
    "清書し",
    "描い",
    "詠ん",
    "組ん",
    "書き換え",
    "言い換え",
    "生成し",
    "デザインし",
    "修正し",
    "起こし",
    "手伝っ",
    "短くし",
    "縮め",
    "完成させ",
]
_WHOLE_TASKS = ["翻訳", "英訳", "和訳", "添削", "校正", "代筆", "清書", "文字起こし"]
_ARRANGED = [
    "予約",
    "申し込み",
    "申込み",
    "申込",
    "手配",
    "印刷",
    "送信",
    "転送",
    "リマインド",
    "代行",
    "発注",
    "キャンセル",
]
_LEFT_DONE = ["申し込ん", "申込ん", "送っ", "届け", "印刷し", "予約し", "伝え", "埋め"]

# A request to the one spoken to: 「作ってと言われた」 tells of one and makes none.
_ASKING = (
    r"[てで](?:おい[てと]?|も?み[てと]?)?(?:ください|下さい|ちょうだい|頂戴|くれ[^。?!、]{0,8}"
    r"|(?:もら[えい]|貰え|ほしい|欲しい)[^。?!]{0,8}|(?:いただ[けき]|頂[けき])[^。?!]{0,14}"
    r"|[やねなよー])?(?:[。?!\s]|$)"
)
_PLEASE = (
    r"(?:^|[.!?,] )(?:(?:please|kindly|(?:can|could|would|will) you|help me(?: to)?"
    r"|i (?:need|want) you to) )*"
)
_THEIR_OWN = r"(?:my|this|these|the following)\b"


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_WORK = rf"(?:{_any(_WORKS)}|(?<![一-龠])[{_SHORT_WORKS}])"
_WRITING = re.compile(
    "|".join(
        (
            rf"{_WORK}[^。?!]{{0,14}}{_any(_MAKING)}{_ASKING}",
            rf"(?:[ァ-ヶー一-龠]{{1,6}}語|英文|和文)[にへ](?:訳し|翻訳し|直し|変換し|し){_ASKING}",
            rf"{_any(_WHOLE_TASKS)}し{_ASKING}",
            rf"案を[^。?!]{{0,8}}出し{_ASKING}",
            rf"(?:この|次の|下の|以下の|貼[っる])[^。?!]{{0,16}}(?:要約し|まとめ|短くし){_ASKING}",
            rf"(?:{_any(_WHOLE_TASKS)}|要約|文面|文案|原稿|下書き)(?:の?作成)?(?:を|の?ほど|、)?"
            r"(?:お願い|おねがい|頼[むみ])",
            rf"{_PLEASE}(?:write|draft|compose|draw|make up|come up with|think up)"
            r"(?: me| us)? (?:a|an|my|some|this|\d+|two|three|five|ten)\b"
            r"(?! (?:list|table|overview|summary|whole|full))",
            rf"{_PLEASE}(?:translate|proofread|transcribe|debug)\b",
            rf"{_PLEASE}(?:rewrite|rephrase|edit|fix|correct|shorten|summari[sz]e) {_THEIR_OWN}",
        )
    )
)
_ARRANGING = re.compile(
    "|".join(
        (
            rf"{_any(_ARRANGED)}を?(?:し|取っ|とっ|入れ|やっ|済ませ){_ASKING}",
            rf"{_any(_LEFT_DONE)}[てで]おい[てと]",
            rf"{_PLEASE}(?:book|order|reserve) (?:me|us|a|an|some|\d+)\b",
            rf"{_PLEASE}(?:remind|enroll?|sign) me\b",
            rf"{_PLEASE}(?:send|fill in) {_THEIR_OWN}",
        )
    )
)


def wants_writing(folded: str) -> bool:
    """Whether a text or another work is to be made, changed or translated."""
    return _WRITING.search(folded) is not None


def wants_arranging(folded: str) -> bool:
    """Whether something is to be booked, sent or handed in for the reader."""
    return _ARRANGING.search(folded) is not None
