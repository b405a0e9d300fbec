"""What people decide about findings in the figures: rows that are only added."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import municipalities.models.periods


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0005_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity", models.CharField(editable=False, max_length=40)),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                (
                    "decision",
                    models.CharField(
                        choices=[("dismissed", "Dismissed"), ("reopened", "Taken up again")],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gap", "Gap"),
                            ("late", "Late month"),
                            ("warning", "Warning about a delivery"),
                            ("share", "Jump in the share"),
                            ("persons", "Jump in the number of persons"),
                            ("sum", "Figures that do not add up"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("month", municipalities.models.periods.MonthField(null=True, verbose_name="month")),
                (
                    "values",
                    models.JSONField(
                        default=dict, help_text="The figures that the decision is about.", verbose_name="figures"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "decided_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="decided"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.delivery",
                        verbose_name="delivery",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on a finding",
                "verbose_name_plural": "decisions on findings",
                "ordering": ["-decided_at", "-pk"],
                "indexes": [models.Index(fields=["kind", "indicator", "month"], name="finding_decision_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="finding_decision_month_is_first_day"
                    ),
                    models.UniqueConstraint(fields=("identity", "number"), name="finding_decision_one_of_each_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                django.db.models.lookups.Exact(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("number"), "%%", models.Value(2)
                                    ),
                                    1,
                                ),
                                ("decision", "dismissed"),
                            ),
                            models.Q(
                                django.db.models.lookups.Exact(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("number"), "%%", models.Value(2)
                                    ),
                                    0,
                                ),
                                ("decision", "reopened"),
                                ("number__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="finding_decisions_take_turns",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")), name="finding_decision_has_a_reason"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="finding_decisions_are_only_added",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4ed2b58ca6d0a9a40571b17b98053c6a080aa0f1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_finding_decisions_are_only_added_669bc",
                    table="municipalities_findingdecision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="finding_decisions_follow_one_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.number > 1 AND NOT EXISTS (\n                        SELECT FROM municipalities_findingdecision\n                        WHERE identity = NEW.identity AND number = NEW.number - 1)\n                    THEN RAISE EXCEPTION 'a decision on a finding follows the one before'; END IF;\n                    RETURN NEW;\n                ",
                    hash="a3fc6ede07d417ebb531d7565156895bf7321c45",
                    operation="INSERT",
                    pgid="pgtrigger_finding_decisions_follow_one_another_55a30",
                    table="municipalities_findingdecision",
                    when="BEFORE",
                ),
            ),
        ),
    ]
