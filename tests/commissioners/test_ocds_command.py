import json

import pytest
from django.core.management import call_command

from .notices import (
    tender_notice,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_command_prints_one_line_of_json_and_reports_to_the_error_stream(tmp_path, capsys):
    path = write(tmp_path / "one.json", tender_notice(), "broken")
    call_command("import_notices", path)
    said = capsys.readouterr()
    printed = json.loads(said.out)
    assert list(printed) == [
        "releases",
        "created",
        "updated",
        "unchanged",
        "skipped",
        "failed",
        "opportunities",
        "history",
        "mapped",
        "reasons",
    ]
    assert list(printed["mapped"]) == ["buyer", "services", "places", "value", "deadline", "lots"]
    assert printed["created"] + printed["failed"] == printed["releases"] == 2
    assert "release 2" in said.err


@pytest.mark.parametrize("text", ["", "<!DOCTYPE html><p>Error {502}</p>", "hello", '{"releases": ["x"]}'])
def test_command_exits_with_1_where_nothing_could_be_read(tmp_path, capsys, text):
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(SystemExit) as stop:
        call_command("import_notices", str(path))
    assert stop.value.code == 1
    assert json.loads(capsys.readouterr().out)["created"] == 0


def test_command_succeeds_where_one_source_of_two_could_be_read(tmp_path, capsys):
    good = write(tmp_path / "good.json", tender_notice())
    call_command("import_notices", str(tmp_path / "missing.json"), good)
    said = capsys.readouterr()
    assert json.loads(said.out)["created"] == 1
    assert "There is no file" in said.err


def test_empty_package_is_not_an_error(tmp_path, capsys):
    call_command("import_notices", write(tmp_path / "empty.json"))
    assert json.loads(capsys.readouterr().out)["releases"] == 0
