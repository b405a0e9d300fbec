"""Rows in a form: several promises, participants or agreed actions, of which the empty ones are ignored."""

from django import forms
from django.utils.translation import gettext as _


class RowForm(forms.Form):
    """One row. It counts when something is written in it; `chosen` names fields that hold a choice from the start."""

    chosen: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"empty_permitted": True, "use_required_attribute": False})

    def has_changed(self) -> bool:
        written = set(self.fields) - set(self.chosen)
        return any(self.data.get(self.add_prefix(name), "").strip() for name in written)


class Rows(forms.BaseFormSet):
    """Rows of a kind, with the `heading` over all of them, a `hint`, and what one of them is called (`row_name`)."""

    heading = hint = row_name = ""
    BLANK_SHOWN = 2

    def shown(self) -> list[tuple[int, RowForm]]:
        """The numbered rows up to the last with something in it, and a few empty ones."""
        return list(enumerate(self.forms, start=1))[: self._filled() + self.BLANK_SHOWN]

    def folded(self) -> list[tuple[int, RowForm]]:
        """The numbered empty rows that few need."""
        return list(enumerate(self.forms, start=1))[self._filled() + self.BLANK_SHOWN :]

    def _filled(self) -> int:
        filled = [
            number
            for number, row in enumerate(self.forms, start=1)
            if (row.has_changed() if self.is_bound else number <= self.initial_form_count())
        ]
        return max(filled, default=0)

    def written(self) -> list[dict]:
        """What the rows hold that are not empty."""
        return [row.cleaned_data for row in self.forms if row.cleaned_data]


def errors_in_rows(blocks: list[Rows]) -> list[tuple[str, str]]:
    """For the error summary: the id of the field, and which row and field it is and what is wrong."""
    return [
        (
            field.id_for_label,
            _("%(row)s %(number)s, %(field)s: %(error)s")
            % {"row": rows.row_name, "number": number, "field": field.label, "error": error},
        )
        for rows in blocks
        if rows.is_bound
        for number, row in enumerate(rows.forms, start=1)
        for field in row
        for error in field.errors
    ] + [("", error) for rows in blocks if rows.is_bound for error in rows.non_form_errors()]
