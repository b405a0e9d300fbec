"""Which table, filter and columns of a delivery feed which indicator: configuration that an administrator edits."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from municipalities.models.indicators import Indicator

_ONE_A_LINE = _("One a line. * stands for any text; case and doubled blanks do not count.")


def one_choice_a_line(text: str) -> None:
    for line in filter(str.strip, text.splitlines()):
        if not re.fullmatch(r"\s*\w+\s*=\s*[^=\s]+\s*", line):
            raise ValidationError(
                _("Write “%(line)s” as a hierarchy, an equals sign, and members: _varighed = 4."), params={"line": line}
            )


class Source(models.Model):
    """How figures for one indicator are recognised and read, in Jobindsats answers and in files.

    A table of a file belongs to the source whose columns are all there, whose filter some row meets and, where
    several remain, whose hints match the file's name, the sheet's name or the lines above the header.
    """

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.CASCADE, related_name="sources"
    )
    is_active = models.BooleanField(_("active"), default=True)
    table_id = models.CharField(_("table in Jobindsats"), max_length=40, blank=True)
    asked_for = models.TextField(
        _("asked for in Jobindsats"),
        blank=True,
        validators=[one_choice_a_line],
        help_text=_(
            "Which members of the table's hierarchies are asked for, one hierarchy a line: _varighed = 4. "
            "Of those that are not named here, all members are."
        ),
    )
    hints = models.TextField(
        _("hints"),
        blank=True,
        help_text=format_lazy(
            "{} {}", _("File names, sheet names or titles that point to this indicator."), _ONE_A_LINE
        ),
    )
    filter_column = models.TextField(_("filter: column"), blank=True, help_text=_ONE_A_LINE)
    filter_value = models.TextField(
        _("filter: values"),
        blank=True,
        help_text=format_lazy("{} {}", _("Only rows with one of these values are read."), _ONE_A_LINE),
    )
    month_column = models.TextField(_("column: month"), help_text=_ONE_A_LINE)
    municipality_column = models.TextField(_("column: municipality"), help_text=_ONE_A_LINE)
    persons_column = models.TextField(_("column: persons"), help_text=_ONE_A_LINE)
    average_column = models.TextField(_("column: average interviews"), blank=True, help_text=_ONE_A_LINE)
    share_column = models.TextField(_("column: share"), help_text=_ONE_A_LINE)
    meeting_column = models.TextField(_("column: persons meeting the requirement"), blank=True, help_text=_ONE_A_LINE)

    class Meta:
        verbose_name = _("source configuration")
        verbose_name_plural = _("source configurations")
        ordering = ["indicator"]

    @property
    def choices(self) -> dict[str, str]:
        """Hierarchy → the members that are asked for."""
        lines = (line.partition("=") for line in self.asked_for.splitlines() if line.strip())
        return {hierarchy.strip(): members.strip() for hierarchy, _equals, members in lines}

    def __str__(self) -> str:
        return f"{self.indicator} ({self.table_id or _('files')})"
