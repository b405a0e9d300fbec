"""Migrations that make many tables and triggers at a time."""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger


class AtOnce(Operation):
    """New tables, columns and triggers that do not build on one another.

    The state of the project is worked out once for all of them. One after the other, Django makes every model that is
    related to users or municipalities anew for each: fifty seconds where this takes two.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label, state) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """The triggers of tables that stay go; the new tables go with theirs."""
        made = {operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)}
        for operation in reversed(self.operations):
            if not (isinstance(operation, AddTrigger) and operation.model_name.lower() in made):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)
