"""Forms of organisations: one for each section of a profile, registering, the definition, and decisions."""

from .about import AboutForm
from .decisions import AdmissionForm, DecisionForm
from .definition import DefinitionForm
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
    "AdmissionForm",
    "DecisionForm",
    "DefinitionForm",
    "EvidenceFileForm",
    "PurposeForm",
    "SocialValueForm",
    "VisibilityForm",
]
