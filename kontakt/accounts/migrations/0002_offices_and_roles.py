"""The three regional offices, and a group for each role."""

from django.db import migrations

OFFICES = ["AMK Øst", "AMK Syd", "AMK Midt-Nord"]
ROLES = ["caseworker", "approver", "regional_office", "reader", "administrator"]


def add(apps, schema_editor):
    office = apps.get_model("accounts", "RegionalOffice")
    group = apps.get_model("auth", "Group")
    for name in OFFICES:
        office.objects.get_or_create(name=name)
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
