"""The Japanese font of charts and PDF files: IPAexGothic, which an installed package carries."""

import importlib.util
from functools import cache
from pathlib import Path

# Set where the font has no picture of a character; printers have used it so for a century.
MISSING = "〓"


@cache
def font_path() -> Path:
    """The font's file. The package that carries it is not imported: it would load its plotter."""
    spec = importlib.util.find_spec("matplotlib_fontja")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("matplotlib_fontja, which carries the Japanese font")
    return Path(spec.origin).parent / "fonts" / "ipaexg.ttf"
