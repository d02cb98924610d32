"""A coach is a staff member too, and whoever is a coach no more sees nobody else's records."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from assistant.accounts.accounts import Accounts
from assistant.accounts.types import Role
from assistant.coach.scale import Rating
from assistant.settings import Settings
from assistant.store import open_database
from tests.web.coaching.visitor import Visitor, answer_all, enter, share, staff


def assessed_coach(app: FastAPI) -> tuple[Visitor, str]:
    """A coach who has assessed themselves, and where."""
    coach = enter(app, "太郎", "coach")
    coach.get("/consent")
    coach.post("/consent", confirm="yes")
    coach.post("/role", level=1)
    return coach, answer_all(coach, Rating.SUPPORTED)


def test_a_coach_assesses_themselves_as_the_person_and_not_as_their_coach(app: FastAPI) -> None:
    coach, here = assessed_coach(app)
    coach.get(here)
    assert "/people/" not in coach.page.split("<main")[1].split("<h1")[0]
    coach.get(f"{here}/skills/1")
    assert "いまのご自身に近いもの" in coach.text
    coach.get("/coach")
    assert f"/coaching{here.split('/assessments')[0]}" not in coach.page
    assert "わたしのスキル診断" in coach.text


def test_a_coach_cannot_be_their_own_coach(app: FastAPI) -> None:
    coach, here = assessed_coach(app)
    share(coach, coach)
    assert "内容を使えません" in coach.text
    coach.get(here)
    coach.post(f"{here}/plans")
    assert coach.get("/me").status_code == 200
    assert "/decision" not in coach.page


@pytest.mark.parametrize("page", ["", "/skills/1", "/download/json"])
def test_who_is_a_coach_no_more_sees_what_was_shared_with_them_no_more(
    app: FastAPI, tmp_path: Path, page: str
) -> None:
    person, coach = staff(app), enter(app, "太郎", "coach")
    here = answer_all(person, Rating.SUPPORTED)
    share(person, coach)
    assert coach.get(f"{here}{page}").status_code == 200
    database = open_database(Settings(data_dir=tmp_path / "data"))
    accounts = Accounts(database)
    (found,) = (account for account in accounts.all() if account.name == "太郎")
    accounts.set_role(found.login, Role.STAFF)
    database.close()
    assert coach.get(f"{here}{page}").status_code == 404
    assert person.get(f"{here}{page}").status_code == 200
