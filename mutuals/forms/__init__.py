"""Forms of organisations: one for each section of a profile, one to add an organisation, two for the definition."""

from .about import AboutForm, CreateForm
from .definition import DecisionForm, DefinitionForm
from .evidence import EvidenceFileForm
from .places import PlacesForm
from .readings import PurposeForm
from .services import EvidenceForm, ServicesForm
from .social_value import SocialValueForm
from .visibility import VisibilityForm
from .working import CapacityForm, HistoryForm, PartneringForm, SizeForm, WaysOfWorkingForm

SECTION_FORMS = {
    "about": AboutForm,
    "services": ServicesForm,
    "evidence": EvidenceForm,
    "places": PlacesForm,
    "social_value": SocialValueForm,
    "size": SizeForm,
    "capacity": CapacityForm,
    "ways_of_working": WaysOfWorkingForm,
    "partnering": PartneringForm,
    "history": HistoryForm,
}

__all__ = [
    "SECTION_FORMS",
    "CreateForm",
    "DecisionForm",
    "DefinitionForm",
    "EvidenceFileForm",
    "PurposeForm",
    "SocialValueForm",
    "VisibilityForm",
]
