"""What somebody hostile sends, page by page: forged forms, other hosts, others' sessions, headers, files, fields and rows.

What every file and form of odd content does is fuzzed (tests/fuzz); who may see what is tests/test_access.py.
"""

import io
import time
import uuid
import zipfile

import openpyxl
import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from followups.letters.transports import Email, Outgoing
from followups.models import SupportRequest
from kontakt.accounts.models import User
from kontakt.accounts.sessions import LONGEST, SIGNED_IN_KEY
from kontakt.ui.exports import rows_response
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.addresses import ADMINISTRATION, PAGES, address

pytestmark = pytest.mark.django_db
PASSWORD = "et-langt-kodeord"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
ELSEWHERE = ["//evil.example", "https://evil.example/", "https:evil.example", "/\\evil.example", "\\\\evil.example",
             "http:///evil.example", "javascript:alert(1)", " //evil.example", "/%09/evil.example"]  # fmt: skip


@pytest.fixture
def user():
    user = user_of("caseworker")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user, **more):
    return client.post("/konto/login/", {"login": user.username, "password": PASSWORD, **more})


class TestForgedForms:
    def test_every_address_refuses_a_form_without_its_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user_of("administrator"))
        taken = [
            place
            for place in [*(address(page) for page in PAGES), *ADMINISTRATION[::4]]
            if client.post(place, {"a": "b"}).status_code != 403
        ]
        assert not taken

    def test_the_token_of_another_session_is_refused(self, user):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        client.cookies["csrftoken"] = "a" * 32
        assert client.post("/opgaver/filtre/", {"name": "x", "csrfmiddlewaretoken": "b" * 32}).status_code == 403

    def test_no_view_of_ours_is_exempt(self):
        assert not [page.name for page in PAGES if getattr(page.callback, "csrf_exempt", False)]


class TestHeaders:
    def test_every_page_has_the_policy_and_cannot_be_framed(self, client):
        client.force_login(user_of("administrator"))
        for place in [*(address(page) for page in PAGES), *ADMINISTRATION[::8], "/nothing/"]:
            headers = client.get(place).headers
            assert headers["Content-Security-Policy"] == POLICY, place
            assert headers["X-Frame-Options"] == "DENY", place
            assert headers["X-Content-Type-Options"] == "nosniff", place
            assert headers["Referrer-Policy"] == "same-origin", place

    def test_so_has_an_error(self, monkeypatch):
        monkeypatch.setattr("municipalities.views.tile_map.figures_shown", None)
        client = Client(raise_request_exception=False)
        client.force_login(user_of("reader"))
        answer = client.get("/kort/")
        assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (500, POLICY)
        assert b"Traceback" not in answer.content

    def test_a_page_is_kept_in_no_cache_that_others_share(self, client, user):
        client.force_login(user)
        assert client.get("/kommuner/").headers["Cache-Control"] == "private, no-cache"

    @pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
    def test_other_methods_are_refused(self, client, user, method):
        client.force_login(user)
        assert getattr(client, method)("/kommuner/").status_code == 405

    @pytest.mark.parametrize("place", ["/konto/login/", "/konto/password/reset/", "/"])
    def test_another_host_is_refused(self, client, place):
        assert client.get(place, headers={"host": "evil.example"}).status_code == 400
        assert "evil" not in client.get(place, headers={"x-forwarded-host": "evil.example"}).content.decode()


