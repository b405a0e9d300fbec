from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    """The foreign key's own index finds the few entries of a case, and is the one that was used."""

    atomic = False
    dependencies = [("followups", "0012_history_begins")]
    operations = [RemoveIndexConcurrently(model_name="logentry", name="log_entry_of_case")]
