"""Static files while processes of two versions answer."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from kontakt.ui.middleware import StaticFilesMiddleware


@pytest.fixture
def process(tmp_path):
    """A process that began when one stylesheet was there; gives what it answers for a path."""
    (tmp_path / "old.1.css").write_text("old")
    (tmp_path.parent / "secret.css").write_text("secret")
    with override_settings(STATIC_ROOT=tmp_path, WHITENOISE_AUTOREFRESH=False, WHITENOISE_USE_FINDERS=False):
        middleware = StaticFilesMiddleware(lambda request: HttpResponse("the site", status=404))

    def answer(path: str) -> tuple[int, str]:
        response = middleware(RequestFactory().get(path))
        return response.status_code, b"".join(response).decode()

    return answer


def test_a_process_serves_what_a_later_version_laid_there(process, tmp_path):
    assert process("/static/new.2.css") == (404, "the site")
    (tmp_path / "new.2.css").write_text("new")
    assert process("/static/new.2.css") == (200, "new")
    assert process("/static/old.1.css") == (200, "old")
    assert process("/static/../secret.css")[0] == 404
    assert process("/andet/new.2.css")[0] == 404


def test_the_site_serves_its_static_files_so():
    assert "kontakt.ui.middleware.StaticFilesMiddleware" in settings.MIDDLEWARE
