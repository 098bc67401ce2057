"""Policies of the directory and comparisons."""

from .outcomes import Policy, everyone, nobody, only, signed_in

POLICIES: dict[str, Policy] = {
    "organisation_list": Policy(get=everyone()),
    "organisation_map": Policy(get=everyone()),
    "organisation_csv": Policy(get=everyone()),
    "organisation_compare": Policy(get=everyone()),
    "comparison_list": Policy(get=signed_in()),
    "comparison_save": Policy(get=None, post=signed_in()),
    "comparison_remove": Policy(
        get=nobody(signed_in()), post=only("owner"), args=lambda world: [world.owners_comparison.pk]
    ),
}
