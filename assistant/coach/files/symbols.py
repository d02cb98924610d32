"""A sign for each rating, so that charts and tables read without colour."""

from assistant.coach.scale import Rating

_SYMBOLS = {
    Rating.GUIDES_OTHERS: "◎",
    Rating.INDEPENDENT: "○",
    Rating.SUPPORTED: "△",
    Rating.UNKNOWN: "×",
    Rating.NO_OPPORTUNITY: "－",
}


def symbol(rating: Rating | None) -> str:
    """The sign of a rating, or of its absence."""
    return _SYMBOLS[rating] if rating else "・"
