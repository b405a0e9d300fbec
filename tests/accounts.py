"""Users to sign in as."""

from django.contrib.auth.models import Group

from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User


def user_of(role: str, office: str | None = None) -> User:
    name = role if User.objects.filter(username=role).count() == 0 else f"{role}-{User.objects.count()}"
    user = User.objects.create(username=name, email=f"{name}@kontakt.example", is_staff=role == Role.ADMINISTRATOR)
    user.groups.add(Group.objects.get(name=role))
    if office:
        user.office = RegionalOffice.objects.get(name=office)
        user.save()
    return user
