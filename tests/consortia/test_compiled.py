"""Compiled code is kept where it can be written, apart for every state of the sources."""

import os
import subprocess
import sys
from pathlib import Path

from consortia.matching import compiled

KEPT = "from consortia.matching import compiled; print(compiled.KEPT_IN)"
CALLED = "from consortia.matching.compiled import compiled; print(compiled(lambda number: number + 1)(1))"


def run(code, **environment):
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_compiled_code_is_kept_and_found_again(tmp_path):
    kept = run(KEPT, NUMBA_CACHE_DIR=str(tmp_path))
    assert Path(kept).parent == tmp_path
    assert run(KEPT, NUMBA_CACHE_DIR=str(tmp_path)) == kept


def test_a_formula_that_changes_is_compiled_again(tmp_path, monkeypatch):
    for name in compiled.SOURCES:
        (tmp_path / name).write_bytes((compiled.HERE / name).read_bytes())
    monkeypatch.setattr(compiled, "HERE", tmp_path)
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    before = compiled._kept_in()
    assert compiled._kept_in() == before and Path(before).is_dir()
    with (tmp_path / "fit_formulas.py").open("a") as formulas:
        formulas.write("# another\n")
    assert compiled._kept_in() != before


def test_every_module_with_compiled_code_or_its_formulas_is_among_the_sources():
    imports = [path for path in compiled.HERE.glob("*.py") if "from .compiled import" in path.read_text()]
    makes_code = {path.name for path in imports if "@compiled" in path.read_text()}
    assert {"exact.py", "kernel.py"} <= makes_code
    assert makes_code | {"fit_formulas.py", "determinants.py", "scoring.py"} <= set(compiled.SOURCES)


def test_code_is_not_taken_from_a_folder_that_others_can_write(tmp_path):
    kept = Path(run(KEPT, NUMBA_CACHE_DIR=str(tmp_path)))
    kept.chmod(0o777)
    assert run(KEPT, NUMBA_CACHE_DIR=str(tmp_path)) == ""
    kept.chmod(0o700)
    tmp_path.chmod(0o777)  # somebody else could put another folder in its place
    assert run(KEPT, NUMBA_CACHE_DIR=str(tmp_path)) == ""
    tmp_path.chmod(0o1777)  # as /tmp
    assert run(KEPT, NUMBA_CACHE_DIR=str(tmp_path)) == str(kept)


def test_code_is_not_taken_from_the_folder_of_another_user_or_through_a_link(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid)
    assert compiled._is_ours_alone(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    assert not compiled._is_ours_alone(tmp_path / "link")

    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    assert not compiled._is_ours_alone(tmp_path)


def test_a_user_without_a_home_has_its_code_compiled_too(monkeypatch):
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert compiled._places() == [compiled.HERE / "__pycache__"]


def test_matching_works_where_nothing_can_be_written():
    assert run(KEPT, NUMBA_CACHE_DIR=os.devnull) == ""
    assert run(CALLED, NUMBA_CACHE_DIR=os.devnull) == "2"