class TestSessions:
    def test_signing_in_gives_a_new_session(self, client, user):
        client.get("/konto/login/")
        client.cookies["sessionid"] = "x" * 32
        sign_in(client, user)
        assert client.cookies["sessionid"].value != "x" * 32
        first = client.cookies["sessionid"].value
        client.post("/konto/logout/")
        assert client.post("/konto/log-ud/").status_code in (302, 404)
        client.cookies["sessionid"] = first
        sign_in(client, user)
        assert client.cookies["sessionid"].value != first

    def test_signing_out_ends_it_on_the_server(self, client, user):
        sign_in(client, user)
        kept = client.cookies["sessionid"].value
        client.post(address(next(page for page in PAGES if page.name == "account_logout")))
        thief = Client()
        thief.cookies["sessionid"] = kept
        assert "/login/" in thief.get("/kommuner/").headers["Location"]

    def test_it_is_over_after_a_days_work_however_much_it_is_used(self, client, user):
        client.force_login(user)
        assert client.get("/kommuner/").status_code == 200
        session = client.session
        session[SIGNED_IN_KEY] = time.time() - LONGEST - 1
        session.save()
        assert client.get("/kommuner/").headers["Location"] == "/konto/login/?next=/kommuner/"
        assert "_auth_user_id" not in client.session

    def test_one_that_does_not_say_when_it_began_is_over(self, client, user):
        client.force_login(user)
        session = client.session
        del session[SIGNED_IN_KEY]
        session.save()
        assert client.get("/kommuner/").status_code == 302

    def test_its_cookie_is_for_the_server_alone(self, client, user, settings):
        settings.SESSION_COOKIE_SECURE = True
        sign_in(client, user)
        cookie = client.cookies["sessionid"]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
        assert cookie["max-age"] == ""  # it goes with the browser
        assert settings.SESSION_COOKIE_AGE == 2 * 60 * 60

    def test_guessing_is_stopped_for_known_and_unknown_names_alike(self, client, user):
        def guess(name: str) -> list[int]:
            return [client.post("/konto/login/", {"login": name, "password": "x"}).status_code for _ in range(7)]

        known, unknown = guess(user.username), guess("nobody")
        assert known == unknown
        assert guess(user.username)[-1] in (200, 429)
        assert sign_in(client, user).status_code != 302  # the right password too, for a while

    def test_a_name_that_is_nobodys_takes_as_long(self, client, user, monkeypatch):
        """As many times as a password is worked through, so long it takes."""
        worked = []
        made = MD5PasswordHasher.encode
        monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: worked.append(1) or made(*given))
        counts = []
        for name in (user.username, user.email, "nobody", "nobody@kontakt.example"):
            worked.clear()
            client.post("/konto/login/", {"login": name, "password": "x"})
            counts.append(len(worked))
        assert min(counts) > 0
        assert len(set(counts)) == 1

    def test_a_short_password_is_refused(self, client, user):
        sign_in(client, user)
        new = {"oldpassword": PASSWORD, "password1": "kort-kode-1", "password2": "kort-kode-1"}
        answer = client.post("/konto/password/change/", new)
        assert "password1" in answer.context["form"].errors or "password2" in answer.context["form"].errors

    def test_a_changed_password_is_told_by_mail(self, client, user):
        sign_in(client, user)
        new = {"oldpassword": PASSWORD, "password1": "ny-og-lang-kode", "password2": "ny-og-lang-kode"}
        client.post("/konto/password/change/", new)
        [told] = mail.outbox
        assert told.to == [user.email]
        assert "ny-og-lang-kode" not in told.body


class TestLeadingElsewhere:
    @pytest.mark.parametrize("there", ELSEWHERE)
    def test_no_next_leads_to_another_host(self, user, there):
        for place, sent in {
            "/konto/login/": {"login": user.username, "password": PASSWORD},
            "/sprog/": {"language": "en"},
            "/udseende/": {"appearance": "dark"},
        }.items():
            answer = Client().post(place, sent | {"next": there})
            leads = answer.headers.get("Location", "/")
            assert leads.startswith("/") and not leads.startswith(("//", "/\\")), (place, leads)

    @pytest.mark.parametrize("there", ELSEWHERE)
    def test_nor_does_signing_out(self, client, user, there):
        client.force_login(user)
        out = address(next(page for page in PAGES if page.name == "account_logout"))
        leads = client.post(out, {"next": there}).headers["Location"]
        assert leads.startswith("/") and not leads.startswith(("//", "/\\"))


