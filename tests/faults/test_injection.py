"""SQL, HTML, scripts and Markdown are text wherever they are typed, and harm no table."""

import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import inspect

from assistant.accounts.types import Role
from tests.faults.city import City, Somebody, ask
from tests.web.coaching.visitor import assessment_of, share
from tests.web.entrance.people import sign_in

SQL = (
    "'; DROP TABLE plan; --",
    '"; DELETE FROM account; --',
    "' OR '1'='1",
    "1); ATTACH DATABASE 'x' AS y; --",
    "\\'; SELECT pg_sleep(10); --",
)
MARKUP = (
    "<script>window.harmed = 1</script>",
    "<img src=x onerror=window.harmed=1>",
    "<svg onload=window.harmed=1><a xlink:href=javascript:alert(1)>x</a></svg>",
    "</textarea><script>window.harmed = 1</script>",
    '"><script>window.harmed = 1</script>',
    "' autofocus onfocus='window.harmed=1",
    "<iframe src=javascript:alert(1)>",
    "<form action=//evil.example><input name=token>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "{{ 7 * 7 }}{% for x in [] %}${7*7}",
)
MARKDOWN = (
    "![x](https://evil.example/x.png)",
    "[ここ](javascript:alert(1))",
    "[x](//evil.example)",
    "<https://evil.example>",
    "https://evil.example",
    "`x` **y** # z",
)
ALL = SQL + MARKUP + MARKDOWN


class Elements(HTMLParser):
    """Counts the elements of a page, and collects its handlers and addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, int] = {}
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] = self.found.get(tag, 0) + 1
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}")
            if name in ("href", "src", "action", "formaction", "xlink:href", "data"):
                self.addresses.append(value or "")


def harmless(page: str, plain: str) -> None:
    """A page with hostile words has the elements of one with plain words."""
    hostile, usual = Elements(page), Elements(plain)
    assert hostile.found == usual.found
    assert hostile.handlers == []
    assert {
        a for a in hostile.addresses if not a.startswith(("/", "#", "tel:", "mailto:"))
    } == set()


def tables(city: City) -> dict[str, list[str]]:
    look = inspect(city.database.engine)
    return {name: [c["name"] for c in look.get_columns(name)] for name in look.get_table_names()}


def counted(city: City) -> dict[str, int]:
    return {name: len(rows) for name, rows in city.rows().items()}


@pytest.fixture(scope="module")
def both(city: City) -> tuple[Somebody, Somebody]:
    """A staff member, and their coach on a plan just drafted."""
    staff, coach = city.staff(), city.somebody(Role.COACH)
    share(staff, coach)
    here = assessment_of(staff)
    coach.get(here)
    coach.post(f"{here}/plans")
    return staff, coach


def written(both: tuple[Somebody, Somebody], words: str) -> dict[str, str]:
    """Words in everything that the two can write, and the pages that show them."""
    staff, coach = both
    pages: dict[str, str] = {}
    here = assessment_of(staff)
    plan = coach.link(r"/plans/[0-9a-f]{32}")
    for role, visitor in (("staff", staff), ("coach", coach)):
        visitor.get(f"{here}/skills/1")
        kept = visitor.post(f"{here}/skills/1", rating="supported", evidence=words)
        assert kept.status_code == 200
        pages[f"note by {role}"] = visitor.get(f"{here}/skills/1").text
        pages[f"result for {role}"] = visitor.get(here).text
        pages[f"question by {role}"] = visitor.post(f"{here}/questions", question=words).text
    staff.get("/me")
    assert staff.post("/name", name=words[:200]).status_code == 200
    pages["name for staff"] = staff.get("/me").text
    pages["name for coach"] = coach.get("/coach").text
    pages["code"] = staff.post("/sharing", code=words[:40]).text
    coach.get(plan)
    line = {"part": "notes", "action": "add", "line": words}
    assert coach.post(f"{plan}/lines", **line).status_code == 200
    seen = re.search(r'name="seen" value="(\d+)"', coach.page)
    assert seen
    said = coach.post(f"{plan}/comments", words=words, seen=seen.group(1))
    assert said.status_code == 200
    coach.get(plan)
    coach.post(f"{plan}/lines", part="notes", action="add", line=f"{words}合格です")
    pages["line refused"] = coach.page
    coach.get(plan)
    coach.post(f"{plan}/decision", to="sent_back", comment=words)
    pages["plan for coach"] = coach.get(plan).text
    pages["plan for staff"] = staff.get(plan).text
    # The same lines as before, for the next words.
    coach.get(plan)
    numbers = re.findall(r'name="number" value="(\d+)"', coach.page)
    coach.post(f"{plan}/lines", part="notes", action="remove", number=numbers[-1])
    return pages


def test_on_the_coaching_pages(city: City, both: tuple[Somebody, Somebody]) -> None:
    before, counts = tables(city), counted(city)
    for words in map(" ".join, (SQL, MARKUP, MARKDOWN)):
        pages = written(both, words)
        for page in pages.values():
            found = Elements(page)
            assert found.handlers == []
            assert "iframe" not in found.found
            assert "meta" not in {t for t in found.found if found.found[t] > 3}
            foreign = {a for a in found.addresses if not a.startswith(("/", "#", "?", "tel:"))}
            assert foreign == set(), words
            assert "window.harmed" not in "".join(re.findall(r"<script[^>]*>([^<]*)", page))
    assert tables(city) == before
    after = counted(city)
    assert all(after[table] >= count for table, count in counts.items())


@pytest.mark.parametrize("words", ALL)
def test_in_the_chat(city: City, words: str) -> None:
    said = ask(city.somebody(), words)
    assert re.findall(r"(?<!\\)[<!]", said) == []
    assert all(to.startswith("/sources/") for to in re.findall(r"(?<!\\)\]\(([^)]*)\)", said))


def test_in_a_login(city: City) -> None:
    before = city.rows()
    with city.browser() as browser:
        plain = sign_in(browser, "nobody-of-that-name", "wrong password!")
        for words in (*SQL, *MARKUP[:5]):
            back = f"//evil.example/{words}"
            hostile = sign_in(browser, words, words, back=back)
            assert hostile.status_code == 401
            harmless(hostile.text, plain.text)
            assert "//evil.example" not in browser.get("/login", params={"back": back}).text
    assert city.rows() == before


@pytest.mark.parametrize("words", ALL)
def test_in_titles_and_ratings_of_conversations(
    city: City, asked: tuple[Somebody, str, str], words: str
) -> None:
    somebody, thread, answer = asked
    before = tables(city)
    client = somebody.client
    named = client.put("/project/thread", json={"threadId": thread, "name": words})
    assert named.status_code == 200
    rating = {"forId": answer, "threadId": thread, "value": 1, "comment": words}
    assert client.put("/feedback", json={"feedback": rating}).status_code == 200
    body = {"pagination": {"first": 5}, "filter": {"search": words}}
    found = client.post("/project/threads", json=body)
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json"
    assert client.get(f"/project/thread/{thread}").json()["name"] == words
    assert tables(city) == before


@pytest.fixture(scope="module")
def asked(city: City) -> tuple[Somebody, str, str]:
    """Somebody with a conversation, its id and that of its answer."""
    somebody = city.somebody()
    with somebody.chat() as conversation:
        reply = conversation.ask("批判的思考とは")
    return somebody, reply.thread_id, reply.run_id
