"""The addresses of sign-in: those of allauth's that we use, each with its door.

They stand here and not in accounts, because accounts are below doors. No sign-up, and no password by mail.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as backup_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from throughline.access.doors import open_to_all, signed_in

urlpatterns = [
    path("login/", open_to_all(account.login), name="account_login"),
    path("login/code/", open_to_all(mfa.authenticate), name="mfa_authenticate"),
    path("logout/", open_to_all(account.logout), name="account_logout"),
    path("closed/", open_to_all(account.account_inactive), name="account_inactive"),
    path("", signed_in(mfa.index), name="mfa_index"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("again/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("codes/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("codes/stop/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("backup-codes/", signed_in(backup_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("backup-codes/new/", signed_in(backup_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
