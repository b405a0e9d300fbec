"""Tags for the pieces of screen: icons, form fields, table paging."""

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select, Textarea
from django.template.base import render_value_in_context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

PER_PAGE = (10, 25, 50, 100)


@register.simple_tag
def icon(name: str, css_class: str = "") -> str:
    """A drawing beside words; it says nothing by itself, so screen readers skip it."""
    return format_html(
        '<svg class="icon-svg {}" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        css_class,
        static("vendor/dkfds/icons.svg"),
        name,
    )


@register.filter
def alert_kind(level_tag: str) -> str:
    """The alert that fits a message's level."""
    return level_tag if level_tag in {"success", "warning", "error"} else "info"


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is laid out: `choices` (several boxes), `box` (one box), or `line` (a label over one control)."""
    widget = field.field.widget
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    return "box" if isinstance(widget, CheckboxInput) else "line"


@register.filter
def control(field: BoundField) -> str:
    """The field's control with the design system's class; never a placeholder, which repeats the label and then goes."""
    return field.as_widget(attrs={"class": _css_class(field), "placeholder": False})


@register.filter
def boxes(field: BoundField) -> list:
    """The radio buttons or check boxes of a field, each with the design system's class."""
    options = list(field)
    for option in options:
        # By the type drawn: Django's CheckboxSelectMultiple is a RadioSelect, too.
        option.data["attrs"]["class"] = "form-radio" if option.data["type"] == "radio" else "form-checkbox"
    return options


def _css_class(field: BoundField) -> str:
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    if isinstance(widget, CheckboxInput):
        kind = "form-checkbox"
    elif isinstance(widget, Select):
        kind = "form-select"
    elif isinstance(widget, FileInput):
        kind = "form-file"
    elif isinstance(widget, Textarea):
        kind = "form-input form-textarea"
    else:
        kind = "form-input"
    return f"{kind} {own}".strip()


@register.filter
def total_rows(table) -> int:
    """How many rows the table has on all its pages."""
    return table.paginator.count if getattr(table, "paginator", None) else len(table.rows)


@register.simple_tag(takes_context=True)
def body_rows(context, table) -> str:
    """The rows of the table's body. In Python, since a page has hundreds of cells: as a template they took most of its
    time."""
    same = {column.name: column.attrs["td"].as_html() for column in table.columns if not _differ(column)}
    rows = []
    for row in table.paginated_rows:
        cells = []
        for column, cell in row.items():
            attributes = same.get(column.name) or column.attrs["td"].as_html()
            element, scope = ("th", ' scope="row"') if column.name == table.row_header else ("td", "")
            shown = render_value_in_context(cell, context)
            cells.append(f"<{element}{scope} {attributes}>{shown}</{element}>")
        rows.append(f"<tr {row.attrs.as_html()}>{''.join(cells)}</tr>")
    return mark_safe("\n".join(rows))  # noqa: S308 – each cell is escaped above


def _differ(column) -> bool:
    """Whether the attributes of the column's cells follow from the row."""
    attributes = column.column.attrs
    return any(callable(value) for value in (attributes.get("td") or attributes.get("cell", {})).values())


@register.simple_tag
def per_page_choices(table) -> list[dict]:
    """How many rows a page may show; nothing to choose when all fit on the smallest page."""
    total = table.paginator.count
    if total <= PER_PAGE[0]:
        return []
    choices = [{"rows": rows, "label": str(rows), "current": table.paginator.per_page == rows} for rows in PER_PAGE]
    reached = next((index for index, rows in enumerate(PER_PAGE) if rows >= total), len(PER_PAGE) - 1)
    if PER_PAGE[reached] >= total:
        choices = choices[: reached + 1]
        choices[-1]["label"] = _("All")
    return choices
