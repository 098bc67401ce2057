"""What holds for every answer to somebody who is signed in."""

from django.utils.cache import patch_cache_control


def keep_out_of_caches(get_response):
    """Pages of signed-in people are not kept by browsers or proxies: on a shared machine Back shows nothing."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware
