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
    path("login/", open_to_all(account.login, says="Sign in."), name="account_login"),
    path(
        "login/code/",
        open_to_all(mfa.authenticate, says="Give the code from one's phone while signing in."),
        name="mfa_authenticate",
    ),
    path("logout/", open_to_all(account.logout, says="Sign out."), name="account_logout"),
    path(
        "closed/", open_to_all(account.account_inactive, says="Say that an account is closed."), name="account_inactive"
    ),
    path("", signed_in(mfa.index, says="Show how one signs in."), name="mfa_index"),
    path(
        "password/",
        signed_in(account.password_change, says="Change one's own password."),
        name="account_change_password",
    ),
    path(
        "again/", signed_in(account.reauthenticate, says="Ask for one's password again."), name="account_reauthenticate"
    ),
    path("again/code/", signed_in(mfa.reauthenticate, says="Ask for the code again."), name="mfa_reauthenticate"),
    path("codes/", signed_in(totp.activate_totp, says="Begin to sign in with a code too."), name="mfa_activate_totp"),
    path(
        "codes/stop/", signed_in(totp.deactivate_totp, says="Stop signing in with a code."), name="mfa_deactivate_totp"
    ),
    path(
        "backup-codes/",
        signed_in(backup_codes.view_recovery_codes, says="Show one's own backup codes."),
        name="mfa_view_recovery_codes",
    ),
    path(
        "backup-codes/new/",
        signed_in(backup_codes.generate_recovery_codes, says="Get new backup codes."),
        name="mfa_generate_recovery_codes",
    ),
]
