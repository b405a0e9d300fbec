import functools

import django.db.migrations.operations.special
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import kontakt.audit.migrating
import kontakt.audit.tracking
import municipalities.models.periods


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_history_begins"),
        ("accounts", "__first__"),
        ("municipalities", "0006_finding_decisions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="set_aside",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="municipalities.deliveredfigure",
                verbose_name="set aside",
            ),
        ),
        kontakt.audit.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="AreaNameHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80)),
                        ("kind", models.CharField(max_length=20)),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_da2630_idx"),
                            models.Index(fields=["municipality"], name="municipalit_municip_136df7_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("role", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=120)),
                        ("email", models.EmailField(max_length=254)),
                        ("phone", models.CharField(max_length=30)),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_1e1792_idx"),
                            models.Index(fields=["municipality"], name="municipalit_municip_94ae9a_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionConflictHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("status", models.CharField(max_length=10)),
                        ("raised_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("reason", models.TextField()),
                        (
                            "correction",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.correction",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "figure",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.deliveredfigure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_45a165_idx"),
                            models.Index(fields=["correction"], name="municipalit_correct_d61c4f_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("month", municipalities.models.periods.MonthField()),
                        ("persons", models.IntegerField(null=True)),
                        ("average", models.DecimalField(null=True)),
                        ("share", models.DecimalField(null=True)),
                        ("meeting", models.IntegerField(null=True)),
                        ("kind", models.CharField(max_length=10)),
                        ("status", models.CharField(max_length=20)),
                        ("reason", models.TextField()),
                        ("levels", models.JSONField()),
                        ("needs_approval", models.BooleanField()),
                        ("proposed_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decision_note", models.TextField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.indicator",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.observation",
                            ),
                        ),
                        (
                            "set_aside",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.deliveredfigure",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.correctionsheet",
                            ),
                        ),
                        (
                            "undoes",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.correction",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_6d90cc_idx"),
                            models.Index(fields=["municipality"], name="municipalit_municip_ba4f91_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionSheetHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=255)),
                        ("file", models.FileField(upload_to="corrections/%Y/%m/")),
                        ("uploaded_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField(null=True)),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_dc481b_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("origin", models.CharField(max_length=20)),
                        ("status", models.CharField(max_length=20)),
                        ("is_synthetic", models.BooleanField()),
                        ("created_at", models.DateTimeField()),
                        ("loaded_at", models.DateTimeField(null=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        ("taken_back_reason", models.TextField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.indicator",
                            ),
                        ),
                        (
                            "loaded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_7677c8_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="ExemptionHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("known_from", models.DateTimeField()),
                        ("known_to", models.DateTimeField(null=True)),
                        ("legal_basis", models.CharField(max_length=200)),
                        ("source_note", models.CharField(max_length=200)),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.exemption",
                            ),
                        ),
                        (
                            "target_group",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.targetgroup",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_911d4e_idx"),
                            models.Index(fields=["municipality"], name="municipalit_municip_29f3d1_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FindingDecisionHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("decision", models.CharField(max_length=10)),
                        ("kind", models.CharField(max_length=10)),
                        ("month", municipalities.models.periods.MonthField(null=True)),
                        ("reason", models.TextField()),
                        ("decided_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "delivery",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.delivery",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.indicator",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.municipality",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_83ad32_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("name_da", models.CharField(max_length=120)),
                        ("name_en", models.CharField(max_length=120)),
                        ("slug", models.SlugField(db_index=False, max_length=60)),
                        ("benefit", models.CharField(max_length=60)),
                        ("seniority_from_months", models.PositiveSmallIntegerField()),
                        ("seniority_to_months", models.PositiveSmallIntegerField()),
                        ("required_interviews", models.PositiveSmallIntegerField()),
                        ("legal_reference", models.CharField(max_length=200)),
                        ("source_note", models.CharField(max_length=200)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "target_group",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.targetgroup",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_99ba88_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="LabourMarketCouncilHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=40)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_24b3e9_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="MunicipalityHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=3)),
                        ("name", models.CharField(max_length=60)),
                        (
                            "council",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.labourmarketcouncil",
                            ),
                        ),
                        (
                            "office",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.regionaloffice",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.region",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_b86a73_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="RegionHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=3)),
                        ("name", models.CharField(max_length=40)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_f3479d_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name_da", models.CharField(max_length=120)),
                        ("name_en", models.CharField(max_length=120)),
                        ("slug", models.SlugField(db_index=False, max_length=60)),
                        ("is_active", models.BooleanField()),
                        ("is_default", models.BooleanField()),
                        ("legal_reference", models.CharField(max_length=200)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_c24197_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeIndicatorHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.indicator",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.scheme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_b612bc_idx"),
                            models.Index(fields=["scheme"], name="municipalit_scheme__8791ae_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeParametersHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(null=True)),
                        ("known_from", models.DateTimeField()),
                        ("known_to", models.DateTimeField(null=True)),
                        ("target", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("marked", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("account_below", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("min_persons", models.PositiveIntegerField()),
                        ("persistent_months", models.PositiveSmallIntegerField()),
                        ("improvement_pp", models.DecimalField(decimal_places=4, max_digits=7)),
                        ("close_months", models.PositiveSmallIntegerField()),
                        ("intensity_ratio", models.DecimalField(decimal_places=4, max_digits=7)),
                        (
                            "replaces",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.schemeparameters",
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.scheme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_622179_idx"),
                            models.Index(fields=["scheme"], name="municipalit_scheme__48ef1a_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("is_active", models.BooleanField()),
                        ("table_id", models.CharField(max_length=40)),
                        ("hints", models.TextField()),
                        ("filter_column", models.TextField()),
                        ("filter_value", models.TextField()),
                        ("month_column", models.TextField()),
                        ("municipality_column", models.TextField()),
                        ("persons_column", models.TextField()),
                        ("average_column", models.TextField()),
                        ("share_column", models.TextField()),
                        ("meeting_column", models.TextField()),
                        (
                            "indicator",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="municipalities.indicator",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="municipalit_id_a3ad84_idx"),
                            models.Index(fields=["indicator"], name="municipalit_indicat_13d51b_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetGroupHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name_da", models.CharField(max_length=120)),
                        ("name_en", models.CharField(max_length=120)),
                        ("slug", models.SlugField(db_index=False, max_length=60)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="municipalit_id_1e6101_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeIndicator",
                    fields=[],
                    options={
                        "verbose_name": "indicator of a scheme",
                        "verbose_name_plural": "indicators of schemes",
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("municipalities.scheme_indicators",),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="areaname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_areanamehistory" ("id", "kind", "municipality_id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."kind", NEW."municipality_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\'); RETURN NULL;',
                            hash="fa1e7dcd589b9509f980f19a8b5178a6bb88334b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_254de",
                            table="municipalities_areaname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="areaname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                            func='INSERT INTO "municipalities_areanamehistory" ("id", "kind", "municipality_id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."kind", NEW."municipality_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\'); RETURN NULL;',
                            hash="793e5a2768fb802d446d0ccd0fd45f1fae997840",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8837b",
                            table="municipalities_areaname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="areaname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_areanamehistory" ("id", "kind", "municipality_id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (OLD."id", OLD."kind", OLD."municipality_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\'); RETURN NULL;',
                            hash="7808062c78eef42800938733f063331f21bd5a61",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8004a",
                            table="municipalities_areaname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_contacthistory" ("email", "id", "municipality_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone", "role", "valid_from", "valid_to") VALUES (NEW."email", NEW."id", NEW."municipality_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."phone", NEW."role", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="0176c474703f9b0d8b3dacccd4e3d1c28e5069d9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_833a5",
                            table="municipalities_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_contacthistory" ("email", "id", "municipality_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone", "role", "valid_from", "valid_to") VALUES (NEW."email", NEW."id", NEW."municipality_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."phone", NEW."role", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="ce36cea302a732dbfb50a8cdc007ede9d49849d4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f85ae",
                            table="municipalities_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_contacthistory" ("email", "id", "municipality_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone", "role", "valid_from", "valid_to") VALUES (OLD."email", OLD."id", OLD."municipality_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."phone", OLD."role", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="e64d68e058734fa3a2fde3e09a2a744339b9e123",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f6046",
                            table="municipalities_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_correctionhistory" ("average", "decided_at", "decided_by_id", "decision_note", "ended_at", "id", "indicator_id", "kind", "levels", "meeting", "month", "municipality_id", "needs_approval", "persons", "pgh_context", "pgh_created_at", "pgh_label", "proposed_at", "proposed_by_id", "reason", "replaces_id", "set_aside_id", "share", "sheet_id", "status", "undoes_id") VALUES (NEW."average", NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."ended_at", NEW."id", NEW."indicator_id", NEW."kind", NEW."levels", NEW."meeting", NEW."month", NEW."municipality_id", NEW."needs_approval", NEW."persons", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."replaces_id", NEW."set_aside_id", NEW."share", NEW."sheet_id", NEW."status", NEW."undoes_id"); RETURN NULL;',
                            hash="d25ecd7615d4b407685435287c0b43d4d1cc1369",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e31e2",
                            table="municipalities_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."average" IS DISTINCT FROM (NEW."average") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision_note" IS DISTINCT FROM (NEW."decision_note") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."levels" IS DISTINCT FROM (NEW."levels") OR OLD."meeting" IS DISTINCT FROM (NEW."meeting") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."needs_approval" IS DISTINCT FROM (NEW."needs_approval") OR OLD."persons" IS DISTINCT FROM (NEW."persons") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."set_aside_id" IS DISTINCT FROM (NEW."set_aside_id") OR OLD."share" IS DISTINCT FROM (NEW."share") OR OLD."sheet_id" IS DISTINCT FROM (NEW."sheet_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."undoes_id" IS DISTINCT FROM (NEW."undoes_id"))',
                            func='INSERT INTO "municipalities_correctionhistory" ("average", "decided_at", "decided_by_id", "decision_note", "ended_at", "id", "indicator_id", "kind", "levels", "meeting", "month", "municipality_id", "needs_approval", "persons", "pgh_context", "pgh_created_at", "pgh_label", "proposed_at", "proposed_by_id", "reason", "replaces_id", "set_aside_id", "share", "sheet_id", "status", "undoes_id") VALUES (NEW."average", NEW."decided_at", NEW."decided_by_id", NEW."decision_note", NEW."ended_at", NEW."id", NEW."indicator_id", NEW."kind", NEW."levels", NEW."meeting", NEW."month", NEW."municipality_id", NEW."needs_approval", NEW."persons", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."replaces_id", NEW."set_aside_id", NEW."share", NEW."sheet_id", NEW."status", NEW."undoes_id"); RETURN NULL;',
                            hash="ca104a27a823a461326825d66599bbd613936574",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51f57",
                            table="municipalities_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_correctionhistory" ("average", "decided_at", "decided_by_id", "decision_note", "ended_at", "id", "indicator_id", "kind", "levels", "meeting", "month", "municipality_id", "needs_approval", "persons", "pgh_context", "pgh_created_at", "pgh_label", "proposed_at", "proposed_by_id", "reason", "replaces_id", "set_aside_id", "share", "sheet_id", "status", "undoes_id") VALUES (OLD."average", OLD."decided_at", OLD."decided_by_id", OLD."decision_note", OLD."ended_at", OLD."id", OLD."indicator_id", OLD."kind", OLD."levels", OLD."meeting", OLD."month", OLD."municipality_id", OLD."needs_approval", OLD."persons", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."proposed_at", OLD."proposed_by_id", OLD."reason", OLD."replaces_id", OLD."set_aside_id", OLD."share", OLD."sheet_id", OLD."status", OLD."undoes_id"); RETURN NULL;',
                            hash="c64eeaf8fe41b8324840d51d879cd9775ec4674d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_65005",
                            table="municipalities_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionconflict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_correctionconflicthistory" ("correction_id", "decided_at", "decided_by_id", "figure_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "raised_at", "reason", "status") VALUES (NEW."correction_id", NEW."decided_at", NEW."decided_by_id", NEW."figure_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."raised_at", NEW."reason", NEW."status"); RETURN NULL;',
                            hash="5e843282b0ee39538611f50b83be39ed7e619eeb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54390",
                            table="municipalities_correctionconflict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionconflict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_correctionconflicthistory" ("correction_id", "decided_at", "decided_by_id", "figure_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "raised_at", "reason", "status") VALUES (NEW."correction_id", NEW."decided_at", NEW."decided_by_id", NEW."figure_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."raised_at", NEW."reason", NEW."status"); RETURN NULL;',
                            hash="a449f594220aad7cc05fab9fe6ea4dea45d0887a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_94ee8",
                            table="municipalities_correctionconflict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionconflict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_correctionconflicthistory" ("correction_id", "decided_at", "decided_by_id", "figure_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "raised_at", "reason", "status") VALUES (OLD."correction_id", OLD."decided_at", OLD."decided_by_id", OLD."figure_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."raised_at", OLD."reason", OLD."status"); RETURN NULL;',
                            hash="4c07ccf86fb5877865f873f1589bde04d452ca59",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_34dca",
                            table="municipalities_correctionconflict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_correctionsheethistory" ("file", "id", "made_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "uploaded_at", "uploaded_by_id") VALUES (NEW."file", NEW."id", NEW."made_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="1a710630c42c291f9c9db715d97e738226710d54",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c9780",
                            table="municipalities_correctionsheet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                            func='INSERT INTO "municipalities_correctionsheethistory" ("file", "id", "made_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "uploaded_at", "uploaded_by_id") VALUES (NEW."file", NEW."id", NEW."made_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                            hash="d5d9a47b48d0f9c869f13c162290c3b1f09ce9ac",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ecdc8",
                            table="municipalities_correctionsheet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionsheet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_correctionsheethistory" ("file", "id", "made_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "uploaded_at", "uploaded_by_id") VALUES (OLD."file", OLD."id", OLD."made_at", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                            hash="266a21219abe4e391aaa0ba33fdba04332c2feaf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a22b2",
                            table="municipalities_correctionsheet",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_deliveryhistory" ("created_at", "created_by_id", "id", "indicator_id", "is_synthetic", "loaded_at", "loaded_by_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "status", "taken_back_at", "taken_back_by_id", "taken_back_reason") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."indicator_id", NEW."is_synthetic", NEW."loaded_at", NEW."loaded_by_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."status", NEW."taken_back_at", NEW."taken_back_by_id", NEW."taken_back_reason"); RETURN NULL;',
                            hash="25e47e662e63c67c3e02100ace72991474eaebd7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fe637",
                            table="municipalities_delivery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."is_synthetic" IS DISTINCT FROM (NEW."is_synthetic") OR OLD."loaded_at" IS DISTINCT FROM (NEW."loaded_at") OR OLD."loaded_by_id" IS DISTINCT FROM (NEW."loaded_by_id") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."taken_back_at" IS DISTINCT FROM (NEW."taken_back_at") OR OLD."taken_back_by_id" IS DISTINCT FROM (NEW."taken_back_by_id") OR OLD."taken_back_reason" IS DISTINCT FROM (NEW."taken_back_reason"))',
                            func='INSERT INTO "municipalities_deliveryhistory" ("created_at", "created_by_id", "id", "indicator_id", "is_synthetic", "loaded_at", "loaded_by_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "status", "taken_back_at", "taken_back_by_id", "taken_back_reason") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."indicator_id", NEW."is_synthetic", NEW."loaded_at", NEW."loaded_by_id", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."status", NEW."taken_back_at", NEW."taken_back_by_id", NEW."taken_back_reason"); RETURN NULL;',
                            hash="7f1120353401f1a292d9ab120c70488186d01119",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_509f5",
                            table="municipalities_delivery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_deliveryhistory" ("created_at", "created_by_id", "id", "indicator_id", "is_synthetic", "loaded_at", "loaded_by_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "status", "taken_back_at", "taken_back_by_id", "taken_back_reason") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."indicator_id", OLD."is_synthetic", OLD."loaded_at", OLD."loaded_by_id", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."status", OLD."taken_back_at", OLD."taken_back_by_id", OLD."taken_back_reason"); RETURN NULL;',
                            hash="e911c82951f30f84208735f1b8204d79d0b2e494",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81b60",
                            table="municipalities_delivery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_exemptionhistory" ("id", "known_from", "known_to", "legal_basis", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "source_note", "target_group_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."known_from", NEW."known_to", NEW."legal_basis", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."replaces_id", NEW."source_note", NEW."target_group_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="fb5c72add7c7fc32cf2efbe32e3df78e7588db5e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_12634",
                            table="municipalities_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_exemptionhistory" ("id", "known_from", "known_to", "legal_basis", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "source_note", "target_group_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."known_from", NEW."known_to", NEW."legal_basis", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."replaces_id", NEW."source_note", NEW."target_group_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="7e178cf7e788f2935da47f520b6b3370d1a6449d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74145",
                            table="municipalities_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemption",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_exemptionhistory" ("id", "known_from", "known_to", "legal_basis", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "source_note", "target_group_id", "valid_from", "valid_to") VALUES (OLD."id", OLD."known_from", OLD."known_to", OLD."legal_basis", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."replaces_id", OLD."source_note", OLD."target_group_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="7279342980dbb10dbad954a2bb79799f630d1702",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0b7b7",
                            table="municipalities_exemption",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_findingdecisionhistory" ("decided_at", "decided_by_id", "decision", "delivery_id", "id", "indicator_id", "kind", "month", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."delivery_id", NEW."id", NEW."indicator_id", NEW."kind", NEW."month", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."reason"); RETURN NULL;',
                            hash="29e740587d0e89c4f0cbb20ba63e08436d67fc80",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2dbbc",
                            table="municipalities_findingdecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."delivery_id" IS DISTINCT FROM (NEW."delivery_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))',
                            func='INSERT INTO "municipalities_findingdecisionhistory" ("decided_at", "decided_by_id", "decision", "delivery_id", "id", "indicator_id", "kind", "month", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "reason") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."delivery_id", NEW."id", NEW."indicator_id", NEW."kind", NEW."month", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."reason"); RETURN NULL;',
                            hash="21d1bb300b3bcf78cf6fd2847e3d180531daa20d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_552d3",
                            table="municipalities_findingdecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_findingdecisionhistory" ("decided_at", "decided_by_id", "decision", "delivery_id", "id", "indicator_id", "kind", "month", "municipality_id", "pgh_context", "pgh_created_at", "pgh_label", "reason") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."delivery_id", OLD."id", OLD."indicator_id", OLD."kind", OLD."month", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."reason"); RETURN NULL;',
                            hash="888ebafe1e8fd67564095b110bc195a9699c5265",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_33d1c",
                            table="municipalities_findingdecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="indicator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_indicatorhistory" ("benefit", "id", "legal_reference", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "position", "required_interviews", "seniority_from_months", "seniority_to_months", "slug", "source_note", "target_group_id", "valid_from", "valid_to") VALUES (NEW."benefit", NEW."id", NEW."legal_reference", NEW."name_da", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."position", NEW."required_interviews", NEW."seniority_from_months", NEW."seniority_to_months", NEW."slug", NEW."source_note", NEW."target_group_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="a6496cd6f79d57f8366b7a249ba3d212b6805a7a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0f86d",
                            table="municipalities_indicator",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="indicator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_indicatorhistory" ("benefit", "id", "legal_reference", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "position", "required_interviews", "seniority_from_months", "seniority_to_months", "slug", "source_note", "target_group_id", "valid_from", "valid_to") VALUES (NEW."benefit", NEW."id", NEW."legal_reference", NEW."name_da", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."position", NEW."required_interviews", NEW."seniority_from_months", NEW."seniority_to_months", NEW."slug", NEW."source_note", NEW."target_group_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="cf4a036ea1227a5191ea5653245ac4862231048e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0c038",
                            table="municipalities_indicator",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="indicator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_indicatorhistory" ("benefit", "id", "legal_reference", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "position", "required_interviews", "seniority_from_months", "seniority_to_months", "slug", "source_note", "target_group_id", "valid_from", "valid_to") VALUES (OLD."benefit", OLD."id", OLD."legal_reference", OLD."name_da", OLD."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."position", OLD."required_interviews", OLD."seniority_from_months", OLD."seniority_to_months", OLD."slug", OLD."source_note", OLD."target_group_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="a8e27b6d87e6e3d2177e1345a92453623519690a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6e0ee",
                            table="municipalities_indicator",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="labourmarketcouncil",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_labourmarketcouncilhistory" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\'); RETURN NULL;',
                            hash="7b8fc4952f965a60e4621b75e66a82c603527517",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_afce1",
                            table="municipalities_labourmarketcouncil",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="labourmarketcouncil",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_labourmarketcouncilhistory" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\'); RETURN NULL;',
                            hash="198983380b65f987f5b19b00c49c4a890c9df3a4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_25beb",
                            table="municipalities_labourmarketcouncil",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="labourmarketcouncil",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_labourmarketcouncilhistory" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\'); RETURN NULL;',
                            hash="ee5c754b645985406e0bf414035d7cf19d3995c0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08972",
                            table="municipalities_labourmarketcouncil",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="municipality",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_municipalityhistory" ("code", "council_id", "id", "name", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "region_id") VALUES (NEW."code", NEW."council_id", NEW."id", NEW."name", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."region_id"); RETURN NULL;',
                            hash="fd673790d3849fcfaca9cb7f216ec2028e3c983a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fcc6e",
                            table="municipalities_municipality",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="municipality",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."council_id" IS DISTINCT FROM (NEW."council_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id"))',
                            func='INSERT INTO "municipalities_municipalityhistory" ("code", "council_id", "id", "name", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "region_id") VALUES (NEW."code", NEW."council_id", NEW."id", NEW."name", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."region_id"); RETURN NULL;',
                            hash="13d8690e038480420f86e7d74ca1efb4278a2612",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87f58",
                            table="municipalities_municipality",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="municipality",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_municipalityhistory" ("code", "council_id", "id", "name", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "region_id") VALUES (OLD."code", OLD."council_id", OLD."id", OLD."name", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."region_id"); RETURN NULL;',
                            hash="aa44db762cb610aebe3699cbfe0e2e3573f1d868",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_13b11",
                            table="municipalities_municipality",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="region",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_regionhistory" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\'); RETURN NULL;',
                            hash="45721168980c7163fda5324e42bfd1d14d826bef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_756d7",
                            table="municipalities_region",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="region",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_regionhistory" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\'); RETURN NULL;',
                            hash="08dcfa5a55a70704253af7d9aec0c50c75ae0714",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8add2",
                            table="municipalities_region",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="region",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_regionhistory" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label") VALUES (OLD."code", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\'); RETURN NULL;',
                            hash="81129a025def55637de547262d9b3970d61d7857",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1419e",
                            table="municipalities_region",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_schemehistory" ("id", "is_active", "is_default", "legal_reference", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "slug") VALUES (NEW."id", NEW."is_active", NEW."is_default", NEW."legal_reference", NEW."name_da", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."slug"); RETURN NULL;',
                            hash="7ef61747c904a01ee77f5aece3137d616b1f85f5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_990e7",
                            table="municipalities_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_schemehistory" ("id", "is_active", "is_default", "legal_reference", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "slug") VALUES (NEW."id", NEW."is_active", NEW."is_default", NEW."legal_reference", NEW."name_da", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."slug"); RETURN NULL;',
                            hash="7b13fa204bb206cd5545da9e7bda992e89c26769",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a7d5",
                            table="municipalities_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_schemehistory" ("id", "is_active", "is_default", "legal_reference", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "slug") VALUES (OLD."id", OLD."is_active", OLD."is_default", OLD."legal_reference", OLD."name_da", OLD."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."slug"); RETURN NULL;',
                            hash="56375f3cddddab117a6a961461591c24a52cb155",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ecf27",
                            table="municipalities_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeparameters",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_schemeparametershistory" ("account_below", "close_months", "id", "improvement_pp", "intensity_ratio", "known_from", "known_to", "marked", "min_persons", "persistent_months", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "scheme_id", "target", "valid_from", "valid_to") VALUES (NEW."account_below", NEW."close_months", NEW."id", NEW."improvement_pp", NEW."intensity_ratio", NEW."known_from", NEW."known_to", NEW."marked", NEW."min_persons", NEW."persistent_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."replaces_id", NEW."scheme_id", NEW."target", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="ca81ddfdfbe96d0c099da80e216a0f93bad979a7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cf940",
                            table="municipalities_schemeparameters",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeparameters",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_schemeparametershistory" ("account_below", "close_months", "id", "improvement_pp", "intensity_ratio", "known_from", "known_to", "marked", "min_persons", "persistent_months", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "scheme_id", "target", "valid_from", "valid_to") VALUES (NEW."account_below", NEW."close_months", NEW."id", NEW."improvement_pp", NEW."intensity_ratio", NEW."known_from", NEW."known_to", NEW."marked", NEW."min_persons", NEW."persistent_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."replaces_id", NEW."scheme_id", NEW."target", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="bcc0e5ea8f81da7579dee3bab88f46cd66ffa8d9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e4d43",
                            table="municipalities_schemeparameters",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeparameters",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_schemeparametershistory" ("account_below", "close_months", "id", "improvement_pp", "intensity_ratio", "known_from", "known_to", "marked", "min_persons", "persistent_months", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "scheme_id", "target", "valid_from", "valid_to") VALUES (OLD."account_below", OLD."close_months", OLD."id", OLD."improvement_pp", OLD."intensity_ratio", OLD."known_from", OLD."known_to", OLD."marked", OLD."min_persons", OLD."persistent_months", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."replaces_id", OLD."scheme_id", OLD."target", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                            hash="e8fa937cd84bf5dc94447b2b4d301ae475cddeb4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f6f80",
                            table="municipalities_schemeparameters",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_sourcehistory" ("average_column", "filter_column", "filter_value", "hints", "id", "indicator_id", "is_active", "meeting_column", "month_column", "municipality_column", "persons_column", "pgh_context", "pgh_created_at", "pgh_label", "share_column", "table_id") VALUES (NEW."average_column", NEW."filter_column", NEW."filter_value", NEW."hints", NEW."id", NEW."indicator_id", NEW."is_active", NEW."meeting_column", NEW."month_column", NEW."municipality_column", NEW."persons_column", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."share_column", NEW."table_id"); RETURN NULL;',
                            hash="ddacbe671ce1beed0e0e666354dc2bd03d7c6475",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c0ea3",
                            table="municipalities_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_sourcehistory" ("average_column", "filter_column", "filter_value", "hints", "id", "indicator_id", "is_active", "meeting_column", "month_column", "municipality_column", "persons_column", "pgh_context", "pgh_created_at", "pgh_label", "share_column", "table_id") VALUES (NEW."average_column", NEW."filter_column", NEW."filter_value", NEW."hints", NEW."id", NEW."indicator_id", NEW."is_active", NEW."meeting_column", NEW."month_column", NEW."municipality_column", NEW."persons_column", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."share_column", NEW."table_id"); RETURN NULL;',
                            hash="46c0898ba3decb0b14c36e6ee86488ee85e89314",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b304d",
                            table="municipalities_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_sourcehistory" ("average_column", "filter_column", "filter_value", "hints", "id", "indicator_id", "is_active", "meeting_column", "month_column", "municipality_column", "persons_column", "pgh_context", "pgh_created_at", "pgh_label", "share_column", "table_id") VALUES (OLD."average_column", OLD."filter_column", OLD."filter_value", OLD."hints", OLD."id", OLD."indicator_id", OLD."is_active", OLD."meeting_column", OLD."month_column", OLD."municipality_column", OLD."persons_column", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."share_column", OLD."table_id"); RETURN NULL;',
                            hash="0be568e742a308114eff99e3dd1d1440e6b13945",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_66716",
                            table="municipalities_source",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_targetgrouphistory" ("id", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "slug") VALUES (NEW."id", NEW."name_da", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."slug"); RETURN NULL;',
                            hash="ad388f34b0d76ad571899287a4ec8f9996e066ac",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b06b0",
                            table="municipalities_targetgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_targetgrouphistory" ("id", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "slug") VALUES (NEW."id", NEW."name_da", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."slug"); RETURN NULL;',
                            hash="3b41ea3402660b0ac3c6941511e252d09dcbe6ba",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d61de",
                            table="municipalities_targetgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetgroup",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_targetgrouphistory" ("id", "name_da", "name_en", "pgh_context", "pgh_created_at", "pgh_label", "slug") VALUES (OLD."id", OLD."name_da", OLD."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."slug"); RETURN NULL;',
                            hash="3a252edf3f223ed69f0b8127ce26a7d143083cbf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2a795",
                            table="municipalities_targetgroup",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="labourmarketcouncilhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d81a564402c59554ac3a216384a3e09e11e57cab",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a4ada",
                            table="municipalities_labourmarketcouncilhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="labourmarketcouncilhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="e785310de0d005f39976cf05fde91dee00617fb8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_eb193",
                            table="municipalities_labourmarketcouncilhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="aa34ba09ef7bbb7a99b9cddda652113578db48a1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_79333",
                            table="municipalities_regionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="68b55d333a4ec2c1a9e3fcae8cdf1cec2533503b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_c77c2",
                            table="municipalities_regionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c52a3b7d6e637b08c2488e1fb4face52de81ec07",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_54ba4",
                            table="municipalities_schemehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="1ff7f26b158df9a64084daf959a4e6c23f18c06a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_83df8",
                            table="municipalities_schemehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetgrouphistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bde41e40cd5504646d5e66712cda0160ba112697",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d4283",
                            table="municipalities_targetgrouphistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetgrouphistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="c6978e3603cc37a2c3f5fe906a108358a2288045",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_065b5",
                            table="municipalities_targetgrouphistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeindicator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_schemeindicatorhistory" ("id", "indicator_id", "pgh_context", "pgh_created_at", "pgh_label", "scheme_id") VALUES (NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."scheme_id"); RETURN NULL;',
                            hash="c4553baf78b05f4e2b6a0ab78d43886242cff051",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_31817",
                            table="municipalities_scheme_indicators",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeindicator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "municipalities_schemeindicatorhistory" ("id", "indicator_id", "pgh_context", "pgh_created_at", "pgh_label", "scheme_id") VALUES (NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."scheme_id"); RETURN NULL;',
                            hash="f15c9e24da40c539393ebb3599f952d3841e911f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3930d",
                            table="municipalities_scheme_indicators",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeindicator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_schemeindicatorhistory" ("id", "indicator_id", "pgh_context", "pgh_created_at", "pgh_label", "scheme_id") VALUES (OLD."id", OLD."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."scheme_id"); RETURN NULL;',
                            hash="75f22a4353c7f561d33208d7e899c982a18201f4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2dbce",
                            table="municipalities_scheme_indicators",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="areanamehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="327a4e5a89202a27dac77eda1c6e30ee0ec2deec",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5c767",
                            table="municipalities_areanamehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="areanamehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="064cdcdac11e860cd17aca797d0e9d169a78204d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_10dad",
                            table="municipalities_areanamehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contacthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="50a19f9092fc75c32fbfbe1aa10ff11161f1844d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_67201",
                            table="municipalities_contacthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contacthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="b8d96e9793d7944e7f1301d132fd04c8de899d9f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_264a6",
                            table="municipalities_contacthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionconflicthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="af8a1d4acb94146744d8c36921fe1e55f8c20734",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8d98c",
                            table="municipalities_correctionconflicthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionconflicthistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="59922e50c127290490e85c0ce9fe97a3cc743936",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_08760",
                            table="municipalities_correctionconflicthistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3e0e6c6a7c26d3729ce6f5f30c6f6387c596fcc8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5d4f6",
                            table="municipalities_correctionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="a89779c361534ab4a72e172f6a8ef6d988f1ef02",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_1bb58",
                            table="municipalities_correctionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionsheethistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bcc5e92324247b5baa3cf75b672e6587c202f389",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dd611",
                            table="municipalities_correctionsheethistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionsheethistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="362e43f802b28418e809de354786d974c538466a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_21c21",
                            table="municipalities_correctionsheethistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deliveryhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6dd70145a0a71cf8724f4fa5ac3e82cb60167382",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1d0d7",
                            table="municipalities_deliveryhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deliveryhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="64425292f026702abacc2fb35b8a2a4171536bf7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_ea5d0",
                            table="municipalities_deliveryhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemptionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6ffd5435f60f493766366ab676d16e64b24e595e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_46683",
                            table="municipalities_exemptionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exemptionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="9b7d31cebf78b911b69e6fcbe2a02d083aa211e1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_db497",
                            table="municipalities_exemptionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingdecisionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e421216d1e7958246cdcf0ac3ec9bbfeef4cee25",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4fd4f",
                            table="municipalities_findingdecisionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingdecisionhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="6e71711bb0b5ef0f82f1c238cad6bfcf72851a18",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_f7f19",
                            table="municipalities_findingdecisionhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="indicatorhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="80af1b5574cd635aba18711470c509b9838603cf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c354d",
                            table="municipalities_indicatorhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="indicatorhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="0ae680ad9b16c1fe347be0358338951fd024a5e0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_fa140",
                            table="municipalities_indicatorhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="municipalityhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f619893402c5fe92420d604cab1562ec5ade1416",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_54fc1",
                            table="municipalities_municipalityhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="municipalityhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="dc5090b2f7555d23d63064e184bbb7a4cae0a903",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_4469d",
                            table="municipalities_municipalityhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeindicatorhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="87acc531d973e587ffadf7e2ca24da21958147b7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fbef7",
                            table="municipalities_schemeindicatorhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeindicatorhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="6697a955192767a734f2e50302c9449de7279696",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_491ba",
                            table="municipalities_schemeindicatorhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeparametershistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0513624e72066706e1ffde335c279b4066cab341",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3fc46",
                            table="municipalities_schemeparametershistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemeparametershistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="27f92a8e03a015a49b87524d3ca5f004376372cd",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_96068",
                            table="municipalities_schemeparametershistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sourcehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bf1466f49a40b345132e261f752f278636610052",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_028dc",
                            table="municipalities_sourcehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sourcehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="4763c2665bc6f64991aafab9689c649491a87e04",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_42694",
                            table="municipalities_sourcehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunPython(
            code=functools.partial(kontakt.audit.tracking.lay_in_what_there_is, app="municipalities"),
            reverse_code=django.db.migrations.operations.special.RunPython.noop,
        ),
    ]
