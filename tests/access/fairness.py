"""Policies of the weights of matching, and of the page that tells everyone how it works."""

from .outcomes import FORBIDDEN, Policy, everyone, nobody, only, signed_in

readers = only("staff")
managers = only("staff", triage=FORBIDDEN, analyst=FORBIDDEN)


def draft(world):
    return [world.weights_draft.version]


POLICIES: dict[str, Policy] = {
    "how_matching_works": Policy(get=everyone()),
    "weight_sets": Policy(get=readers, post=nobody(signed_in())),
    "weight_set": Policy(get=readers, post=nobody(signed_in()), args=draft),
    "weight_set_draft": Policy(get=nobody(signed_in()), post=managers, args=draft),
    "weight_set_edit": Policy(get=managers, post=managers, args=lambda world: [*draft(world), "tenders"]),
    "weight_set_preview": Policy(get=readers, post=managers, args=draft),
    "weight_set_publish": Policy(get=managers, post=managers, args=draft),
    "weight_set_restore": Policy(get=managers, post=managers, args=lambda world: [world.weights_before.version]),
    "weight_set_discard": Policy(get=managers, post=managers, args=draft),
}
