"""What people do with organisations. Each verb is atomic, says who and when, and leaves an audit event."""

from .comparing import CannotKeep, remove_comparison, save_comparison
from .definitions import return_definition, save_answers, submit_definition, verify_definition
from .evidence import add_evidence, remove_evidence
from .organisations import create_organisation
from .profile import ChangedMeanwhile, save_section, version_of
from .readings import declare_purpose, log_reading
from .services import save_evidence, save_services, verify_claim, version_of_evidence, version_of_services
from .social_value import save_social_value

__all__ = [
    "CannotKeep",
    "ChangedMeanwhile",
    "add_evidence",
    "create_organisation",
    "declare_purpose",
    "log_reading",
    "remove_comparison",
    "remove_evidence",
    "return_definition",
    "save_answers",
    "save_comparison",
    "save_evidence",
    "save_section",
    "save_services",
    "save_social_value",
    "submit_definition",
    "verify_claim",
    "verify_definition",
    "version_of",
    "version_of_evidence",
    "version_of_services",
]
