"""A copy of everything, and the end of everything."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from assistant.coach.files.write import Format, write_plan
from assistant.coach.plan import Plan
from assistant.coach.store import CoachStore
from assistant.coach.store.records import Person
from assistant.coach.store.tables import person as people
from assistant.errors import NotAllowed, NotShared
from assistant.store.tables import METADATA
from tests.coach.assessments import CORPUS, MIXED
from tests.coach.store.conftest import START, day

NOTE = "他人に見せない根拠の覚え書き"


@pytest.fixture
def person(store: CoachStore, drafted: Plan) -> Person:
    made = store.people.add("staff", "職員", at=START)
    store.people.share("staff", made.id, "coach", at=START)
    own = {skill: replace(rated, evidence=NOTE) for skill, rated in MIXED.own.items()}
    begun = store.assessments.begin("staff", made.id, 3, own, at=day(1))
    store.assessments.rate("coach", begun.id, MIXED.coach, version=begun.version)
    plan = store.plans.add("coach", made.id, drafted, at=day(2))
    store.comments.add("coach", plan.id, f"{NOTE}について話しましょう。", seen=0, at=day(3))
    folder = store.privacy.folder("coach", made.id)
    write_plan(drafted, CORPUS, folder, [Format.JSON], dated=START.date())
    return store.people.get("staff", made.id)


def tables_of_people() -> list[Table]:
    """The table of people and every table whose rows belong to one of its rows."""
    found = {people}
    for table in METADATA.sorted_tables:
        if any(key.column.table in found for key in table.foreign_keys):
            found.add(table)
    return list(found)


def rows(store: CoachStore) -> int:
    with store.database.reading() as connection:
        return sum(
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in tables_of_people()
        )


def test_the_copy_holds_everything_and_is_json(store: CoachStore, person: Person) -> None:
    copy = json.loads(json.dumps(store.privacy.export("staff", person.id)))
    assert copy["person"]["name"] == "職員"
    assert copy["person"]["shared_with"] == ["coach"]
    (assessment,) = copy["assessments"]
    assert assessment["assessed_at"] == day(1).isoformat()
    assert set(assessment["self"]) == set(MIXED.own)
    assert set(assessment["coach"]) == set(MIXED.coach)
    (plan,) = copy["plans"]
    assert plan["plan"]["state"] == "draft"
    assert plan["decisions"][0]["by"] == "coach"
    assert plan["comments"] == [
        {
            "number": 1,
            "by": "coach",
            "part": "coach",
            "at": day(3).isoformat(),
            "changed_at": None,
            "text": f"{NOTE}について話しましょう。",
        }
    ]
    assert copy["files"] == ["growth-plan-draft.json"]


def test_deletion_reaches_every_table_draft_and_file(store: CoachStore, person: Person) -> None:
    other = store.people.add("other", "職員二", at=START)
    store.privacy.delete("staff", person.id)
    assert rows(store) == 1
    assert store.people.get("other", other.id) == other
    folder = store.database.folder
    assert not list(folder.rglob("growth-plan*"))
    for path in folder.rglob("*"):
        if path.is_file():
            # Nor is anything left in the pages of the database or in its journal.
            assert NOTE.encode() not in path.read_bytes()
    with pytest.raises(NotShared):
        store.people.get("staff", person.id)


def test_only_the_person_copies_and_deletes(store: CoachStore, person: Person) -> None:
    for actor, error in (("coach", NotAllowed), ("other", NotShared)):
        with pytest.raises(error):
            store.privacy.export(actor, person.id)
        with pytest.raises(error):
            store.privacy.delete(actor, person.id)
    assert rows(store) > 1


def test_files_lie_in_a_folder_for_their_owner_alone(store: CoachStore, person: Person) -> None:
    folder: Path = store.privacy.folder("staff", person.id)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.is_relative_to(store.database.folder)
