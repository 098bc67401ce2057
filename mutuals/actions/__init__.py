"""What people do with organisations. Each verb is atomic, says who and when, and leaves an audit event."""

from .admission import admit, ask_for_admission, return_admission
from .comparing import CannotKeep, remove_comparison, save_comparison
from .definitions import (
    return_definition,
    save_answers,
    submit_definition,
    verify_definition,
    version_of_definition,
)
from .evidence import add_evidence, remove_evidence
from .profile import ChangedMeanwhile, save_section, version_of
from .readings import Look, declare_purpose, log_reading, log_readings, looks_at
from .rechecking import ask_for_confirmation
from .registrations import (
    discard_registration,
    save_step,
    send_registration,
    set_apart,
    start_registration,
)
from .services import save_evidence, save_services, verify_claim, version_of_evidence, version_of_services
from .social_value import save_social_value

__all__ = [
    "CannotKeep",
    "ChangedMeanwhile",
    "Look",
    "add_evidence",
    "admit",
    "ask_for_admission",
    "ask_for_confirmation",
    "declare_purpose",
    "discard_registration",
    "log_reading",
    "log_readings",
    "looks_at",
    "remove_comparison",
    "remove_evidence",
    "return_admission",
    "return_definition",
    "save_answers",
    "save_comparison",
    "save_evidence",
    "save_section",
    "save_services",
    "save_social_value",
    "save_step",
    "send_registration",
    "set_apart",
    "start_registration",
    "submit_definition",
    "verify_claim",
    "verify_definition",
    "version_of",
    "version_of_definition",
    "version_of_evidence",
    "version_of_services",
]
