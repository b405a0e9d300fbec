"""The letter templates that Kontakt comes with, from one sender that an administrator fills in."""

from pathlib import Path

from django.db import migrations

LETTERS = Path(__file__).resolve().parent.parent / "reference" / "letters"
NAMES = (
    "orientering", "indskaerpelse", "tilbud-om-stoette", "anmodning-om-redegoerelse", "rykker", "indkaldelse",
    "intensitet", "anerkendelse", "afslutning",
)  # fmt: skip


def add(apps, schema_editor):
    senders, templates, texts = (
        apps.get_model("followups", name).objects for name in ("Sender", "LetterTemplate", "LetterText")
    )
    ministry = senders.create(name="Ministeriet", authority="Beskæftigelsesministeriet")
    for name in NAMES:
        head, body = (LETTERS / f"{name}.txt").read_text(encoding="utf-8").split("\n\n", 1)
        said = dict(line.split(": ", 1) for line in head.splitlines())
        template = templates.create(
            name=said["name"], kind=said["kind"], sender=ministry, deadline_days=said.get("deadline")
        )
        texts.create(template=template, version=1, subject=said["subject"], body=body.strip())


class Migration(migrations.Migration):
    dependencies = [("followups", "0006_journal_of_what_was_there")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
