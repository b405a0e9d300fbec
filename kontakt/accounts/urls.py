"""The pages of allauth that are in use: sign-in, and what one does with one's own account. What is not listed here does not exist."""

from allauth.account import views
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path, reverse_lazy

from kontakt.accounts import oidc
from kontakt.accounts.views import NoPasswordView, SessionsView, SignInView

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),  # always closed (ClosedSignupAdapter); the page says so
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", NoPasswordView.as_view(), name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("oidc/", oidc.sign_in, {"provider_id": oidc.PROVIDER}, name="openid_connect_login"),
    path("oidc/svar/", oidc.answer, {"provider_id": oidc.PROVIDER}, name="openid_connect_callback"),
    path("to-faktor/", second_factor.index, name="mfa_index"),
    path("to-faktor/kode/", second_factor.authenticate, name="mfa_authenticate"),
    path("to-faktor/bekraeft/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("to-faktor/app/", app.activate_totp, name="mfa_activate_totp"),
    path("to-faktor/app/fjern/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("to-faktor/noegler/ny/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("to-faktor/noegler/bekraeft/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "to-faktor/noegler/<int:pk>/fjern/",
        keys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index")),
        name="mfa_remove_webauthn",
    ),
    path("to-faktor/reservekoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("to-faktor/reservekoder/nye/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("to-faktor/reservekoder/fil/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sessioner/", SessionsView.as_view(), name="usersessions_list"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
