"""What holds for the menu of every page."""

from partnerships_portal.notifications.awaiting import forget_number

ONLY_READ = {"GET", "HEAD", "OPTIONS"}


def count_again_after_acts(get_response):
    """Whoever did something reads in the next menu what awaits them now, not what awaited them before."""

    def middleware(request):
        response = get_response(request)
        if request.method not in ONLY_READ and request.user.is_authenticated:
            forget_number(request.user)
        return response

    return middleware
