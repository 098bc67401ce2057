"""Days that advisers worked, and documents of a package."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships_portal.accounts.limits import limited
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.documents.checking import Refused
from partnerships_portal.documents.serving import handed_out
from partnerships_portal.documents.uploading import too_large
from support_requests.actions import package_files, time_entries
from support_requests.delivering.desk import Desk, allowed, in_package
from support_requests.forms.delivery import PackageFileForm, TimeForm
from support_requests.models import Assignment, PackageFile, TimeEntry

from .packages import FORM_METHODS, done, posted

State = Assignment.State
HELPS_OR_HELPED = Q(state__in=(State.ACCEPTED, State.DONE)) | Q(state=State.WITHDRAWN, answered_at__isnull=False)


@FORM_METHODS
@in_package
@allowed("may_enter_time")
def time_add(request, desk: Desk):
    """An adviser enters days; an officer for any of those who help or helped."""
    assignments = _assignments(desk)
    if not assignments:
        messages.error(request, "Nobody helps with this package yet: ask an adviser first.")
        return redirect(desk.package)
    form = TimeForm(posted(request), assignments=assignments, names_advisers=desk.is_officer)
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        messages.success(request, "The days are entered.")
        return redirect(desk.package)
    return render(request, "support_requests/packages/time.html", {"desk": desk, "form": form})


@FORM_METHODS
@in_package
def time_remove(request, desk: Desk, entry_pk):
    """Take away what was entered wrongly, asked once more: one's own, or as an officer. 403 for others."""
    if not desk.sees_request:
        raise PermissionDenied
    entries = TimeEntry.objects.filter(assignment__line__package=desk.package)
    entries = entries.select_related("assignment__line", "assignment__adviser__person")
    entry = get_object_or_404(entries, pk=entry_pk)
    if not (desk.is_officer or entry.added_by_id == request.user.pk):
        raise PermissionDenied
    if request.method == "POST":
        return done(request, desk, "The days are taken off.", time_entries.remove_time, entry=entry)
    return render(request, "support_requests/packages/time_remove.html", {"desk": desk, "entry": entry})


@FORM_METHODS
@limited("package_file_add", "60/h/user")
@in_package
@allowed("may_add_files")
def package_file_add(request, desk: Desk):
    """A document more."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PackageFileForm(*sent, is_too_large=too_large(request))
    if form.is_bound and form.is_valid() and _kept(request, desk, form):
        messages.success(request, "The document is added. Everyone who works on this is told.")
        return redirect(desk.package)
    return render(request, "support_requests/packages/file.html", {"desk": desk, "form": form})


@require_safe
@in_package
def package_file(request, desk: Desk, file_pk):
    """The document, to be saved."""
    file = get_object_or_404(PackageFile.objects.select_related("file"), package=desk.package, pk=file_pk)
    return handed_out(file.file)


@FORM_METHODS
@in_package
def package_file_remove(request, desk: Desk, file_pk):
    """Asked once more: the file is gone for good. 403 but for whoever added it, and officers."""
    file = get_object_or_404(PackageFile.objects.select_related("file", "package"), package=desk.package, pk=file_pk)
    if not (desk.is_officer or file.added_by_id == request.user.pk):
        raise PermissionDenied
    if request.method == "POST":
        return done(request, desk, "The document is taken off.", package_files.remove_file_of, file=file)
    return render(request, "support_requests/packages/file_remove.html", {"desk": desk, "file": file})


def _assignments(desk: Desk) -> list[Assignment]:
    """Those for which the person may enter days."""
    if not desk.is_officer:
        return list(desk.own)
    helped = Assignment.objects.filter(HELPS_OR_HELPED, line__package=desk.package)
    return list(helped.select_related("line", "adviser__person"))


def _entered(request, form: TimeForm) -> bool:
    typed = form.cleaned_data
    try:
        time_entries.enter_time(
            assignment=form.assignment,
            days=typed["days"],
            worked_on_day=typed["worked_on"],
            what=typed["what"],
            form_key=typed["form_key"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error("worked_on" if "Enter a day" in str(refusal) else "days", str(refusal))
        return False
    return True


def _kept(request, desk: Desk, form: PackageFileForm) -> bool:
    typed = form.cleaned_data
    given = {"upload": typed["file"], "note": typed["note"], "form_key": typed["form_key"]}
    try:
        package_files.add_file(package=desk.package, **given, by=request.user, at=timezone.now())
    except (NotPossible, Refused) as refusal:
        form.add_error("file", str(refusal))
        return False
    return True
