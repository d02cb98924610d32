"""Double clicks, old pages, lost sessions, full and read-only disks: what is said, what is kept."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from assistant.coach.scale import Rating
from tests.disks import disk_of
from tests.web.coaching.conftest import MakeApp
from tests.web.coaching.visitor import Visitor, answer_all, assessment_of, enter, share, staff

PLAN = r"/plans/[0-9a-f]{32}"


@pytest.fixture
def coach(app: FastAPI) -> Visitor:
    """A coach on a plan just drafted."""
    visitor, coach = staff(app), enter(app, "太郎", "coach")
    here = answer_all(visitor, Rating.SUPPORTED)
    share(visitor, coach)
    coach.get(here)
    coach.post(f"{here}/plans")
    return coach


def twice(visitor: Visitor, path: str, **fields: object) -> list[tuple[int, str]]:
    """Press the button of one page twice; each status and address."""
    shown, found = visitor.page, []
    for _ in range(2):
        visitor.page = shown
        response = visitor.post(path, **fields)
        found.append((response.status_code, response.url.path))
    return found


def advice(coach: Visitor, plan: str) -> list[str]:
    lines = coach.client.get(f"/coaching{plan}/download/json").json()["advice"]
    return [line["text"] for line in lines]


def test_an_answer_sent_twice_leads_on_and_is_no_conflict(app: FastAPI) -> None:
    visitor = staff(app)
    here = assessment_of(visitor)
    visitor.get(f"{here}/skills/1")
    found = twice(visitor, f"{here}/skills/1", rating="supported", evidence="窓口")
    assert found == [(200, f"/coaching{here}/skills/2")] * 2
    visitor.get(f"{here}/skills/1")
    assert ">窓口</textarea>" in visitor.page
    # Another answer from the same old page is one.
    visitor.get(f"{here}/skills/2")
    old = visitor.page
    visitor.post(f"{here}/skills/2", rating="unknown")
    visitor.page = old
    assert visitor.post(f"{here}/skills/2", rating="independent").status_code == 409


def test_a_line_is_left_out_added_and_moved_once_however_often_it_is_pressed(
    coach: Visitor,
) -> None:
    plan = coach.link(PLAN)
    before = advice(coach, plan)
    for fields, lines in (
        ({"number": 0, "action": "remove", "line": ""}, before[1:]),
        ({"number": 0, "action": "down", "line": ""}, [before[2], before[1], *before[3:]]),
    ):
        coach.get(plan)
        found = twice(coach, f"{plan}/lines", part="advice", **fields)
        assert [status for status, _ in found] == [200, 200]
        assert len(advice(coach, plan)) == len(lines)
    coach.get(plan)
    twice(coach, f"{plan}/lines", part="notes", action="add", line="一度だけ話しましょう。")
    coach.get(plan)
    assert coach.text.count("コーチの言葉 一度だけ話しましょう。") == 1


def test_approving_twice_approves_once(coach: Visitor) -> None:
    plan = coach.link(PLAN)
    coach.get(plan)
    found = twice(coach, f"{plan}/decision", to="approved", comment="確かめました。")
    assert [status for status, _ in found] == [200, 200]
    assert coach.text.count("コメント：確かめました。") == 1


def test_a_form_that_was_refused_counts_as_not_sent(coach: Visitor) -> None:
    plan = coach.link(PLAN)
    coach.get(plan)
    found = twice(coach, f"{plan}/lines", part="notes", action="add", line="合格です。")
    assert [status for status, _ in found] == [422, 422]
    assert "人を判定する言い方" in coach.text
    assert ">合格です。</textarea>" in coach.page


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("詳しくは〔99〕です。", "この行にない出典の印"),
        ("この研修は毎月30万円かかります。〔1〕", "引用から言えないこと"),
        ("", "何も書かれていません"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(coach: Visitor, line: str, reason: str) -> None:
    plan = coach.link(PLAN)
    coach.get(plan)
    coach.post(f"{plan}/lines", part="advice", number=0, action="save", line=line)
    assert reason in coach.text


@pytest.mark.parametrize(("language", "said"), [("ja", "保存していません"), ("en", "Not saved")])
def test_a_form_of_a_lost_session_says_that_nothing_was_saved_and_where_to_come_in(
    app: FastAPI, language: str, said: str
) -> None:
    visitor = staff(app)
    here = assessment_of(visitor)
    visitor.get(f"{here}/skills/1")
    visitor.client.cookies.clear()
    visitor.client.headers.update({"Accept": "text/html", "Accept-Language": language})
    response = visitor.post(f"{here}/skills/1", rating="supported", evidence="送った内容")
    assert response.status_code == 401
    assert said in visitor.text
    assert f'<html lang="{language}">' in visitor.page
    assert 'href="/coaching/"' in visitor.page
    assert visitor.get("/").status_code == 200


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with disk_of(1024, tmp_path) as folder:
        yield folder


def fill(disk: Path) -> Path:
    """Fill a disk to its last byte with one file."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            pass
    return filler


def test_a_full_disk_is_said_with_what_was_typed_and_the_form_is_taken_once_there_is_room(
    make_app: MakeApp, small_disk: Path
) -> None:
    visitor = staff(make_app(data_dir=small_disk / "data"))
    here = assessment_of(visitor)
    visitor.get(f"{here}/skills/1")
    note = "あ" * 4000
    filler = fill(small_disk)
    response = visitor.post(f"{here}/skills/1", rating="supported", evidence=note)
    assert response.status_code == 503
    assert "保存していません" in visitor.text
    assert "空き容量" in visitor.text
    assert f">{note}</textarea>" in visitor.page
    assert re.search(r'value="supported" required checked', visitor.page)
    filler.unlink()
    response = visitor.post(f"{here}/skills/1", rating="supported", evidence=note)
    assert response.url.path == f"/coaching{here}/skills/2"
