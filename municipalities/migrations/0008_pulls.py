"""Figures are fetched from Jobindsats: pulls, and what a source asks for there."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import kontakt.audit.migrating
import municipalities.models.periods
import municipalities.models.sources


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0007_history_begins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pull",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[("schedule", "By schedule"), ("page", "By a user"), ("command", "By command")],
                        max_length=20,
                        verbose_name="origin",
                    ),
                ),
                (
                    "requested_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="requested"
                    ),
                ),
                ("first_month", municipalities.models.periods.MonthField(null=True, verbose_name="first month")),
                ("last_month", municipalities.models.periods.MonthField(null=True, verbose_name="last month")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Waiting to be fetched"),
                            ("fetching", "Being fetched"),
                            ("delivered", "Being read"),
                            ("done", "Fetched"),
                            ("failed", "Not fetched"),
                        ],
                        default="requested",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("turn", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "touched_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="progress (percent)")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
                ("fetched", models.JSONField(default=dict)),
                ("problem", models.CharField(blank=True, max_length=40, verbose_name="problem")),
                ("problem_params", models.JSONField(default=dict)),
                ("news", models.JSONField(default=list)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "delivery",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pull",
                        to="municipalities.delivery",
                        verbose_name="delivery",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
            ],
            options={
                "verbose_name": "pull",
                "verbose_name_plural": "pulls",
                "ordering": ["-requested_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_month__day", 1)), name="pull_first_month_is_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_month__day", 1)), name="pull_last_month_is_first_day"
                    ),
                    models.UniqueConstraint(
                        models.Value(1),
                        condition=models.Q(("status__in", ["requested", "fetching", "delivered"])),
                        name="pull_one_under_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", False), ("status__in", ["done", "failed"])),
                            models.Q(
                                models.Q(("status__in", ["done", "failed"]), _negated=True),
                                ("finished_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="pull_finished_at_says_it_is_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "failed"), models.Q(("problem", ""), _negated=True)),
                            models.Q(models.Q(("status", "failed"), _negated=True), ("problem", "")),
                            _connector="OR",
                        ),
                        name="pull_failed_with_a_problem",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "delivered"), _negated=True),
                            ("delivery__isnull", False),
                            _connector="OR",
                        ),
                        name="pull_delivered_has_a_delivery",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="source",
            name="asked_for",
            field=models.TextField(
                blank=True,
                help_text="Which members of the table's hierarchies are asked for, one hierarchy a line: _varighed = 4. Of those that are not named here, all members are.",
                validators=[municipalities.models.sources.one_choice_a_line],
                verbose_name="asked for in Jobindsats",
            ),
        ),
        migrations.AddField(
            model_name="sourcehistory",
            name="asked_for",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="delivery",
            name="origin",
            field=models.CharField(
                choices=[("upload", "Upload"), ("command", "Command"), ("pull", "Fetched from Jobindsats")],
                max_length=20,
                verbose_name="origin",
            ),
        ),
        kontakt.audit.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "municipalities_sourcehistory" ("asked_for", "average_column", "filter_column", "filter_value", "hints", "id", "indicator_id", "is_active", "meeting_column", "month_column", "municipality_column", "persons_column", "pgh_context", "pgh_created_at", "pgh_label", "share_column", "table_id") VALUES (NEW."asked_for", NEW."average_column", NEW."filter_column", NEW."filter_value", NEW."hints", NEW."id", NEW."indicator_id", NEW."is_active", NEW."meeting_column", NEW."month_column", NEW."municipality_column", NEW."persons_column", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."share_column", NEW."table_id"); RETURN NULL;',
                            hash="ab45b08da01fa7a2cefb844a694cdc987e348153",
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
                            func='INSERT INTO "municipalities_sourcehistory" ("asked_for", "average_column", "filter_column", "filter_value", "hints", "id", "indicator_id", "is_active", "meeting_column", "month_column", "municipality_column", "persons_column", "pgh_context", "pgh_created_at", "pgh_label", "share_column", "table_id") VALUES (NEW."asked_for", NEW."average_column", NEW."filter_column", NEW."filter_value", NEW."hints", NEW."id", NEW."indicator_id", NEW."is_active", NEW."meeting_column", NEW."month_column", NEW."municipality_column", NEW."persons_column", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."share_column", NEW."table_id"); RETURN NULL;',
                            hash="52533e5f8d7a9b301acbbe84294a3f994d75782c",
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
                            func='INSERT INTO "municipalities_sourcehistory" ("asked_for", "average_column", "filter_column", "filter_value", "hints", "id", "indicator_id", "is_active", "meeting_column", "month_column", "municipality_column", "persons_column", "pgh_context", "pgh_created_at", "pgh_label", "share_column", "table_id") VALUES (OLD."asked_for", OLD."average_column", OLD."filter_column", OLD."filter_value", OLD."hints", OLD."id", OLD."indicator_id", OLD."is_active", OLD."meeting_column", OLD."month_column", OLD."municipality_column", OLD."persons_column", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."share_column", OLD."table_id"); RETURN NULL;',
                            hash="b13f5496f8e6ace5d311d6925d15f706555a38ea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_66716",
                            table="municipalities_source",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