class TestFieldsAndRows:
    def test_what_a_form_does_not_show_is_not_saved(self, client):
        client.force_login(user_of("administrator"))
        sent = {"email": "ny@kontakt.example", "username": "ny", "first_name": "N", "last_name": "Y", "roles": "reader"}
        hidden = {"is_superuser": "on", "is_staff": "on", "password": "x", "groups": "1", "last_login_0": "2018-01-01"}
        client.post("/administration/accounts/user/add/", sent | hidden)
        made = User.objects.get(email="ny@kontakt.example")
        assert (made.is_superuser, made.is_staff, made.has_usable_password(), made.last_login) == (False,) * 3 + (None,)
        assert made.roles == {"reader"}

    def test_an_office_asks_for_no_help_in_another_region(self, client):
        user = user_of("regional_office", "AMK Syd")
        client.force_login(user)
        other = Municipality.objects.exclude(office=user.office).first()
        answer = client.post("/anmodninger/ny/", {
            "municipality": other.pk, "kommune": other.code, "text": "Hjælp", "asked_on": "2018-10-01", "submission": str(uuid.uuid4()),
        })  # fmt: skip
        assert answer.status_code in (200, 404)
        assert not SupportRequest.objects.filter(municipality=other).exists()

    @pytest.mark.parametrize("order", ["password", "-responsible__password", "user__email", "pk;--", "?"])
    def test_a_list_is_ordered_by_its_columns_only(self, client, user, order):
        client.force_login(user)
        plain = client.get("/kommuner/").context["table"].data.data
        asked = client.get("/kommuner/", {"sort": order}).context["table"].data.data
        assert [str(row) for row in plain] == [str(row) for row in asked]

    def test_the_administration_asks_for_no_password_column(self, client):
        client.force_login(user_of("administrator"))
        answer = client.get("/administration/accounts/user/?password__startswith=md5")
        assert answer.status_code in (302, 400)


class TestWhatIsWrittenIsNeverRun:
    def test_in_a_mails_headers(self):
        sent = Email()._as_mail(
            Outgoing(uuid.uuid4(), "Emne\r\nBcc: x@evil.example", "t", ["a@b.example"], "c@d.example", [])
        )
        assert sent.message()["Subject"] == "Emne Bcc: x@evil.example"
        assert sent.message()["Bcc"] is None

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ="])
    def test_in_a_spreadsheet(self, start, kind):
        content = rows_response(["A"], [[f"{start}1+1"]], file_format=kind, name="x").content
        if kind == "csv":
            cell = content.decode("utf-8-sig").split("\r\n", 1)[1].strip("\r\n").strip('"')
        else:
            cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"].value
        assert cell.startswith("'")

    def test_a_heading_neither(self):
        content = rows_response(["=1+1"], [["x"]], file_format="csv", name="x").content
        assert b"\xef\xbb\xbf'=1+1" in content

    def test_every_export_goes_by_way_of_that(self):
        from kontakt.start.installation import PROJECT

        writers = {
            str(path.relative_to(PROJECT))
            for folder in ("kontakt", "municipalities", "followups")
            for path in (PROJECT / folder).rglob("*.py")
            if any(word in path.read_text() for word in ("csv.writer", "DictWriter", "tablib.", "openpyxl.Workbook", "= Workbook("))
        }  # fmt: skip
        assert writers == {"kontakt/ui/exports.py", "municipalities/statements/workbook.py"}


class TestTheApi:
    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("compliance?month=0000-01", 422),
            ("compliance?month=٢٠١٨-04", 422),
            ("compliance?month=2018-04&scheme=%00", 400),
            ("statement?month=2018-04&as_known=0001-01-01T00:00:00%2B14:00", 422),
            ("compliance?month=2018-04&as_known=9999-12-31T23:59:59-12:00", 422),
            ("levels/%00", 400),
            ("levels/x%00", 400),
        ],
    )
    def test_what_it_cannot_understand_is_said(self, client, path, status):
        from kontakt.accounts.models import Token
        from kontakt.accounts.tokens import new_secret

        reader = user_of("reader")
        token = Token(name="x", user=reader, made_by=reader)
        secret = new_secret(token)
        token.save()
        answer = client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == status and answer.json()["detail"]


def test_a_package_of_documents_is_looked_into_without_unpacking_it():
    """A DOCX that would unpack to a gigabyte is kept as the bytes it is."""
    from followups.attachments import _is_office

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 200_000_000)
    began = time.process_time()
    assert _is_office(buffer.getvalue(), "word/document.xml")
    assert time.process_time() - began < 0.2
