"""Policies of choosing a partnership model."""

from .outcomes import Policy, everyone
from .partnering import NO_POST, acting_in_consortium, in_consortium

of_consortium = lambda world: [world.partnering.consortium.pk]  # noqa: E731


def chosen(world):
    """The consortium, once its members agreed on a model."""
    consortium = world.partnering.consortium
    consortium.partnership_model = "alliance"
    consortium.save(update_fields=["partnership_model"])
    return consortium


POLICIES: dict[str, Policy] = {
    "partnership_models": Policy(get=everyone()),
    "model_choice": Policy(get=in_consortium(), post=NO_POST, args=of_consortium),
    "model_questions": Policy(
        get=acting_in_consortium(),
        post=acting_in_consortium(),
        args=lambda world: [world.partnering.consortium.pk, "money"],
    ),
    "model_comparison": Policy(get=in_consortium(), post=NO_POST, args=of_consortium),
    "model_detail": Policy(
        get=in_consortium(), post=NO_POST, args=lambda world: [world.partnering.consortium.pk, "alliance"]
    ),
    "model_papers": Policy(get=in_consortium(), post=NO_POST, args=of_consortium),
    "model_paper": Policy(
        get=acting_in_consortium(),
        post=acting_in_consortium(),
        args=lambda world: [chosen(world).pk, "alliance"],
    ),
}
