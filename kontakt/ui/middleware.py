"""The language a user has chosen."""

from django.conf import settings
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
