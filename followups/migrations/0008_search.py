"""The words of letters, log entries and promises are kept for searching. Triggers do not see columns that are derived."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0007_default_letters"),
        ("municipalities", "0004_versions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("subject", 200000), config="danish", weight="A"
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("body", 200000), config="danish", weight="C"
                    ),
                    django.contrib.postgres.search.SearchConfig("danish"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="logentry",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.CombinedSearchVector(
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("theme", 200000), config="danish", weight="A"
                        ),
                        "||",
                        django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Left("contact_name", 200000), config="danish", weight="B"
                        ),
                        django.contrib.postgres.search.SearchConfig("danish"),
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("text", 200000), config="danish", weight="C"
                    ),
                    django.contrib.postgres.search.SearchConfig("danish"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddField(
            model_name="promise",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("measure", 200000), config="danish", weight="A"
                    ),
                    "||",
                    django.contrib.postgres.search.SearchVector(
                        django.db.models.functions.text.Left("responsible", 200000), config="danish", weight="B"
                    ),
                    django.contrib.postgres.search.SearchConfig("danish"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="letter_words"),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="log_entry_words"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="promise_words"),
        ),
    ]
