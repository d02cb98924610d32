"""Accounts: made, found, changed, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.accounts.accounts import Accounts
from assistant.accounts.sessions import Sessions
from assistant.accounts.types import Origin, Role
from assistant.errors import AccountError, AccountProblem
from assistant.store import Database

AT = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
LASTING = timedelta(hours=8)
PASSWORD = "ひらがなの長い合言葉です"


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database)


def problem_of(caught: pytest.ExceptionInfo[AccountError]) -> AccountProblem:
    return caught.value.problem


def test_a_password_opens_its_account_and_no_other_does(accounts: Accounts) -> None:
    made = accounts.add("Tanaka", "田中", Role.STAFF, at=AT, password=PASSWORD)
    assert made.login == "tanaka"
    assert accounts.check("ＴＡＮＡＫＡ ", PASSWORD) == made
    assert accounts.check("tanaka", PASSWORD + "。") is None
    assert accounts.check("nobody", PASSWORD) is None
    assert accounts.check("tanaka", "") is None


def test_no_password_is_kept_in_clear(accounts: Accounts, database: Database) -> None:
    accounts.add("tanaka", "田中", Role.STAFF, at=AT, password=PASSWORD)
    with database.reading() as connection:
        row = connection.exec_driver_sql("SELECT password FROM account").one()
    assert row.password.startswith("$argon2id$")
    assert PASSWORD not in row.password


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short", AccountProblem.PASSWORD_LENGTH),
        ("あ" * 257, AccountProblem.PASSWORD_LENGTH),
        ("a" * 20, AccountProblem.PASSWORD_EASY),
        ("my-Tanaka-password", AccountProblem.PASSWORD_EASY),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(
    accounts: Accounts, password: str, problem: AccountProblem
) -> None:
    with pytest.raises(AccountError) as caught:
        accounts.add("tanaka", "田中", Role.STAFF, at=AT, password=password)
    assert problem_of(caught) is problem
    assert accounts.all() == ()


@pytest.mark.parametrize("login", ["", "a b", "a/b", "a'b", "-a", "a-", "あ", "a" * 201, "a\x00b"])
def test_a_login_of_other_characters_is_refused(accounts: Accounts, login: str) -> None:
    with pytest.raises(AccountError) as caught:
        accounts.add(login, "名前", Role.STAFF, at=AT)
    assert problem_of(caught) is AccountProblem.LOGIN_LETTERS


def test_a_login_exists_once_however_it_is_typed(accounts: Accounts) -> None:
    accounts.add("tanaka", "田中", Role.STAFF, at=AT)
    with pytest.raises(AccountError) as caught:
        accounts.add("TANAKA", "別の田中", Role.STAFF, at=AT)
    assert problem_of(caught) is AccountProblem.LOGIN_TAKEN


def test_disabling_ends_every_session_at_once(accounts: Accounts, database: Database) -> None:
    made = accounts.add("tanaka", "田中", Role.STAFF, at=AT, password=PASSWORD)
    sessions = Sessions(database, LASTING)
    token = sessions.start(made.id, at=AT)
    accounts.set_enabled("tanaka", False)
    assert sessions.find(token, at=AT) is None
    assert accounts.check("tanaka", PASSWORD) is None
    accounts.set_enabled("tanaka", True)
    assert sessions.find(token, at=AT) is None
    assert accounts.check("tanaka", PASSWORD) is not None


def test_another_password_ends_every_session(accounts: Accounts, database: Database) -> None:
    made = accounts.add("tanaka", "田中", Role.STAFF, at=AT, password=PASSWORD)
    sessions = Sessions(database, LASTING)
    token = sessions.start(made.id, at=AT)
    accounts.set_password("tanaka", "another long password")
    assert sessions.find(token, at=AT) is None
    assert accounts.check("tanaka", PASSWORD) is None
    assert accounts.check("tanaka", "another long password") is not None


def test_a_role_counts_at_once_and_only_coaches_have_a_code(accounts: Accounts) -> None:
    made = accounts.add("tanaka", "田中", Role.STAFF, at=AT)
    assert accounts.code_of(made.id) == ""
    accounts.set_role("tanaka", Role.COACH)
    code = accounts.code_of(made.id)
    found = accounts.coach_by(f" {code[:4]}-{code[4:].lower()}")
    assert found is not None
    assert found.id == made.id
    accounts.set_enabled("tanaka", False)
    assert accounts.coach_by(code) is None
    accounts.set_enabled("tanaka", True)
    accounts.set_role("tanaka", Role.STAFF)
    assert accounts.coach_by(code) is None
    assert accounts.code_of(made.id) == ""


def test_the_sign_on_makes_an_account_once_and_finds_it_again(accounts: Accounts) -> None:
    first = accounts.signed_on("issuer|1", "tanaka@city", "田中", at=AT)
    assert (first.role, first.origin) == (Role.STAFF, Origin.SIGN_ON)
    assert accounts.signed_on("issuer|1", "changed@city", "田中", at=AT).id == first.id


def test_an_account_made_for_the_sign_on_is_bound_to_who_comes_first(accounts: Accounts) -> None:
    made = accounts.add("tanaka", "田中", Role.COACH, at=AT, origin=Origin.SIGN_ON)
    found = accounts.signed_on("issuer|1", "Tanaka", "田中", at=AT)
    assert (found.id, found.role) == (made.id, Role.COACH)
    with pytest.raises(AccountError) as caught:
        accounts.signed_on("issuer|2", "tanaka", "別の田中", at=AT)
    assert problem_of(caught) is AccountProblem.LOGIN_TAKEN


def test_the_sign_on_never_takes_over_an_account_with_a_password(accounts: Accounts) -> None:
    accounts.add("admin", "管理", Role.ADMIN, at=AT, password=PASSWORD)
    with pytest.raises(AccountError) as caught:
        accounts.signed_on("issuer|1", "admin", "だれか", at=AT)
    assert problem_of(caught) is AccountProblem.LOGIN_TAKEN


def test_a_disabled_account_is_kept_out_by_the_sign_on_too(accounts: Accounts) -> None:
    accounts.signed_on("issuer|1", "tanaka", "田中", at=AT)
    accounts.set_enabled("tanaka", False)
    with pytest.raises(AccountError) as caught:
        accounts.signed_on("issuer|1", "tanaka", "田中", at=AT)
    assert problem_of(caught) is AccountProblem.DISABLED


def test_a_password_of_the_sign_on_cannot_be_set_here(accounts: Accounts) -> None:
    accounts.signed_on("issuer|1", "tanaka", "田中", at=AT)
    with pytest.raises(AccountError) as caught:
        accounts.set_password("tanaka", PASSWORD)
    assert problem_of(caught) is AccountProblem.NO_PASSWORD


def test_a_guest_takes_a_name_and_a_part_and_nobody_else_can(accounts: Accounts) -> None:
    guest = accounts.add("guest-1", "", Role.STAFF, at=AT, origin=Origin.EVALUATION)
    assert accounts.all() == ()
    named = accounts.introduce(guest.id, " 山田  花子 ", Role.COACH)
    assert (named.id, named.name, named.role) == (guest.id, "山田 花子", Role.COACH)
    local = accounts.add("tanaka", "田中", Role.STAFF, at=AT, password=PASSWORD)
    with pytest.raises(AccountError):
        accounts.introduce(local.id, "だれか", Role.ADMIN)
    assert accounts.by_login("tanaka").role is Role.STAFF


def test_deleting_takes_the_sessions_along(accounts: Accounts, database: Database) -> None:
    made = accounts.add("tanaka", "田中", Role.STAFF, at=AT)
    token = Sessions(database, LASTING).start(made.id, at=AT)
    accounts.delete(made.id)
    assert accounts.get(made.id) is None
    assert Sessions(database, LASTING).find(token, at=AT) is None
