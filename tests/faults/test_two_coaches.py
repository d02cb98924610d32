"""Of two who change one record, the second is told so, and what the first saved stays."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.accounts.types import Role
from tests.faults.city import City, Somebody
from tests.web.coaching.visitor import assessment_of, share

AT_ONCE = 6


@pytest.fixture
def plan(city: City) -> tuple[str, str, list[Somebody]]:
    """A plan, its assessment, and coaches who have each opened the page of the plan."""
    staff = city.staff()
    coaches = [city.somebody(Role.COACH, f"コーチ {number}") for number in range(AT_ONCE)]
    for coach in coaches:
        share(staff, coach)
    here = assessment_of(staff)
    coaches[0].get(here)
    coaches[0].post(f"{here}/plans")
    found = coaches[0].link(r"/plans/[0-9a-f]{32}")
    for coach in coaches:
        coach.get(found)
    return found, here, coaches


def test_two_coaches_edit_one_plan(plan: tuple[str, str, list[Somebody]]) -> None:
    place, _, (first, second, *_) = plan
    line = {"part": "notes", "action": "add"}
    assert first.post(f"{place}/lines", **line, line="窓口で一度試しましょう。").status_code == 200
    late = second.post(f"{place}/lines", **line, line="来週に話しましょう。")
    assert late.status_code == 409
    assert 'role="alert"' in late.text
    assert "来週に話しましょう。" in late.text
    shown = first.get(place).text
    assert "窓口で一度試しましょう。" in shown
    assert "来週に話しましょう。" not in shown
    # Having read what has changed, the second one can save.
    second.get(place)
    assert second.post(f"{place}/lines", **line, line="来週に話しましょう。").status_code == 200
    assert "窓口で一度試しましょう。" in second.page


def test_one_coach_edits_what_the_other_approves(
    plan: tuple[str, str, list[Somebody]],
) -> None:
    place, _, (first, second, *_) = plan
    line = {"part": "notes", "action": "add", "line": "窓口で一度試しましょう。"}
    assert first.post(f"{place}/lines", **line).status_code == 200
    late = second.post(f"{place}/decision", to="approved", comment="このまま進めましょう。")
    assert late.status_code == 409
    assert "このまま進めましょう。" in late.text
    assert "承認" not in _states(first, place)


def test_two_coaches_answer_about_one_skill(plan: tuple[str, str, list[Somebody]]) -> None:
    _, here, (first, second, *_) = plan
    for coach in (first, second):
        coach.get(f"{here}/skills/1")
    kept = first.post(f"{here}/skills/1", rating="supported", evidence="見ました")
    assert kept.status_code == 200
    late = second.post(f"{here}/skills/1", rating="independent", evidence="私も見ました")
    assert late.status_code == 409
    assert "私も見ました" in late.text
    assert "見ました</textarea>" in first.get(f"{here}/skills/1").text


def edits(place: str, here: str) -> tuple[str, dict[str, object]]:
    return f"{place}/lines", {"part": "notes", "action": "add", "line": "試しましょう。"}


def decides(place: str, here: str) -> tuple[str, dict[str, object]]:
    return f"{place}/decision", {"to": "sent_back", "comment": "もう一度。"}


def rates(place: str, here: str) -> tuple[str, dict[str, object]]:
    return f"{here}/skills/1", {"rating": "supported", "evidence": "見ました"}


@pytest.mark.parametrize("does", [edits, decides, rates])
def test_of_many_at_the_same_moment_exactly_one_is_kept(
    plan: tuple[str, str, list[Somebody]],
    does: Callable[[str, str], tuple[str, dict[str, object]]],
) -> None:
    place, here, coaches = plan
    path, fields = does(place, here)
    for coach in coaches:
        coach.get(f"{here}/skills/1" if does is rates else place)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = [pool.submit(coach.post, path, **fields) for coach in coaches]
    statuses = sorted(one.result().status_code for one in sent)
    # Who comes after a decision finds a plan on which none can be made.
    assert statuses[0] == 200
    assert set(statuses[1:]) <= {409, 422}


def _states(somebody: Somebody, place: str) -> str:
    """What the plan's page says of its decisions."""
    page = somebody.get(place).text
    return "".join(re.findall(r"<li[^>]*>([^<]*承認[^<]*)", page))
