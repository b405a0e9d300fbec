"""The language a user has chosen, pages sent compressed, static files of more than one version, and what nobody types."""

import os
from pathlib import Path

from django.conf import settings
from django.core.exceptions import BadRequest
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware


def chosen_language(request) -> str:
    """The language's code."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class ChosenLanguageMiddleware:
    """Danish unless the user has chosen another language here.

    Not Django's LocaleMiddleware: that follows the browser's languages, and many civil servants' browsers ask for
    English.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = chosen_language(request)
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


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Serves the static files that were there when the process began, and those laid there since.

    While a new version is put into service, processes of both answer: a page of the new one may be followed by a request
    for its stylesheet to a process of the old. Those of the old version stay (`collectstatic` without --clear).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.autorefresh:
            self.directories.append((str(Path(self.static_root).absolute()) + os.sep, self.static_prefix))

    def __call__(self, request):
        path = request.path_info
        is_unknown = not self.autorefresh and path.startswith(self.static_prefix) and path not in self.files
        if is_unknown and (found := self.find_file(path)):
            self.files[path] = found
        return super().__call__(request)


class NoNulMiddleware:
    """Refuses a NUL in an address or a form: nobody types one, no text in the database can hold one.

    It stands after the protection against forged forms, which has read the form.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address has a NUL in it.")
        if request.method == "POST" and any("\0" in text for _, texts in request.POST.lists() for text in texts):
            raise BadRequest("The form has a NUL in it.")
