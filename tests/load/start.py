"""Starts the load test from the checkout, with what is given on the command line.

A package that somebody has installed may carry a folder `tests` of its own, which Python would
prefer to ours.
"""

import runpy
import sys
from pathlib import Path
from types import ModuleType

_CHECKOUT = Path(__file__).resolve().parents[2]

ours = ModuleType("tests")
ours.__path__ = [str(_CHECKOUT / "tests")]
sys.modules["tests"] = ours
sys.path.insert(0, str(_CHECKOUT))
runpy.run_module("tests.load.run", run_name="__main__", alter_sys=True)
