"""A staff member's own page: consent, sharing, copy, correction, deletion."""

import re
from pathlib import Path

from fastapi import FastAPI

from assistant.coach.scale import Rating
from corpus import Corpus, Kind
from tests.web.coaching.visitor import Visitor, answer_all, enter, place, share, staff


def test_nothing_is_kept_of_a_person_before_they_agree(app: FastAPI) -> None:
    visitor = enter(app, "花子", "staff")
    assert visitor.get("/me").url.path == "/coaching/consent"
    for said in ("目的", "保存するもの", "見る人", "保存しないもの", "控え・訂正・削除"):
        assert said in visitor.text
    assert visitor.post("/consent").status_code == 422
    assert "「確認の欄」" in visitor.text
    assert visitor.get("/role").status_code == 404
    assert visitor.post("/role", level=1).status_code in (403, 404)
    assert visitor.get("/my-data.json").status_code == 404


def test_the_level_is_chosen_beside_the_five_descriptions(app: FastAPI, corpus: Corpus) -> None:
    visitor = enter(app, "花子", "staff")
    assert visitor.get("/consent").status_code == 200
    assert visitor.post("/consent", confirm="yes").url.path == "/coaching/role"
    for level in corpus.of(Kind.LEVEL):
        assert level.name in visitor.text
        assert level.quote("summary").text in visitor.text
    assert visitor.post("/role", level=6).status_code == 422
    assert visitor.post("/role", level=2).url.path.endswith("/skills/1")


def test_a_coach_sees_nobody_until_the_code_is_given_and_nothing_after_it_is_taken_back(
    app: FastAPI,
) -> None:
    visitor, coach, stranger = staff(app), enter(app, "太郎", "coach"), enter(app, "次郎", "coach")
    here = place(visitor)
    assert coach.get(here).status_code == 404
    share(visitor, coach)
    assert "太郎さんと共有中" in visitor.text
    assert "職員 花子" in coach.get("/coach").text
    assert coach.get(here).status_code == 200
    stranger.get("/coach")
    assert "まだ誰も共有していません" in stranger.text
    assert stranger.get(here).status_code == 404

    account = re.findall(r'name="coach" value="([0-9a-f]{32})"', visitor.page)[0]
    visitor.post("/sharing/end", coach=account)
    assert "誰とも共有していません" in visitor.text
    assert coach.get(here).status_code == 404


def test_a_wrong_code_shares_with_nobody(app: FastAPI) -> None:
    visitor = staff(app)
    visitor.get("/me")
    assert visitor.post("/sharing", code="ABCD-EFGH").status_code == 422
    assert "「コーチの共有コード」の内容を使えません" in visitor.text
    assert "ABCD-EFGH" in visitor.page
    assert "誰とも共有していません" in visitor.text


def test_the_copy_holds_everything_and_the_name_can_be_corrected(app: FastAPI) -> None:
    visitor = staff(app)
    answer_all(visitor, Rating.SUPPORTED, Rating.INDEPENDENT)
    visitor.get("/me")
    visitor.post("/name", name="職員 花")
    copy = visitor.get("/my-data.json")
    assert "attachment" in copy.headers["content-disposition"]
    everything = copy.json()
    assert everything["person"]["name"] == "職員 花"
    assert len(everything["assessments"][0]["self"]) == 8


def test_a_name_changed_elsewhere_meanwhile_is_not_overwritten(app: FastAPI) -> None:
    visitor = staff(app)
    visitor.get("/me")
    old = visitor.page
    visitor.post("/name", name="一人目")
    visitor.page = old
    assert visitor.post("/name", name="二人目").status_code == 409
    assert "保存していません" in visitor.text
    assert visitor.get("/my-data.json").json()["person"]["name"] == "一人目"


def test_deleting_takes_everything_and_the_person_out(app: FastAPI, tmp_path: Path) -> None:
    visitor, coach = staff(app, "消える名前"), enter(app, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED)
    visitor.get(f"{here}/download/json")
    share(visitor, coach)
    assert visitor.post("/delete").status_code == 422
    assert visitor.get("/me").status_code == 200
    assert visitor.post("/delete", confirm="yes").url.path == "/coaching/deleted"
    assert visitor.get("/me").url.path == "/coaching/"
    assert coach.get(here).status_code == 404
    left = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert "消える名前".encode() not in left


def test_a_new_assessment_stands_beside_the_old_with_what_has_changed(app: FastAPI) -> None:
    visitor = staff(app)
    answer_all(visitor, Rating.UNKNOWN)
    visitor.get("/role")
    visitor.post("/role", level=1)
    answer_all(visitor, Rating.INDEPENDENT)
    visitor.get("/me")
    assert visitor.text.count("の診断 役割") == 2
    assert "前回からの変化（本人）：8個" in visitor.text
    assert "× 知らない → ○ 一人でできる" in visitor.text


def test_a_staff_member_has_no_page_of_coaches(app: FastAPI) -> None:
    visitor = staff(app)
    for path in ("/coach", "/team"):
        assert visitor.get(path).status_code == 404


def test_english_pages_have_no_japanese_but_the_texts(app: FastAPI) -> None:
    visitor = enter(app, "Hanako", "staff", language="en")
    assert 'lang="en"' in visitor.page
    without_names = visitor.page.replace("日本語", "")
    assert not re.search(r"[ぁ-んァ-ヶ一-龠]", without_names)


def test_forms_of_somebody_else_are_not_even_told_apart(app: FastAPI) -> None:
    visitor, other = staff(app), staff(app, "二郎")
    here = place(other)
    missing = here.rsplit("/", 1)[0] + "/" + "0" * 32
    pages = []
    for path in (here, missing, "/people/x/assessments/y", f"{here}/skills/99"):
        assert visitor.get(path).status_code == 404
        pages.append(re.sub(r"back=[^\"]*", "", visitor.page))
    assert len(set(pages)) == 1


def test_what_is_sent_for_somebody_elses_record_changes_nothing(app: FastAPI) -> None:
    visitor: Visitor = staff(app)
    other = staff(app, "二郎")
    here = assessment = place(other)
    own = visitor.page
    for path in (f"{here}/skills/1", f"{assessment}/questions"):
        visitor.page = own
        assert visitor.post(path, rating="unknown", question="x").status_code == 404
    assert other.get("/my-data.json").json()["assessments"][0]["self"] == {}
