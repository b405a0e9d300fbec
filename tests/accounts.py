"""Users to sign in as."""

from django.contrib.auth.models import Group

from kontakt.accounts.models import RegionalOffice, User


def user_of(role: str, office: str | None = None) -> User:
    user = User.objects.create(username=role, email=f"{role}@kontakt.example")
    user.groups.add(Group.objects.get(name=role))
    if office:
        user.office = RegionalOffice.objects.get(name=office)
        user.save()
    return user
