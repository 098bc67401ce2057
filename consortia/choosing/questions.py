"""What members are asked before models are compared: the report's questions. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

NOT_KNOWN = ""  # the answer to every question until somebody gives one, and a good answer at any time
YES, NO = "yes", "no"
YES_OR_NO = ((YES, "Yes"), (NO, "No"))
TEXT_LENGTH = 2000
MOST_WEEKS = 260


@dataclass(frozen=True)
class Question:
    """One question with the answers to choose from. `by_commissioner`: its statement answers it where there is one."""

    code: str
    section: str
    short: str  # what a reason calls it
    label: str
    hint: str
    options: tuple[tuple[str, str], ...]
    by_commissioner: bool = False

    def words_of(self, answer: str) -> str:
        """An answer as its option says it."""
        return dict(self.options).get(answer, "Not known")


@dataclass(frozen=True)
class Prompt:
    """One of the report's questions that no list of answers fits: to talk about, and to write down what was said."""

    code: str
    label: str
    hint: str


SECTIONS = {
    "commissioner": "The commissioner",
    "ourselves": "Among yourselves",
    "money": "Assets, surplus and what lasts",
    "talk": "To talk about",
}

QUESTIONS = (
    Question(
        "accepts",
        "commissioner",
        "Several together",
        "Will the commissioner accept several organisations together?",
        "Ask early: the report puts this question first.",
        YES_OR_NO,
        by_commissioner=True,
    ),
    Question(
        "lead",
        "commissioner",
        "One that leads",
        "Must one of you lead and hold the contract?",
        "Some commissioners want a single organisation that answers for everything.",
        YES_OR_NO,
        by_commissioner=True,
    ),
    Question(
        "joint_liability",
        "commissioner",
        "Joint and several liability",
        "Will you be asked to be jointly and severally liable?",
        "Each of you would answer for the whole contract, also for what another did not do.",
        YES_OR_NO,
        by_commissioner=True,
    ),
    Question(
        "guarantees",
        "commissioner",
        "Guarantees",
        "Will guarantees by your organisations be asked for?",
        "A parent-company guarantee makes the owners of a new organisation pay where it cannot.",
        YES_OR_NO,
    ),
    Question(
        "contracts",
        "commissioner",
        "Who contracts",
        "Who is to contract with the commissioner?",
        "What you would like best, if the choice is yours.",
        (("lead", "One of us, for all"), ("each", "Each of us"), ("new", "A new organisation that we own together")),
    ),
    Question(
        "equals",
        "ourselves",
        "Equals",
        "How many of you want to be equals?",
        "Equal say, not equal shares of the work.",
        (
            ("none", "None: one leads and the others work for it"),
            ("some", "Some: others work for those"),
            ("all", "All of us"),
        ),
    ),
    Question(
        "autonomy",
        "ourselves",
        "Deciding alone",
        "How much does each of you need to decide alone?",
        "About the work that you do together, not about the rest of your organisation.",
        (
            ("all", "Nearly everything"),
            ("some", "We can agree a good deal together"),
            ("little", "Little: one board may decide for all of us"),
        ),
    ),
    Question(
        "risk",
        "ourselves",
        "Risk and reward",
        "How do you want to bear risk and reward?",
        "If one of you does badly, who pays? If it goes better than planned, who gains?",
        (("own", "Each for its own part"), ("shared", "Shared among us")),
    ),
    Question(
        "binding",
        "ourselves",
        "Binding settlement",
        "Do you need a binding way to settle disagreements?",
        "One that a court would uphold, rather than trust alone.",
        YES_OR_NO,
    ),
    Question(
        "administration",
        "ourselves",
        "Ready to run one more organisation",
        "Are you ready to run one more organisation?",
        "Accounts, tax, directors, filings, and winding it up in the end.",
        YES_OR_NO,
    ),
    Question(
        "asset_lock",
        "money",
        "Asset lock",
        "Do any of you need what you put in to stay locked for the community?",
        "Charities, community interest companies and many societies must: ask each member.",
        ((YES, "Yes, needed or wanted"), (NO, "No, we want to be free to share it out")),
    ),
    Question(
        "surplus",
        "money",
        "Surplus",
        "What should happen to a surplus?",
        "Money that is left when the costs of the work are paid.",
        (
            ("kept", "Kept together and put back into the work"),
            ("shared", "Passed on to our organisations"),
            ("own", "There is none in common: each is paid for its own part"),
        ),
    ),
    Question(
        "lasting",
        "money",
        "Outlasting the contract",
        "Should it outlast this contract?",
        "Some partnerships are for one bid, others for other buyers and years to come.",
        (("contract", "No, it ends with the contract"), ("beyond", "Yes, we want to go on together")),
    ),
)

WEEKS_LEFT = Question(
    "weeks",
    "commissioner",
    "Weeks left",
    "How many weeks are left until the partnership has to stand?",
    "Whole weeks from today, usually until the tender has to be in. Leave it empty if you do not know.",
    (),
)

PROMPTS = (
    Prompt("formal", "What is to be formal, and what can stay informal?", "What has to be written and signed?"),
    Prompt(
        "contributions",
        "What does each of you put in?",
        "Services, staff, buildings, equipment, know-how. Who owns it afterwards?",
    ),
    Prompt("sharing", "How are risk and reward shared?", "In which cases does one pay for another?"),
    Prompt(
        "commercial",
        "How do you deal with each other commercially?",
        "Who orders what from whom, who pays when. Do not write prices of a bid here.",
    ),
    Prompt("name", "Which name, publicity and logos?", "Who may speak to the press, and who approves it?"),
    Prompt("disagreements", "How are disagreements resolved?", "Who decides if you cannot agree?"),
    Prompt("ending", "How can it end, and what follows?", "Notice, staff, data, money, and what each takes home."),
)

BY_CODE: Mapping[str, Question] = {each.code: each for each in QUESTIONS}
PROMPT_BY_CODE: Mapping[str, Prompt] = {each.code: each for each in PROMPTS}


def codes_of(section: str) -> tuple[str, ...]:
    """The codes that a section asks, in its order."""
    if section == "talk":
        return tuple(each.code for each in PROMPTS)
    weeks = (WEEKS_LEFT.code,) if section == WEEKS_LEFT.section else ()
    return (*(each.code for each in QUESTIONS if each.section == section), *weeks)


def label_of(code: str) -> str:
    """The question of that code."""
    return next(each.label for each in (*QUESTIONS, WEEKS_LEFT, *PROMPTS) if each.code == code)


def words_of(code: str, answer: str) -> str:
    """The answer to the question of that code as people read it; "" where there is none."""
    if not answer:
        return ""
    if code == WEEKS_LEFT.code:
        return f"{answer} week{'' if answer == '1' else 's'}"
    return BY_CODE[code].words_of(answer) if code in BY_CODE else answer
