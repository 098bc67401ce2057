"""Policies of confidentiality in workspaces."""

from tests.factories import StoredFileFactory
from tests.factories.disclosure import AgreementFactory

from .outcomes import FORBIDDEN, Policy
from .partnering import NO_POST, acting_in_consortium, in_consortium


def _here(world) -> list[int]:
    return [world.partnering.consortium.pk]


def _version(world) -> list[int]:
    """A version that the organisation put forward."""
    consortium = world.partnering.consortium
    member = consortium.members.get(organisation=world.organisation)
    return [consortium.pk, AgreementFactory(consortium=consortium, put_forward_for=member).version]


def _own_document(world) -> list[int]:
    consortium = world.partnering.consortium
    agreement = AgreementFactory(consortium=consortium, wording="", text="", document=StoredFileFactory())
    return [consortium.pk, agreement.version]


POLICIES: dict[str, Policy] = {
    "consortium_confidentiality": Policy(get=in_consortium(), post=NO_POST, args=_here),
    "consortium_figures": Policy(get=in_consortium(), post=NO_POST, args=_here),
    "agreement_detail": Policy(get=in_consortium(), post=NO_POST, args=_version),
    "agreement_document": Policy(get=in_consortium(), post=NO_POST, args=_own_document),
    "agreement_put_forward": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_here),
    "agreement_accept": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_version),
    "agreement_withdraw": Policy(  # only whoever put it forward
        get=NO_POST, post=acting_in_consortium() | {"fellow": FORBIDDEN}, args=_version
    ),
    "sections_release": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_here),
    "section_take_back": Policy(get=NO_POST, post=acting_in_consortium(), args=_here),
}
