"""What the figures of ratings mean."""

TOP, OK, MIN = 3.66, 2.33, 1            # least averages of happy, neutral, unhappy
SATISFIED, NEUTRAL, LEAST = 4, 3, 1     # least single ratings
TEXTS = [("top", "Happy"), ("ok", "Neutral"), ("ko", "Unhappy"),
         ("none", "Not Rated yet")]
OPERATORS = {
    "=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "in": lambda a, b: a in b, "not in": lambda a, b: a not in b,
}


def average_to_text(average):
    """Return the word for an average."""
    return _word(average, TOP, OK, MIN)


def rating_to_text(value):
    """Return the word for one rating."""
    return _word(value, SATISFIED, NEUTRAL, LEAST)


def _word(value, top, neutral, least):
    if value >= top:
        return "top"
    if value >= neutral:
        return "ok"
    return "ko" if value >= least else "none"


def rating_to_grade(value):
    """Return the grade of one rating."""
    if value >= SATISFIED:
        return "great"
    return "okay" if value >= NEUTRAL else "bad"


def rating_to_threshold(value):
    """Return the rating whose picture stands for a value."""
    return {"top": 5, "ok": 3, "ko": 1, "none": 0}[rating_to_text(value)]
