"""What whoever is helped reads of a package in which something is done by nobody yet."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef

from support_requests.models import Assignment, Package, PackageLine

AGREED = (Assignment.State.ACCEPTED, Assignment.State.DONE)


def without_adviser(package: Package) -> list[PackageLine]:
    """Lines of a package that goes on for which nobody has agreed: whoever was only asked may still say no."""
    if package.ended_at is not None:
        return []
    agreed = Assignment.objects.filter(line=OuterRef("pk"), state__in=AGREED)
    return list(PackageLine.objects.filter(~Exists(agreed), package=package))


def looked_for(lines: Iterable[PackageLine]) -> str:
    """With what nobody helps yet, and when to expect somebody; "" where everything has its adviser."""
    names = ", ".join(str(line).lower() for line in lines)
    if not names:
        return ""
    days = settings.SUPPORT_ADVISER_ANSWER_DAYS
    within = f"{days} working day{'' if days == 1 else 's'}"
    return (
        f"Nobody helps with this yet: {names}. The programme looks for an adviser. One who is asked should answer "
        f"within {within}, or staff are reminded. You are told as soon as one agrees."
    )
