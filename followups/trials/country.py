"""What an installation that is tried has in it: the made-up country with its casework, and people who can sign in."""

from django.contrib.auth.models import Group

from followups.bench.casework import user_of
from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from kontakt.queue import unsent
from municipalities.assessment.recalculation import Cause, recalculate_pending, request_recalculation
from municipalities.bench.made_up_country import Country, make_country

PASSWORD = "campaign-1-2-3"


def assessed_country(months: int) -> Country:
    """98 municipalities, six target groups and so many months, with their levels."""
    with unsent():
        country = make_country(months)
        request_recalculation(Cause.BY_HAND)
        recalculate_pending()
    return country


def people(role: Role, count: int, *, office: RegionalOffice | None = None) -> list[User]:
    """Users of a role, with PASSWORD."""
    first = user_of(role, office)
    first.set_password(PASSWORD)
    first.is_active = True
    first.save()
    group = Group.objects.get(name=role)
    others = User.objects.bulk_create(
        User(
            username=f"bench-{role}-{number}", email=f"bench-{role}-{number}@bench.example", office=office,
            password=first.password,
        )
        for number in range(2, count + 1)
    )  # fmt: skip
    User.groups.through.objects.bulk_create(User.groups.through(user=user, group=group) for user in others)
    return [first, *others]
