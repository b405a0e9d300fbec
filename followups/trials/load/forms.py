"""The forms of a page, as a browser would send them when nothing is changed."""

from html.parser import HTMLParser


def form_with(html: str, name: str) -> dict[str, str] | None:
    """The fields of the form that has a field of that name, with what stands in them; None if there is no such form."""
    parser = _Forms()
    parser.feed(html)
    return next((form for form in parser.forms if name in form), None)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._text = given.get("name", "")
            self._keep(self._text, "")
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select and ("selected" in given or self._select not in self.forms[-1]):
            self._keep(self._select, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1][self._text] += data

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "file", "button") or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        self._keep(given.get("name", ""), given.get("value", ""))

    def _keep(self, name: str, value: str) -> None:
        if name:
            self.forms[-1][name] = value
