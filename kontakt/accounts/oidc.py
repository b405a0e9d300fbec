"""Sign-in by OpenID Connect: one provider, named in the settings, that says who people are and which roles they have.

The protocol is allauth's; what is here is stricter than its default: the ID token's signature is always checked, the
token must answer our own request (nonce), and nothing in the address of the sign-in page changes what is asked for.
"""

import hashlib
import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from requests import RequestException

from kontakt.accounts.access import Open, requires
from kontakt.accounts.admitting import admit
from kontakt.audit.models import Access
from kontakt.audit.trail import record

logger = logging.getLogger(__name__)

PROVIDER = "oidc"


class _Client(OAuth2Client):
    def get_redirect_url(self, authorization_url, scope, extra_params) -> str:
        return super().get_redirect_url(authorization_url, scope, extra_params | {"nonce": _nonce(self.state)})


class _Protocol(OpenIDConnectOAuth2Adapter):
    client_class = _Client

    def complete_login(self, request, app, token, **kwargs) -> SocialLogin:
        id_token = self._checked(app, kwargs["response"].get("id_token"))
        userinfo = self._fetch_user_info(token.token)
        if userinfo.get("sub") != id_token["sub"]:
            raise OAuth2Error("The user info is about somebody else.")
        return self.get_provider().sociallogin_from_response(request, {"id_token": id_token, "userinfo": userinfo})

    def _checked(self, app, id_token: str | None) -> dict:
        """What the ID token says. Raises OAuth2Error unless the provider signed it, now, for us, for this sign-in."""
        if not id_token:
            raise OAuth2Error("There is no ID token.")
        try:
            said = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
            in_order = said["exp"] and said["sub"] and said.get("azp", app.client_id) == app.client_id
            answers = said["nonce"] == _nonce(self.request.GET["state"])
        except (KeyError, ValueError) as error:
            raise OAuth2Error("The ID token is not as it should be.") from error
        if not (in_order and answers):
            raise OAuth2Error("The ID token is for somebody else, or for another sign-in.")
        return said


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = _Protocol

    def get_redirect_from_request_kwargs(self, request) -> dict:
        fixed = {"process": AuthProcess.LOGIN, "scope": self.get_scope(), "auth_params": {}}
        return super().get_redirect_from_request_kwargs(request) | fixed

    def extract_uid(self, data) -> str:
        """Subjects are the provider's own numbers: with its name, so that another provider's mean nobody here."""
        return hashlib.sha256(f"{data['id_token']['iss']}\n{data['id_token']['sub']}".encode()).hexdigest()


class Adapter(DefaultSocialAccountAdapter):
    def list_apps(self, request, provider=None, client_id=None) -> list[SocialApp]:
        """The one of the settings, if any; none from the database."""
        if not settings.OIDC_SERVER_URL:
            return []
        return [
            SocialApp(
                provider=OpenIDConnectProvider.id,
                provider_id=PROVIDER,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={
                    "server_url": settings.OIDC_SERVER_URL,
                    "oauth_pkce_enabled": True,
                    "scope": settings.OIDC_SCOPES,
                },
            )
        ]

    def get_provider(self, request, provider, client_id=None) -> Provider:
        return Provider(request, app=self.get_app(request, provider))

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None) -> None:
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("account_login"))
        logger.warning("A sign-in by OpenID Connect failed (%s): %r", error, exception)

    def pre_social_login(self, request, sociallogin) -> None:
        """Nobody comes further whom `admit` has not let in."""
        told = sociallogin.account.extra_data
        try:
            admit(request, sociallogin, told["id_token"] | told["userinfo"])
        except ValidationError as refused:
            known = sociallogin.user if sociallogin.account.pk else None
            record(request, Access.Kind.SIGN_IN_FAILED, known.username if known else "", user=known)
            words = {"why": refused.messages, "name": settings.OIDC_NAME}
            raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", words, status=403))


@requires(Open.ANYONE)
def sign_in(request, provider_id: str):
    return _view(OAuth2LoginView, request, provider_id)


@requires(Open.ANYONE)
def answer(request, provider_id: str):
    """Where the provider sends people back."""
    return _view(OAuth2CallbackView, request, provider_id)


def _view(view, request, provider_id: str):
    if not settings.OIDC_SERVER_URL:
        raise Http404
    protocol = _Protocol(request, provider_id)
    try:
        return view.adapter_view(protocol)(request)
    except RequestException as error:
        return render_authentication_error(request, protocol.get_provider(), exception=error)


def _nonce(state: str) -> str:
    """The state is a secret of the browser's session, and used once; so is what is made of it."""
    return hashlib.sha256(f"nonce {state}".encode()).hexdigest()
