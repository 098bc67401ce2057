"""What the members of a consortium enter on the Central Digital Platform: a checklist, and the same as a table.

Each member's numbers stand here only where it lets the others see them. Share codes are never kept by the portal.
"""

from dataclasses import dataclass

from consortia.models import ConsortiumMember
from consortia.workspace.seats import Workspace
from mutuals.viewers import Viewer
from mutuals.visibility import Visibility

HEADINGS = (
    "Organisation",
    "Role",
    "Companies House number",
    "Charity number",
    "Share code",
    "Registered",
    "Share code sent",
)
SHARE_CODE = ""  # each member gets its own from the platform, and writes it on paper or into its own copy
NOT_SHOWN = "Not shown to you"
NONE = "None given"
STEPS = (
    "Register the organisation, or sign in for it, on the Central Digital Platform (part of Find a Tender).",
    "Enter or check the core supplier information: names, addresses, people with control, accounts, exclusions.",
    "Create a share code there for this tender, after the last change: it gives the information as it was on that day.",
    "Give the share code to whoever leads the tender, or to the buyer if its documents ask for that.",
)
LEAD_STEPS = (
    "Look in the tender documents for how the buyer wants consortia to be named and who registers.",
    "Collect a share code of every member, and of subcontractors whom the tender relies on.",
    "Enter the members as associated persons where the buyer’s form asks for them.",
)


@dataclass(frozen=True)
class Row:
    """One member as the person who looks may see it."""

    member: ConsortiumMember
    company_number: str
    charity_number: str

    @property
    def cells(self) -> list[str]:
        organisation, role = self.member.organisation.name, self.member.get_role_display()
        return [organisation, role, self.company_number, self.charity_number, SHARE_CODE, "", ""]


def rows(workspace: Workspace, viewer: Viewer) -> list[Row]:
    return [_row(member, viewer) for member in workspace.members]


def _row(member: ConsortiumMember, viewer: Viewer) -> Row:
    organisation = member.organisation
    if not _shows_numbers(organisation, viewer):
        return Row(member, NOT_SHOWN, NOT_SHOWN)
    return Row(member, organisation.company_number or NONE, organisation.charity_number or NONE)


def _shows_numbers(organisation, viewer: Viewer) -> bool:
    return any("company_number" in section.fields for section in viewer.sections_of(organisation))


def read_closely(workspace: Workspace, viewer: Viewer) -> list:
    """Members of which the page shows numbers that are not public: whoever reads them is noted. Not one's own."""
    return [
        member.organisation
        for member in workspace.members
        if member.organisation.pk not in viewer.own
        and member.organisation.visibility_about == Visibility.PARTNERS
        and _shows_numbers(member.organisation, viewer)
    ]
