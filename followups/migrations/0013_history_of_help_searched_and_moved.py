import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import kontakt.audit.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0012_assistance_searched_and_moved"),
    ]

    operations = [
        kontakt.audit.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="courseaction",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="courseaction",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="courseaction",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="withholding",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="withholding",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="withholding",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="courseactionhistory",
                    name="replaces",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="followups.courseaction",
                        verbose_name="replaces",
                    ),
                ),
                migrations.AddField(
                    model_name="withholdinghistory",
                    name="activity_file",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="followups.activityfile",
                    ),
                ),
                migrations.AlterField(
                    model_name="courseaction",
                    name="replaces",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="followups.courseaction",
                        verbose_name="replaces",
                    ),
                ),
                migrations.AlterField(
                    model_name="courseactionhistory",
                    name="status",
                    field=models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped"), ("moved", "Moved")],
                        default="open",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                migrations.AlterField(
                    model_name="withholdinghistory",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("entry", "Log entry"),
                            ("letter", "Letter"),
                            ("draft", "Draft letter"),
                            ("journalled", "Journal entry"),
                            ("step", "Step"),
                            ("proposal", "Proposal"),
                            ("deadline", "Deadline"),
                            ("meeting", "Meeting"),
                            ("lost_ground", "Lost ground"),
                            ("flag", "Flag"),
                            ("level", "Level change"),
                            ("support_request", "Request for support"),
                            ("course", "Course of assistance"),
                            ("activity", "Activity"),
                            ("action", "Agreed action"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_courseactionhistory" ("activity_id", "course_id", "due_on", "ended_by_id", "ended_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "responsible", "set_at", "set_by_id", "status", "text") VALUES (NEW."activity_id", NEW."course_id", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."replaces_id", NEW."responsible", NEW."set_at", NEW."set_by_id", NEW."status", NEW."text"); RETURN NULL;',
                            hash="c6a8632e8fe7bcf18d3674b1e627aea983136da5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fb218",
                            table="followups_courseaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."set_at" IS DISTINCT FROM (NEW."set_at") OR OLD."set_by_id" IS DISTINCT FROM (NEW."set_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func='INSERT INTO "followups_courseactionhistory" ("activity_id", "course_id", "due_on", "ended_by_id", "ended_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "responsible", "set_at", "set_by_id", "status", "text") VALUES (NEW."activity_id", NEW."course_id", NEW."due_on", NEW."ended_by_id", NEW."ended_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."replaces_id", NEW."responsible", NEW."set_at", NEW."set_by_id", NEW."status", NEW."text"); RETURN NULL;',
                            hash="edc2a16c22c8073f50b66a23969e0a776883b5bf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_97bdd",
                            table="followups_courseaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_courseactionhistory" ("activity_id", "course_id", "due_on", "ended_by_id", "ended_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "replaces_id", "responsible", "set_at", "set_by_id", "status", "text") VALUES (OLD."activity_id", OLD."course_id", OLD."due_on", OLD."ended_by_id", OLD."ended_on", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."replaces_id", OLD."responsible", OLD."set_at", OLD."set_by_id", OLD."status", OLD."text"); RETURN NULL;',
                            hash="fa822b4aa8cd01884231f47713dfcbf622645454",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_33f53",
                            table="followups_courseaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_withholdinghistory" ("activity_file_id", "at", "by_id", "document_id", "extent", "extract", "ground", "ground_text", "hides_line", "id", "kind", "log_file_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "replacement_id", "request_id", "words") VALUES (NEW."activity_file_id", NEW."at", NEW."by_id", NEW."document_id", NEW."extent", NEW."extract", NEW."ground", NEW."ground_text", NEW."hides_line", NEW."id", NEW."kind", NEW."log_file_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."replacement_id", NEW."request_id", NEW."words"); RETURN NULL;',
                            hash="326100f1fba48ef7121c9e6419ab0eec9ac9d7a2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b072d",
                            table="followups_withholding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_file_id" IS DISTINCT FROM (NEW."activity_file_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."extent" IS DISTINCT FROM (NEW."extent") OR OLD."extract" IS DISTINCT FROM (NEW."extract") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."ground_text" IS DISTINCT FROM (NEW."ground_text") OR OLD."hides_line" IS DISTINCT FROM (NEW."hides_line") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."log_file_id" IS DISTINCT FROM (NEW."log_file_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."replacement_id" IS DISTINCT FROM (NEW."replacement_id") OR OLD."request_id" IS DISTINCT FROM (NEW."request_id") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                            func='INSERT INTO "followups_withholdinghistory" ("activity_file_id", "at", "by_id", "document_id", "extent", "extract", "ground", "ground_text", "hides_line", "id", "kind", "log_file_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "replacement_id", "request_id", "words") VALUES (NEW."activity_file_id", NEW."at", NEW."by_id", NEW."document_id", NEW."extent", NEW."extract", NEW."ground", NEW."ground_text", NEW."hides_line", NEW."id", NEW."kind", NEW."log_file_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."replacement_id", NEW."request_id", NEW."words"); RETURN NULL;',
                            hash="62f33654b970a7a2c8467a8be01584636d7d3941",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0c9bd",
                            table="followups_withholding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withholding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_withholdinghistory" ("activity_file_id", "at", "by_id", "document_id", "extent", "extract", "ground", "ground_text", "hides_line", "id", "kind", "log_file_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "replacement_id", "request_id", "words") VALUES (OLD."activity_file_id", OLD."at", OLD."by_id", OLD."document_id", OLD."extent", OLD."extract", OLD."ground", OLD."ground_text", OLD."hides_line", OLD."id", OLD."kind", OLD."log_file_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."replacement_id", OLD."request_id", OLD."words"); RETURN NULL;',
                            hash="019ea24426d2342b780557afbce6155add365958",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b51c",
                            table="followups_withholding",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
