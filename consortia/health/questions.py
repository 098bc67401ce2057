"""What the health check asks: values, ways of working, capacity, from 1 to 5 between two described ends. Pure.

After the report's success factors (trust and valuing partners, shared vision, clear communication), its primary
challenges (misaligned aims and values, different ways of working, capacity) and its key steps.
No end is the better one.
"""

from dataclasses import dataclass

VALUES, WORKING, CAPACITY = "Values and aims", "Ways of working", "Capacity"
GROUPS = (VALUES, WORKING, CAPACITY)
SCALE = range(1, 6)


@dataclass(frozen=True)
class Question:
    """One question; `topic` completes "You differ most on ..."."""

    key: str
    group: str
    topic: str
    text: str
    one: str  # what an answer of 1 says
    five: str  # what an answer of 5 says


QUESTIONS = (
    Question(
        *("vision", VALUES, "what the partnership is for"),
        "What should this partnership be for?",
        *("One contract, then we see", "A lasting change to services"),
    ),
    Question(
        *("social_value", VALUES, "social value against price"),
        "When quality for people and price pull apart, what comes first?",
        *("The price that wins", "The people we serve"),
    ),
    Question(
        *("staff_voice", VALUES, "how much staff have a say"),
        "How much should staff decide in the work we do together?",
        *("Managers decide and inform", "Staff decide with us"),
    ),
    Question(
        *("trust", VALUES, "trust"),
        "How much do we trust the partners today?",
        *("We are just getting to know them", "We would leave our keys with them"),
    ),
    Question(
        *("growth", VALUES, "growing or staying the size we are"),
        "Where should this work take our organisation?",
        *("Keep what we have safe", "Grow as much as we can"),
    ),
    Question(
        *("pace", WORKING, "pace of decisions"),
        "How fast should decisions be taken?",
        *("Slowly, until everyone agrees", "Fast, by whoever is responsible"),
    ),
    Question(
        *("communication", WORKING, "how often to talk"),
        "How often should we be in touch?",
        *("When something has to be decided", "Every week, whatever happens"),
    ),
    Question(
        *("governance", WORKING, "how formal to be"),
        "How formal should our arrangements be?",
        *("A handshake and good will", "Written down in every point"),
    ),
    Question(
        *("risk", WORKING, "appetite for risk"),
        "How much risk are we ready to take together?",
        *("As little as we can", "A lot, for a lot in return"),
    ),
    Question(
        *("autonomy", WORKING, "working as one or side by side"),
        "How closely should we work?",
        *("Each in its own way, side by side", "As one team with one way"),
    ),
    Question(
        *("openness", WORKING, "how open to be with figures"),
        "How open should we be with each other about money and performance?",
        *("Only what a contract needs", "Open books"),
    ),
    Question(
        *("time", CAPACITY, "time to give"),
        "How much time can our people give to building the partnership?",
        *("A few hours a month", "Some of them, most of their time"),
    ),
    Question(
        *("money", CAPACITY, "money to put in"),
        "How much money could we put in before any comes back?",
        *("None", "As much as it takes"),
    ),
    Question(
        *("leading", CAPACITY, "who leads"),
        "How much of the lead would we take?",
        *("We would rather follow", "We would rather lead"),
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}
