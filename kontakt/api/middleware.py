"""What goes wrong at an address of the API is told as the API tells it: `{"detail": …}`."""

import json
from http import HTTPStatus

BEGINNING = "/api/"


class ErrorsMiddleware:
    """Django's own refusals (an address that there is not, a method, a NUL) are pages, which no program reads.

    It stands where the length of the answer is not yet said.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = not response.headers.get("Content-Type", "").startswith("application/json")
        if request.path.startswith(BEGINNING) and response.status_code >= 400 and is_page:
            response.content = json.dumps({"detail": HTTPStatus(response.status_code).phrase})
            response.headers["Content-Type"] = "application/json; charset=utf-8"
        return response
