"""What is costly to make is made once a run, also where several processes run the tests."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def once_a_run(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is filled by whoever asks first, while others who ask wait for it.

    It is shared: a test that alters it takes a copy.

    Args:
        factory: Where this run keeps its files.
        name: What is in the folder; the same name always goes with the same `make`.
        make: Fills the folder, which is there and empty.
    """
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # The folder of this process lies in that of the run.
        place = place.parent
    folder, made = place / name, place / f"{name}.made"
    with FileLock(place / f"{name}.lock"):
        if not made.exists():
            # Whoever began before has failed half-way.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
