"""Settings that cannot be right are told before anything starts."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register

from kontakt.accounts.access import Role


@register()
def sign_in_settings(app_configs, **kwargs) -> list[Error]:
    """Roles that there are; a provider that is asked over https (this machine excepted), and told who asks."""
    named = [("MFA_REQUIRED_ROLES", name) for name in settings.MFA_REQUIRED_ROLES]
    named += [("OIDC_ROLE_MAP", name) for name in settings.OIDC_ROLE_MAP.values()]
    errors = [
        Error(f"{setting} names “{name}”; the roles are {', '.join(Role.values)}.", id="accounts.E001")
        for setting, name in named
        if name not in Role.values
    ]
    provider = urlsplit(settings.OIDC_SERVER_URL)
    if settings.OIDC_SERVER_URL and provider.scheme != "https" and provider.hostname not in ("localhost", "127.0.0.1"):
        errors.append(Error("OIDC_SERVER_URL must begin with https.", id="accounts.E002"))
    if settings.OIDC_SERVER_URL and not (settings.OIDC_CLIENT_ID and settings.OIDC_CLIENT_SECRET):
        errors.append(Error("OIDC_SERVER_URL needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.", id="accounts.E003"))
    if settings.OIDC_ONLY and not settings.OIDC_SERVER_URL:
        errors.append(Error("OIDC_ONLY without OIDC_SERVER_URL lets nobody in.", id="accounts.E004"))
    return errors
