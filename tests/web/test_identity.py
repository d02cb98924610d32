"""People are who their signed cookie says, as long as their account is open."""

import stat
from pathlib import Path

import pytest
from starlette.requests import Request

from assistant.errors import StoreUnavailable
from assistant.web.identity import COOKIE, EvaluationIdentities, Role


def asking(cookie: str) -> Request:
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())]
    return Request({"type": "http", "headers": headers})


@pytest.fixture
def identities(tmp_path: Path) -> EvaluationIdentities:
    return EvaluationIdentities(tmp_path)


def test_the_cookie_given_out_is_recognised_also_after_a_restart(
    identities: EvaluationIdentities, tmp_path: Path
) -> None:
    made = identities.enter(" 職員\u200b花子 ", Role.STAFF)
    assert made.name == "職員花子"
    cookie = identities.cookie(made.account)
    assert identities.find(asking(cookie)) == made
    assert EvaluationIdentities(tmp_path).find(asking(cookie)) == made


def test_a_cookie_that_we_have_not_signed_is_nobody(identities: EvaluationIdentities) -> None:
    made = identities.enter("花子", Role.STAFF)
    other = identities.enter("太郎", Role.COACH)
    signature = identities.cookie(made.account).partition(".")[2]
    for forged in ("", ".", made.account, f"{made.account}.", f"{other.account}.{signature}", "あ"):
        assert identities.find(asking(forged)) is None


def test_the_key_and_the_accounts_are_for_their_owner_alone(
    identities: EvaluationIdentities, tmp_path: Path
) -> None:
    identities.cookie(identities.enter("花子", Role.STAFF).account)
    files = list((tmp_path / "coaching").iterdir())
    assert {path.name for path in files} == {"accounts.sqlite3", "cookie.key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "coaching").stat().st_mode) == 0o700


def test_one_key_is_made_and_a_form_token_is_not_the_cookies_signature(
    identities: EvaluationIdentities, tmp_path: Path
) -> None:
    made = identities.enter("花子", Role.STAFF)
    token = identities.form_token(made.account)
    assert token == EvaluationIdentities(tmp_path).form_token(made.account)
    assert token not in identities.cookie(made.account)
    assert token != EvaluationIdentities(tmp_path / "other").form_token(made.account)


def test_after_leaving_a_kept_cookie_opens_nothing(identities: EvaluationIdentities) -> None:
    made = identities.enter("太郎", Role.COACH)
    cookie, code = identities.cookie(made.account), identities.code_of(made.account)
    identities.leave(made.account)
    assert identities.find(asking(cookie)) is None
    assert identities.coach_by(code) is None
    assert identities.name_of(made.account) == "太郎"
    identities.leave(made.account, forget=True)
    assert identities.name_of(made.account) == ""


def test_a_coach_is_found_by_the_code_however_it_is_typed(
    identities: EvaluationIdentities,
) -> None:
    coach = identities.enter("太郎", Role.COACH)
    code = identities.code_of(coach.account)
    assert code.lower() not in coach.account
    for typed in (code, code.lower(), f" {code[:4]}-{code[4:]} ", f"{code[:4]} {code[4:]}"):
        assert identities.coach_by(typed) == coach
    for wrong in ("", "-", code[:-1], coach.account):
        assert identities.coach_by(wrong) is None


def test_staff_have_no_code(identities: EvaluationIdentities) -> None:
    made = identities.enter("花子", Role.STAFF)
    assert identities.code_of(made.account) == ""


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "coaching").write_text("a file where the folder should be")
    identities = EvaluationIdentities(tmp_path)
    with pytest.raises(StoreUnavailable):
        identities.enter("花子", Role.STAFF)
    with pytest.raises(StoreUnavailable):
        identities.form_token("x")
