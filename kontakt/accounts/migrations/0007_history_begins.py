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


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_tokens"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        kontakt.audit.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="InvitationHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("made_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("refusal", models.CharField(max_length=500)),
                        (
                            "by",
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
                            "user",
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
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="accounts_in_id_48c1d2_idx"),
                            models.Index(fields=["user"], name="accounts_in_user_id_250b07_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegionalOfficeHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=40)),
                        ("email", models.EmailField(max_length=254)),
                        ("phone", models.CharField(max_length=30)),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="accounts_re_id_b23069_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="TokenHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80)),
                        ("expires_on", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "made_by",
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
                            "user",
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
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="accounts_to_id_0bb8a1_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="UserHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("is_superuser", models.BooleanField()),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "A user with that username already exists."}, max_length=150
                            ),
                        ),
                        ("first_name", models.CharField(max_length=150)),
                        ("last_name", models.CharField(max_length=150)),
                        ("is_staff", models.BooleanField()),
                        ("is_active", models.BooleanField()),
                        ("date_joined", models.DateTimeField()),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "office",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.regionaloffice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["id", "pgh_id"], name="accounts_us_id_63c5b6_idx")],
                    },
                ),
                migrations.CreateModel(
                    name="UserRoleHistory",
                    fields=[
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "group",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="auth.group",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["id", "pgh_id"], name="accounts_us_id_4019f6_idx"),
                            models.Index(fields=["user"], name="accounts_us_user_id_aecaef_idx"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UserRole",
                    fields=[],
                    options={
                        "verbose_name": "role of a user",
                        "verbose_name_plural": "roles of users",
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("accounts.user_groups",),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_invitationhistory" ("by_id", "id", "made_at", "pgh_context", "pgh_created_at", "pgh_label", "refusal", "sent_at", "user_id") VALUES (NEW."by_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."refusal", NEW."sent_at", NEW."user_id"); RETURN NULL;',
                            hash="aad2b33ac33e6175f74427d6ce16c67cea537d08",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c354",
                            table="accounts_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_invitationhistory" ("by_id", "id", "made_at", "pgh_context", "pgh_created_at", "pgh_label", "refusal", "sent_at", "user_id") VALUES (NEW."by_id", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."refusal", NEW."sent_at", NEW."user_id"); RETURN NULL;',
                            hash="f73a228ba39278845e0652a4fc63612d974cdc06",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4e12d",
                            table="accounts_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_invitationhistory" ("by_id", "id", "made_at", "pgh_context", "pgh_created_at", "pgh_label", "refusal", "sent_at", "user_id") VALUES (OLD."by_id", OLD."id", OLD."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."refusal", OLD."sent_at", OLD."user_id"); RETURN NULL;',
                            hash="eb83b1c94b304186d37a61181bab987893a1d609",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f2c14",
                            table="accounts_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionaloffice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_regionalofficehistory" ("email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone") VALUES (NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."phone"); RETURN NULL;',
                            hash="8dc9a545b088fba9e65735eed2e4928062ab3aa1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8ccde",
                            table="accounts_regionaloffice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionaloffice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_regionalofficehistory" ("email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone") VALUES (NEW."email", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."phone"); RETURN NULL;',
                            hash="7842b30a07c01d260554545c8c71be7e9e27126b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ab940",
                            table="accounts_regionaloffice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionaloffice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_regionalofficehistory" ("email", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "phone") VALUES (OLD."email", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."phone"); RETURN NULL;',
                            hash="5294153999369ab60c1488cb95d6ed17e685a112",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9a74f",
                            table="accounts_regionaloffice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="token",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_tokenhistory" ("ended_at", "expires_on", "id", "made_at", "made_by_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."ended_at", NEW."expires_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."user_id"); RETURN NULL;',
                            hash="670e0c56cbb2157fd34961efb7f622b235e27414",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_77356",
                            table="accounts_token",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="token",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                            func='INSERT INTO "accounts_tokenhistory" ("ended_at", "expires_on", "id", "made_at", "made_by_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."ended_at", NEW."expires_on", NEW."id", NEW."made_at", NEW."made_by_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."user_id"); RETURN NULL;',
                            hash="419ba650da613fed04896965c897e5c107073b26",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_98930",
                            table="accounts_token",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="token",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_tokenhistory" ("ended_at", "expires_on", "id", "made_at", "made_by_id", "name", "pgh_context", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."ended_at", OLD."expires_on", OLD."id", OLD."made_at", OLD."made_by_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."user_id"); RETURN NULL;',
                            hash="5c933e442634d92c7ef132850a6380b8d4c35c42",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8f6d4",
                            table="accounts_token",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userhistory" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."username"); RETURN NULL;',
                            hash="1fec099e7e3d707b8ef1863516b461dda00857d5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3867c",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."username" IS DISTINCT FROM (NEW."username"))',
                            func='INSERT INTO "accounts_userhistory" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "username") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."username"); RETURN NULL;',
                            hash="a58ee466f6f44ab0fc87dd8d911ee664040e3e15",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e890",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userhistory" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "office_id", "pgh_context", "pgh_created_at", "pgh_label", "username") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."last_name", OLD."office_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."username"); RETURN NULL;',
                            hash="a57d87f6e916c489ddf878c963824a6896541e74",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_19f14",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionalofficehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6d4722406027acb2cc5439137f67f6da2b7a80dc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e2d41",
                            table="accounts_regionalofficehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionalofficehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="9fccbbe097412bd9d4bdae67dc0d510309885eb0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_a697c",
                            table="accounts_regionalofficehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userrolehistory" ("group_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."user_id"); RETURN NULL;',
                            hash="b797a0b639a635b4dbdbebb984e7ab6664402bd2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c200e",
                            table="accounts_user_groups",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_userrolehistory" ("group_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."group_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."user_id"); RETURN NULL;',
                            hash="716ee16a889107b93cfedce616b3ecf2721589ee",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1017d",
                            table="accounts_user_groups",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userrolehistory" ("group_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."group_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."user_id"); RETURN NULL;',
                            hash="e272bb65bb101929630eed78613bb74bcc86b6e8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_15b35",
                            table="accounts_user_groups",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitationhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d38d29f713fea8f988a7d56f0dac0bb95564ef30",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1dc0b",
                            table="accounts_invitationhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitationhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="27d74af3e8e1f29db9752fd1159d374741b1804e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_5e14c",
                            table="accounts_invitationhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tokenhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8f793afa1e50f14301220308dc8c98dd454ec9ad",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d5d40",
                            table="accounts_tokenhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tokenhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="dccf9ead89e48e3155703b4219a4efa3bb112d70",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_73e90",
                            table="accounts_tokenhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="68ffa9ce3b529c4c151c9348adc79b98119cd550",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4f815",
                            table="accounts_userhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userhistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="998b900c9d30e8c5b819713f49d91a81efda48e0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_78cbf",
                            table="accounts_userhistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userrolehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="728259524897304390dce32ef2812dcec0db7d5c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a756e",
                            table="accounts_userrolehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userrolehistory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="not_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail is only added to: % cannot be emptied', TG_TABLE_NAME;",
                            hash="51359cdd0161fc73b08344cc04813ba728fc0510",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_not_emptied_88eca",
                            table="accounts_userrolehistory",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunPython(
            code=functools.partial(kontakt.audit.tracking.lay_in_what_there_is, app="accounts"),
            reverse_code=django.db.migrations.operations.special.RunPython.noop,
        ),
    ]
