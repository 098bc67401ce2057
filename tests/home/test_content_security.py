"""What browsers may run on our pages: only what carries the page's nonce or is our own file."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "emails" not in path.parts]  # e-mail programs know no style sheets


@pytest.mark.django_db
def test_policy_names_the_nonce_of_the_scripts_on_the_page(client):
    answer = client.get(reverse("home"))
    policy = answer.headers["Content-Security-Policy"]
    nonces = set(re.findall(r"<script[^>]*nonce=\"([^\"]+)\"", answer.content.decode()))
    assert len(nonces) == 1
    assert f"'nonce-{nonces.pop()}'" in policy
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_each_answer_has_a_nonce_of_its_own(client):
    first, second = (client.get(reverse("about")).headers["Content-Security-Policy"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_template_has_nothing_that_the_policy_would_block(path):
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source), "an inline event handler"
    assert not re.search(r"\sstyle\s*=\s*[\"']", source), "an inline style"
    assert "javascript:" not in source
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", source):
        assert "nonce=" in tag or "src=" in tag or "application/json" in tag, tag
    for address in re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=\"([^\"]+)\"", source):
        assert not address.startswith(("http:", "https:", "//")), f"{address} is another site's"


def test_there_are_templates_to_check():
    assert len(PAGES) > 40
