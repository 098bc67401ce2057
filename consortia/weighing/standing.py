"""How a draft of weights stands against what is in force, and what keeps it from being published."""

from dataclasses import dataclass

from consortia.matching.weights import problems
from consortia.models import WeightSet


@dataclass(frozen=True)
class Standing:
    """`refusal`: why it cannot be published and what to do; empty where it can."""

    is_overtaken: bool  # a later version is in force: publishing this one would not put it in force
    problems: tuple[str, ...]
    has_preview: bool  # one of these very weights against what is in force
    refusal: str

    @classmethod
    def of(cls, draft: WeightSet, in_force: WeightSet | None) -> "Standing":
        overtaken_by = in_force.version if in_force is not None and in_force.version > draft.version else None
        found = tuple(problems(draft.values))
        has_preview = preview_holds(draft, in_force)
        refusal = ""
        if overtaken_by is not None:
            refusal = (
                f"Version {overtaken_by} was published after this draft was started. "
                "Start a new draft from this one, look at its preview, and publish that."
            )
        elif found:
            refusal = f"{found[0]}. Edit the draft, then publish it."
        elif in_force is not None and in_force.values == draft.values:
            refusal = f"It says the same as version {in_force.version}, which is in force. Edit the draft first."
        elif not has_preview:
            refusal = "Make a preview of the draft as it stands now, and look at it, before you publish."
        return cls(overtaken_by is not None, found, has_preview, refusal)


def preview_holds(draft: WeightSet, in_force: WeightSet | None) -> bool:
    """Whether the preview was made of the draft as it is now, against the weights that are in force now."""
    made = (draft.preview or {}).get("result")
    if not made or draft.previewed_at is None:
        return False
    edited = draft.edited_at or draft.created_at
    return draft.previewed_at >= edited and in_force is not None and made["against"] == in_force.version
