"""What the demonstration's programme has learnt: guides, case studies with and without a name, a pilot."""

import datetime as dt
import uuid

from mutuals.models import Organisation
from partnerships_portal.accounts.models import User
from support_requests.models import KnowledgeAttachment, KnowledgeConsent, KnowledgePage

DAY = dt.timedelta(days=1)
SPACE = uuid.UUID("a2a4a9b5-0f43-4c53-8d54-0a9d1c1f7a10")
Kind = KnowledgePage.Kind
GUIDES = (
    {
        "kind": Kind.GUIDE,
        "title": "Eight questions before you choose a partnership model",
        "summary": "What to talk about with your partners before anybody drafts an agreement.",
        "text": (
            "Will the commissioner accept it? Ask early: some want one contract with a lead, others one with each.\n\n"
            "What is formal and what informal? What each of you contributes in staff, premises and services, and how "
            "risk and reward are shared, should be written down whatever the model.\n\n"
            "Who may use whose name and logo? How are disagreements settled? How can it end, and what follows?\n\n"
            "From the report “Partnerships for Better Public Services” (2018). This is not legal advice."
        ),
        "audience": "mutuals",
        "topics": ["choosing", "risk"],
        "partnership_models": ["informal", "subcontract", "contractual_joint_venture", "alliance", "company", "llp"],
        "support_types": ["model_design", "legal"],
    },
    {
        "kind": Kind.GUIDE,
        "title": "Can you bid for a contract reserved under section 33?",
        "summary": "The three tests and the three years, in plain words, and what it means for a consortium.",
        "text": (
            "Section 33 of the Procurement Act 2023 has tests of its own. The body mainly delivers reservable light "
            "touch services; it is not for profit, or shares profits with its members only; and its employees manage "
            "and control it. Being a Mutual in this portal is not enough.\n\n"
            "In the three years before the award it must not have entered into a comparable contract: the same kind "
            "of services, for the same authority, awarded in reliance on section 33.\n\n"
            "A partner who does not qualify is a legal risk on a reserved lot. Ask for advice before you bid."
        ),
        "audience": "mutuals",
        "topics": ["section_33"],
        "support_types": ["legal", "governance"],
    },
    {
        "kind": Kind.TEMPLATE,
        "title": "Agenda for a first meeting of possible partners",
        "summary": "Ninety minutes to find out whether it is worth going on.",
        "text": (
            "What each of us brings, and what each wants (30 minutes).\n\nWhat we would never do (20 minutes).\n\n"
            "Who decides for each of us, and how fast (20 minutes).\n\nWhat we keep confidential, and the next step "
            "(20 minutes)."
        ),
        "audience": "mutuals",
        "topics": ["trust", "confidentiality"],
        "key_steps": ["brings", "aligned", "agreement", "time"],
        "support_types": ["facilitation"],
    },
)
STUDIES = (
    {
        "kind": Kind.CASE_STUDY,
        "title": "A bid that was lost, and a partnership that was not",
        "summary": "A youth service prepared a joint bid with two others in ten weeks, lost, and stayed together.",
        "beginning": "Three organisations knew each other from meetings only. The tender left them ten weeks.",
        "text": "Legal advice on a subcontract (3 days) and one workshop on values (1 day), before roles were agreed.",
        "outcome": "The bid came second. The three kept their monthly meeting and are asked for earlier since.",
        "topics": ["trust", "consortia"],
        "partnership_models": ["subcontract"],
        "key_steps": ["roles", "benefit"],
        "support_types": ["legal", "facilitation"],
    },
    {
        "kind": Kind.CASE_STUDY,
        "title": "What a financial model told four providers before they signed",
        "summary": "Four providers found out in time that one of them would have carried most of the risk.",
        "beginning": "A consortium had agreed on everything but money.",
        "text": "Financial modelling (4 days) and risk and benefit analysis (2 days), with all four round one table.",
        "outcome": "They changed who employs whom, and signed an alliance agreement half a year later.",
        "topics": ["finance", "risk"],
        "partnership_models": ["alliance"],
        "key_steps": ["funding"],
        "support_types": ["financial_modelling", "risk_and_benefit"],
    },
)
PILOT = {
    "kind": Kind.PILOT,
    "stage": "running",
    "title": "Work placements between Mutuals",
    "summary": "Two weeks with another Mutual, for twelve members of staff.",
    "beginning": "To find out whether placements build the trust on which partnerships rest, and at what cost.",
    "text": "Twelve members of staff spend two weeks with another Mutual and write down what surprised them.",
    "outcome": "After the first four: the week in which nothing is planned teaches most.",
    "topics": ["trust", "evaluation"],
    "key_steps": ["respect", "time"],
}


def ensure(*, organisation: Organisation, at: dt.datetime) -> None:
    """Write them once. `organisation` agreed to be named in the first case study and is asked about the pilot."""
    writer = User.objects.filter(programme_role="programme_manager", is_active=True).order_by("pk").first()
    owner = User.objects.filter(memberships__organisation=organisation, memberships__role="owner").first()
    if writer is None or owner is None or KnowledgePage.objects.filter(is_demo=True).exists():
        return
    pages = [
        KnowledgePage(
            form_key=uuid.uuid5(SPACE, str(said["title"])),
            state=KnowledgePage.State.PUBLISHED,
            written_by=writer,
            changed_at=at - (10 + number) * DAY,
            published_at=at - (10 + number) * DAY,
            review_by=(at + (200 + number) * DAY).date(),
            is_demo=True,
            **said,
        )
        for number, said in enumerate((*GUIDES, *STUDIES, PILOT))
    ]
    KnowledgePage.objects.bulk_create(pages)
    _link(pages[1], writer, at)
    _ask(pages[len(GUIDES)], pages[-1], organisation, owner, at)


def _link(page: KnowledgePage, writer: User, at: dt.datetime) -> None:
    KnowledgeAttachment.objects.create(
        page=page,
        title="Section 33 of the Procurement Act 2023",
        url="https://www.legislation.gov.uk/ukpga/2023/54/section/33",
        added_by=writer,
        added_at=at,
        form_key=uuid.uuid5(SPACE, "section 33"),
    )


def _ask(study: KnowledgePage, pilot: KnowledgePage, organisation: Organisation, owner: User, at: dt.datetime) -> None:
    KnowledgeConsent.objects.create(
        page=study,
        organisation=organisation,
        state=KnowledgeConsent.State.AGREED,
        version=study.version,
        asked_at=at - 20 * DAY,
        answered_by=owner,
        answered_at=at - 15 * DAY,
        name=str(owner),
        role="Chief executive",
    )
    KnowledgeConsent.objects.create(
        page=pilot,
        organisation=organisation,
        state=KnowledgeConsent.State.ASKED,
        version=pilot.version,
        asked_at=at - 2 * DAY,
    )
