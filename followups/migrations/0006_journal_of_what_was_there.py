"""What stood in the log before there was a journal is journalled, in the order it was recorded."""

from django.db import migrations

JOURNAL = """
    INSERT INTO followups_journalentry
        (case_id, municipality_id, direction, dated_on, theme, correspondent, log_entry_id, by_id, recorded_at)
    SELECT entry.case_id, followups_case.municipality_id,
        CASE WHEN entry.kind IN ('email_in', 'letter_in', 'document_in') THEN 'in'
             WHEN entry.kind IN ('email_out', 'letter_out') THEN 'out' ELSE 'internal' END,
        entry.happened_on, entry.theme, entry.contact_name, entry.id, entry.by_id, entry.recorded_at
    FROM followups_logentry entry JOIN followups_case ON followups_case.id = entry.case_id
    WHERE entry.kind IN ('document_in', 'email_in', 'email_out', 'letter_in', 'letter_out', 'meeting')
       OR EXISTS (SELECT 1 FROM followups_logfile WHERE entry_id = entry.id)
    ORDER BY entry.recorded_at, entry.id
    ON CONFLICT (log_entry_id) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("followups", "0005_letters_rounds_journal")]
    operations = [migrations.RunSQL(JOURNAL, migrations.RunSQL.noop)]
