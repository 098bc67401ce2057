"""Reading pages in tests."""

from html.parser import HTMLParser

CONTROLS = {"input", "select", "textarea"}


class _Labels(HTMLParser):
    def __init__(self):
        super().__init__()
        self.controls: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self._label = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "label":
            self._label = attributes.get("for", "")
            self.labels.setdefault(self._label, "")
        elif tag in CONTROLS and attributes.get("type") not in ("hidden", "submit"):
            self.controls[attributes.get("id") or f"no id: {attributes.get('name')}"] = ""

    def handle_endtag(self, tag):
        if tag == "label":
            self._label = None

    def handle_data(self, data):
        if self._label is not None:
            self.labels[self._label] += data.strip()


def labels_of_controls(page: str) -> dict[str, str]:
    """The id of each visible control of a page, and the words of its label ("" where it has none)."""
    reader = _Labels()
    reader.feed(page)
    return {control: reader.labels.get(control, "") for control in reader.controls}
