"""Exemptions and the numbers of schemes become versions that the database keeps; names of fields for the administration."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import municipalities.models.periods


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0003_default_sources"),
    ]

    operations = [
        migrations.AddField(
            model_name="exemption",
            name="replaces",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="municipalities.exemption",
                verbose_name="replaces",
            ),
        ),
        migrations.AddField(
            model_name="schemeparameters",
            name="replaces",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="municipalities.schemeparameters",
                verbose_name="replaces",
            ),
        ),
        migrations.AlterField(
            model_name="areaname",
            name="search_key",
            field=models.CharField(editable=False, max_length=160, unique=True),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="scheme",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                to="municipalities.scheme",
                verbose_name="scheme",
            ),
        ),
        migrations.AlterField(
            model_name="deliveryfile",
            name="in_force",
            field=models.BooleanField(default=False, verbose_name="in force"),
        ),
        migrations.AlterField(
            model_name="deliveryfile",
            name="sha256",
            field=models.CharField(max_length=64, verbose_name="SHA-256"),
        ),
        migrations.AlterField(
            model_name="deliveryfinding",
            name="column",
            field=models.CharField(blank=True, max_length=255, verbose_name="column"),
        ),
        migrations.AlterField(
            model_name="deliveryfinding",
            name="file_name",
            field=models.CharField(blank=True, max_length=255, verbose_name="file name"),
        ),
        migrations.AlterField(
            model_name="deliveryfinding",
            name="row",
            field=models.PositiveIntegerField(null=True, verbose_name="row"),
        ),
        migrations.AlterField(
            model_name="deliveryfinding",
            name="severity",
            field=models.CharField(
                choices=[("error", "Error"), ("warning", "Warning")], max_length=10, verbose_name="kind"
            ),
        ),
        migrations.AlterField(
            model_name="deliveryfinding",
            name="sheet",
            field=models.CharField(blank=True, max_length=255, verbose_name="sheet"),
        ),
        migrations.AlterField(
            model_name="deliveryfinding",
            name="value",
            field=models.CharField(blank=True, max_length=255, verbose_name="value"),
        ),
        migrations.AlterField(
            model_name="levelchange",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="municipalities.scheme", verbose_name="scheme"
            ),
        ),
        migrations.AlterField(
            model_name="municipality",
            name="search_key",
            field=models.CharField(editable=False, max_length=120),
        ),
        migrations.AlterField(
            model_name="recalculationrequest",
            name="created_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="requested"),
        ),
        migrations.AlterField(
            model_name="recalculationrequest",
            name="delivery",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recalculations",
                to="municipalities.delivery",
                verbose_name="delivery",
            ),
        ),
        migrations.AlterField(
            model_name="recalculationrequest",
            name="done_at",
            field=models.DateTimeField(null=True, verbose_name="done"),
        ),
        migrations.AlterField(
            model_name="recalculationrequest",
            name="from_month",
            field=municipalities.models.periods.MonthField(
                help_text="Empty: all months.", null=True, verbose_name="from month"
            ),
        ),
        migrations.AlterField(
            model_name="schemeparameters",
            name="account_below",
            field=models.DecimalField(
                decimal_places=4,
                default=Decimal("50"),
                help_text="At the checkpoint, a share below this is ground for asking for a written account.",
                max_digits=7,
                validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)],
                verbose_name="written account below (percent)",
            ),
        ),
        migrations.AlterField(
            model_name="schemeparameters",
            name="close_months",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="Months in a row that must be compliant before closing the case is proposed.",
                verbose_name="compliant before closing (months)",
            ),
        ),
        migrations.AlterField(
            model_name="schemeparameters",
            name="improvement_pp",
            field=models.DecimalField(
                decimal_places=4,
                default=Decimal("10"),
                help_text="A rise of at least this since the baseline averts the written account.",
                max_digits=7,
                validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)],
                verbose_name="improvement (percentage points)",
            ),
        ),
        migrations.AlterField(
            model_name="schemeparameters",
            name="persistent_months",
            field=models.PositiveSmallIntegerField(
                default=6,
                help_text="Months in a row below the requirement that are ground for a warning.",
                verbose_name="persistent (months)",
            ),
        ),
        migrations.AlterField(
            model_name="schemeparameters",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parameters",
                to="municipalities.scheme",
                verbose_name="scheme",
            ),
        ),
        migrations.AlterField(
            model_name="levelchange",
            name="from_level",
            field=models.CharField(
                choices=[
                    ("compliant", "Compliant"),
                    ("below", "Below the requirement"),
                    ("markedly_below", "Markedly below"),
                    ("exempt", "Exempt"),
                    ("too_few", "Too few persons"),
                    ("no_data", "No data"),
                ],
                max_length=20,
                verbose_name="level before",
            ),
        ),
        migrations.AlterField(
            model_name="levelchange",
            name="to_level",
            field=models.CharField(
                choices=[
                    ("compliant", "Compliant"),
                    ("below", "Below the requirement"),
                    ("markedly_below", "Markedly below"),
                    ("exempt", "Exempt"),
                    ("too_few", "Too few persons"),
                    ("no_data", "No data"),
                ],
                max_length=20,
                verbose_name="level after",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exemption",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="a75041d68caeaaefab0a02ae2b18ccb7c59ec106",
                    operation="DELETE",
                    pgid="pgtrigger_versions_are_never_deleted_8834b",
                    table="municipalities_exemption",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exemption",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_are_never_overwritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."known_from" IS DISTINCT FROM (NEW."known_from") OR OLD."legal_basis" IS DISTINCT FROM (NEW."legal_basis") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note") OR OLD."target_group_id" IS DISTINCT FROM (NEW."target_group_id") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3e698494025a9eaf09f2665f75565487d6f30424",
                    operation="UPDATE",
                    pgid="pgtrigger_versions_are_never_overwritten_44872",
                    table="municipalities_exemption",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exemption",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_are_ended_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."known_to" IS DISTINCT FROM (NEW."known_to") AND OLD."known_to" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="aa73e375bbf70f98bfb3e8c49a0e478855d78f87",
                    operation="UPDATE",
                    pgid="pgtrigger_versions_are_ended_once_4ac5d",
                    table="municipalities_exemption",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeparameters",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="456bf25c18cb5736704c123982d75e9c0a9571d8",
                    operation="DELETE",
                    pgid="pgtrigger_versions_are_never_deleted_b65aa",
                    table="municipalities_schemeparameters",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeparameters",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_are_never_overwritten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."account_below" IS DISTINCT FROM (NEW."account_below") OR OLD."close_months" IS DISTINCT FROM (NEW."close_months") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."improvement_pp" IS DISTINCT FROM (NEW."improvement_pp") OR OLD."intensity_ratio" IS DISTINCT FROM (NEW."intensity_ratio") OR OLD."known_from" IS DISTINCT FROM (NEW."known_from") OR OLD."marked" IS DISTINCT FROM (NEW."marked") OR OLD."min_persons" IS DISTINCT FROM (NEW."min_persons") OR OLD."persistent_months" IS DISTINCT FROM (NEW."persistent_months") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."target" IS DISTINCT FROM (NEW."target") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="0ece1ea8371a68a838dc08fcb4214fc59b5bb15f",
                    operation="UPDATE",
                    pgid="pgtrigger_versions_are_never_overwritten_a8a05",
                    table="municipalities_schemeparameters",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="schemeparameters",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_are_ended_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."known_to" IS DISTINCT FROM (NEW."known_to") AND OLD."known_to" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="4a0cbcdd3d7c083fc1151266bd230393755f2257",
                    operation="UPDATE",
                    pgid="pgtrigger_versions_are_ended_once_6fb47",
                    table="municipalities_schemeparameters",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_to__isnull", True), ("known_to__gt", models.F("known_from")), _connector="OR"
                ),
                name="exemption_known_for_a_while",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeparameters",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_to__isnull", True), ("known_to__gt", models.F("known_from")), _connector="OR"
                ),
                name="schemeparameters_known_for_a_while",
            ),
        ),
    ]
