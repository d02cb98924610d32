"""What holds for the project as a whole: its files, locks, texts and layout."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assistant.messages import LANGUAGES, catalogue, variables
from assistant.settings import CHECKOUT

PACKAGES = ("assistant", "corpus", "index", "eval")
MOST_LINES = 320
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Put together here so that this file does not hold what it looks for.
MACHINE_PATHS = [f"/{folder}/" for folder in ("work", "opt", "root", "home", "tmp")]
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("download", "pytorch", "org"),
        ("registry", "npmjs", "org"),
        ("conda", "anaconda", "org"),
    )
]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True
    )
    paths = [CHECKOUT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def modules() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py"]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))


def pins(lock: str) -> dict[str, str]:
    lines = (CHECKOUT / lock).read_text(encoding="utf-8").split()
    return dict(line.split("==") for line in lines)


def names(requirements: list[str]) -> set[str]:
    return {re.split("[^a-z0-9-]", line.lower())[0] for line in requirements}


def test_no_file_names_a_folder_of_some_machine_or_a_package_registry() -> None:
    found = [
        f"{path.relative_to(CHECKOUT)}: {needle}"
        for path in tracked()
        for needle in (*MACHINE_PATHS, *REGISTRIES)
        if needle.encode() in path.read_bytes()
    ]
    assert found == []


def test_a_module_is_short_enough_to_hold_one_idea() -> None:
    lengths = {
        str(path.relative_to(CHECKOUT)): len(path.read_bytes().splitlines())
        for path in modules()
        if path.relative_to(CHECKOUT).parts[0] in PACKAGES
    }
    assert len(lengths) > 50
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_the_packages_of_the_project_are_those_that_are_there() -> None:
    include = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert {pattern.removesuffix(".*") for pattern in include} == set(PACKAGES)
    assert PROJECT["tool"]["mypy"]["packages"] == list(PACKAGES)
    assert PROJECT["tool"]["importlinter"]["root_packages"] == list(PACKAGES)
    for package in PACKAGES:
        assert (CHECKOUT / package / "__init__.py").is_file()


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in modules() if path.relative_to(CHECKOUT).parts[0] in PACKAGES}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_the_corpus_imports_the_standard_library_and_pydantic_only() -> None:
    allowed = {*sys.stdlib_module_names, "pydantic", "corpus"}
    for path in (CHECKOUT / "corpus").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            imported = []
            if isinstance(node, ast.Import):
                imported = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                imported = [node.module or ""]
            assert {name.partition(".")[0] for name in imported} <= allowed, path


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_versions_and_nothing_else(lock: str) -> None:
    for line in (CHECKOUT / lock).read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*==[0-9][0-9a-z.]*", line)
        assert not line.startswith(("nvidia-", "cuda-", "triton"))


def test_the_locks_hold_every_dependency_and_agree() -> None:
    runtime, development = (pins(lock) for lock in LOCKS)
    assert names(PROJECT["project"]["dependencies"]) <= set(runtime)
    assert names(PROJECT["project"]["optional-dependencies"]["dev"]) <= set(development)
    assert runtime.items() <= development.items()


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_commands_of_a_readme_exist(readme: str) -> None:
    text = (CHECKOUT / readme).read_text(encoding="utf-8")
    commands = set(re.findall(r"(?:^|[`\s])make ([a-z-]+)", text))
    assert {"serve", "test"} <= commands
    assert commands <= targets()


def test_every_target_that_is_meant_for_people_is_listed_with_a_phrase() -> None:
    phony = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())
    assert phony - targets() == {"setup", "setup-dev"}
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=CHECKOUT,
        # As from a shell, though these tests may themselves run under make.
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert {line.split()[1] for line in listed.stdout.splitlines()} == targets()


def test_the_texts_are_the_same_in_every_language() -> None:
    first, *others = (catalogue(language) for language in LANGUAGES)
    assert len(first) > 100
    for other in others:
        assert sorted(first) == sorted(other)
        for key, template in first.items():
            assert variables(template) == variables(other[key]), key


def test_no_text_of_the_commands_for_what_is_kept_is_left_over() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (CHECKOUT / "assistant" / "cli").glob("*.py")
    )
    left = {
        key
        for key in catalogue("en")
        if key.startswith("ops.")
        and f'"{key}"' not in code
        # The options of a group are named after it.
        and f't("{key.partition("_")[2]}")' not in code
        and f't("{key.partition(".")[2]}")' not in code
        # One for each purger.
        and not key.startswith("ops.purge_what_")
    }
    assert left == set()


def test_no_text_of_the_command_line_is_left_over() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in [
            *(CHECKOUT / "assistant" / "cli").glob("*.py"),
            *(CHECKOUT / "assistant" / "doctor").glob("*.py"),
        ]
    )
    # Keys made up as the command runs, from a kind, a status or a state.
    made = ("kind_", "status_", "doctor_")
    used = set(re.findall(r"""["']([a-z0-9_]+)["']""", code))
    keys = {key.partition(".")[2] for key in catalogue("en") if key.startswith("cli.")}
    assert {key for key in keys - used if not key.startswith(made)} == set()
