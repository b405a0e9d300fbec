"""What a browser sends back of a form: all its fields as they stand, with what the user wrote in some of them."""


def sent(response, **written) -> dict:
    """The form of the page, its rows too; rows are named `promise__0__measure`."""
    form = response.context["form"]
    data = {name: as_sent(form[name]) for name in form.fields if name != "files"}
    for rows in response.context.get("row_blocks", []):
        for part in [rows.management_form, *rows.forms]:
            data |= {part.add_prefix(name): as_sent(part[name]) for name in part.fields}
    return data | {name.replace("__", "-"): value for name, value in written.items()}


def as_sent(field) -> str:
    value = field.value()
    if callable(value):
        value = value()
    if value is None:
        return ""
    shown = field.field.prepare_value(value)
    widget = field.field.widget
    if hasattr(widget, "choices"):
        return str(getattr(shown, "pk", shown))
    return str(widget.format_value(shown) or "")
