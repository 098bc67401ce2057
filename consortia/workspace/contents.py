"""The pages of a workspace, in the order of its contents. Each takes the consortium's primary key."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page: its address's name, and what the contents call it."""

    name: str
    title: str


@dataclass(frozen=True)
class Group:
    """Pages that belong together."""

    title: str
    pages: tuple[Page, ...]


ABOUT = Group(
    "This consortium",
    (
        Page("consortium", "Overview"),
        Page("member_list", "Members"),
        Page("decision_list", "Decisions"),
        Page("steering_group", "Steering group"),
        Page("intellectual_property", "Intellectual property"),
        Page("consortium_confidentiality", "Confidentiality"),
        Page("consortium_figures", "Figures side by side"),
        Page("consortium_history", "History"),
    ),
)

MODEL = Group(
    "The form of your partnership",
    (
        Page("model_choice", "Choosing a model"),
        Page("model_comparison", "Models compared"),
        Page("model_papers", "Documents you need"),
    ),
)

AS_ONE = Group("As one", (Page("consortium_standing", "Stay together"), Page("consortium_matches", "Tender matches")))

BIDDING = Group("Bidding", (Page("consortium_bids", "Bids"), Page("consortium_registration", "Registration checklist")))

SHARING = Group(
    "Working together",
    (
        Page("consortium_messages", "Messages"),
        Page("shared_documents", "Documents"),
        Page("shared_actions", "What is to do"),
        Page("consortium_calendar", "Calendar"),
    ),
)

READY = Group(
    "Getting ready",
    (
        Page("key_steps", "Key steps"),
        Page("health_check", "Health check"),
        Page("red_lines", "Red lines"),
        Page("risks", "Risk register"),
        Page("costs", "Costs and benefits"),
        Page("consortium_support", "Support for all members"),
    ),
)

GROUPS = (ABOUT, SHARING, READY, MODEL, BIDDING, AS_ONE)
