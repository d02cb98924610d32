"""What SECURITY.md says of tests is there."""

import re

from assistant.settings import CHECKOUT

TEXT = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[^`]+)`", TEXT)))


def test_every_file_that_it_names_exists_and_holds_tests() -> None:
    assert len(NAMED) > 30
    for name in NAMED:
        assert "def test_" in (CHECKOUT / name).read_text(encoding="utf-8"), name


def test_every_file_of_faults_is_named() -> None:
    here = {f"tests/faults/{path.name}" for path in (CHECKOUT / "tests/faults").glob("test_*.py")}
    assert here - set(NAMED) == {"tests/faults/test_security_md.py"}


def test_every_component_and_every_risk_has_a_row_with_a_test() -> None:
    rows = [line.split("|")[1:-1] for line in TEXT.splitlines() if line.startswith("|")]
    tested = [row for row in rows if "`tests/" in row[-1]]
    assert {row[0].split()[0] for row in tested if row[0].strip().startswith("LLM")} == {
        f"LLM{number:02}" for number in range(1, 11)
    }
    components = {row[0].strip() for row in tested}
    assert {
        "browser page", "entrance", "socket", "coaching pages", "store", "audit", "index",
        "model seam", "command line", "backup",
    } <= components  # fmt: skip
