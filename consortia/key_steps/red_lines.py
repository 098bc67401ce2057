"""What to talk about before it is too late to say no: prompts about red lines. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Prompt:
    """One thing to talk about, with questions that help."""

    key: str
    title: str
    questions: tuple[str, ...]


PROMPTS = (
    Prompt(
        "mission",
        "What we would not do for any contract",
        (
            "Is there work, or a way of working, that would go against what we are here for?",
            "Whom would we not work with, and whom would we not work for?",
        ),
    ),
    Prompt(
        "staff",
        "Our staff",
        (
            "Which terms of employment must not get worse?",
            "What may never be decided without asking staff?",
        ),
    ),
    Prompt(
        "quality",
        "Safety and quality",
        (
            "Below what level of staffing or quality would each of us stop?",
            "Who may stop a service at once, and who must be told?",
        ),
    ),
    Prompt(
        "money",
        "Money and liability",
        (
            "How much could each of us lose and still go on?",
            "Would any of us answer for what another does or fails to do (joint and several liability, guarantees)?",
        ),
    ),
    Prompt(
        "independence",
        "Independence",
        (
            "What must stay each member’s own decision?",
            "Would the partnership ever stop any of us from working with somebody else?",
        ),
    ),
    Prompt(
        "knowledge",
        "Names, data and know-how",
        (
            "What of ours must never be used without us: name, data, methods?",
            "We may be rivals in the next bid. What would each of us not want to have told?",
        ),
    ),
    Prompt(
        "leaving",
        "When we would leave",
        (
            "What would make each of us leave, even in the middle of a bid or a contract?",
            "What would we owe the others and the people who use the service?",
        ),
    ),
)
BY_KEY = {prompt.key: prompt for prompt in PROMPTS}
