"""Tables that a spreadsheet opens without computing anything in them."""

import csv
import io
from collections.abc import Iterable

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); a Japanese one
# also in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_line(values: Iterable[str]) -> bytes:
    """One line of a table, in UTF-8; what would be a formula is marked as text."""
    line = io.StringIO()
    csv.writer(line).writerow(
        f"'{value}" if value.startswith(_FORMULA) else value for value in values
    )
    return line.getvalue().encode()
