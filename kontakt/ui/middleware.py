"""The language a user has chosen, and pages sent compressed."""

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils import translation


class ChosenLanguageMiddleware:
    """Danish unless the user has chosen another language here.

    Not Django's LocaleMiddleware: that follows the browser's languages, and many civil servants' browsers ask for
    English.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class CompressedPagesMiddleware(GZipMiddleware):
    """Pages are compressed here, so that it does not hang on the reverse proxy; static files are so from the start.

    Against BREACH: the secret that a page holds, Django's CSRF token, is masked anew in each, and every answer gets a
    random number of bytes more. Files to download are compressed already, or kept as they are.
    """

    def process_response(self, request, response):
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        return super().process_response(request, response) if is_page else response
