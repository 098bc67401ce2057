import gzip
import http.server
import json
import threading
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commissioners.ocds import sources, splitting
from commissioners.ocds.reading import Broken, Found, Trouble, read
from commissioners.ocds.splitting import Splitter

from .notices import contracts_finder_notice, package, planning_notice, tender_notice

ONE, TWO = planning_notice(), tender_notice()


@pytest.fixture
def read_text(tmp_path):
    """`read_text(text or bytes)` is everything that reading a file with it gives."""

    def read_it(content):
        path = tmp_path / "file"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read(str(path)))

    return read_it


def releases(items):
    return [item.release for item in items if isinstance(item, Found)]


def kinds(items):
    return [type(item) for item in items]


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_release_package_is_read_in_order(read_text, indent):
    items = read_text(json.dumps(package(ONE, TWO), indent=indent))
    assert items == [Found(1, ONE), Found(2, TWO)]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ONE) + "\n" + json.dumps(TWO) + "\n",
        json.dumps([ONE, TWO]),
        json.dumps([package(ONE), package(TWO)]),
        json.dumps(package(ONE)) + "\r\n" + json.dumps(package(TWO)),
        json.dumps({"records": [{"ocid": "x", "releases": [ONE, TWO], "compiledRelease": {"ocid": "x"}}]}),
        json.dumps({"records": [{"ocid": "x", "compiledRelease": ONE}, {"ocid": "y", "compiledRelease": TWO}]}),
        json.dumps({"releases": [ONE, TWO], "links": {"next": "https://example.org/{2}"}, "extensions": ["["]}),
        json.dumps({"extensions": [{"releases": 1}], "releases": [ONE, TWO]}),
    ],
    ids=["lines", "list", "packages", "package-lines", "records", "compiled", "links-after", "extensions-before"],
)
def test_every_shape_of_file_is_read(read_text, content):
    assert releases(read_text(content)) == [ONE, TWO]


def test_single_release_is_read(read_text):
    assert read_text(json.dumps(ONE, indent=4)) == [Found(1, ONE)]


def test_package_whose_releases_are_one_object_is_read(read_text):
    assert read_text(json.dumps({"version": "1.1", "releases": ONE})) == [Found(1, ONE)]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n  \n"])
def test_mark_or_space_before_the_json_does_not_matter(read_text, mark):
    assert releases(read_text(mark + json.dumps(package(ONE)).encode())) == [ONE]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_other_unicode_encodings_are_read(read_text, encoding):
    text = json.dumps(package(ONE | {"title": "Zoë’s café"}), ensure_ascii=False)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert releases(read_text(mark + text.encode(encoding)))[0]["title"] == "Zoë’s café"


def test_letters_in_an_old_encoding_are_read(read_text):
    content = json.dumps(package(ONE | {"title": "Zoë pays £5"}), ensure_ascii=False).encode("cp1252")
    assert releases(read_text(content))[0]["title"] == "Zoë pays £5"


def test_gzip_is_known_by_its_first_bytes(read_text):
    assert releases(read_text(gzip.compress(json.dumps(package(ONE, TWO)).encode()))) == [ONE, TWO]


def test_several_gzip_members_in_a_row_are_read(read_text):
    packed = [gzip.compress(json.dumps(each).encode() + b"\n") for each in (ONE, TWO)]
    assert releases(read_text(b"".join(packed))) == [ONE, TWO]


def test_rubbish_after_gzip_is_ignored(read_text):
    assert read_text(gzip.compress(json.dumps(package(ONE)).encode()) + b"\0" * 600) == [Found(1, ONE)]


def test_truncated_gzip_keeps_what_came_before(read_text):
    many = [ONE | {"id": f"{n}", "title": f"{n * 7919}" * 20} for n in range(400)]
    packed = gzip.compress(json.dumps(package(*many)).encode())
    items = read_text(packed[: len(packed) * 2 // 3])
    assert len(releases(items)) > 100
    assert isinstance(items[-1], Trouble) and "cut short" in items[-1].reason


def test_damaged_gzip_is_reported(read_text):
    packed = bytearray(gzip.compress(json.dumps(package(ONE, TWO)).encode()))
    packed[40:60] = b"x" * 20
    assert any(isinstance(item, Trouble) for item in read_text(bytes(packed)))


def test_file_cut_in_the_middle_keeps_what_was_read_and_names_the_rest(read_text):
    text = json.dumps(package(ONE, TWO))
    items = read_text(text[:-200])
    assert kinds(items) == [Found, Broken, Trouble]
    assert items[1].name == TWO["ocid"]
    assert "ends in the middle" in items[1].reason


def test_file_cut_between_releases_is_reported(read_text):
    text = json.dumps(package(ONE, TWO))
    assert kinds(read_text(text[: text.index(json.dumps(TWO))])) == [Found, Trouble]


@pytest.mark.parametrize("wrong", ["null", "1", '"text"', "[1, {}]", "true"])
def test_what_is_no_release_is_reported_with_its_position(read_text, wrong):
    text = f'{{"releases": [{json.dumps(ONE)}, {wrong}, {json.dumps(TWO)}]}}'
    items = read_text(text)
    assert kinds(items) == [Found, Broken, Found]
    assert items[1].position == 2 and "not a release" in items[1].reason


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace('"language"', 'language"x"'),
        lambda text: text.replace('"date":', '"date"'),
        lambda text: text.replace('"language": "en"', '"language": "en",,'),
        lambda text: text.replace('"tag": ["tender"]', '"tag": ["tender"'),
        lambda text: text.replace('"initiationType": "tender"', '"initiationType": }'),
        lambda text: text[:-1],
    ],
    ids=["no-quotes", "no-colon", "two-commas", "open-list", "stray-brace", "not-closed"],
)
def test_broken_json_in_one_release_does_not_stop_the_next(read_text, spoil):
    three = contracts_finder_notice()
    text = f'{{"releases": [{json.dumps(ONE)}, {spoil(json.dumps(TWO))}, {json.dumps(three)}]}}'
    items = read_text(text)
    assert releases(items) == [ONE, three]
    assert [item.name for item in items if isinstance(item, Broken)] == [TWO["ocid"]]


def test_broken_line_does_not_stop_the_next(read_text):
    items = read_text(f"{json.dumps(ONE)}\n{{oops}}\n{json.dumps(TWO)}\n")
    assert kinds(items) == [Found, Broken, Found]


def test_numbers_that_json_does_not_know_are_not_known(read_text):
    found = read_text('{"ocid": "a", "x": NaN, "y": -Infinity, "z": 1e999, "ok": 1.5}')[0].release
    assert found == {"ocid": "a", "x": None, "y": None, "z": None, "ok": 1.5}


def test_nesting_beyond_reason_is_reported(read_text):
    deep = '{"ocid": "deep", "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    items = read_text(f'{{"releases": [{deep}, {json.dumps(ONE)}]}}')
    assert kinds(items) == [Broken, Found]


def test_release_longer_than_any_real_one_is_given_up(read_text, monkeypatch):
    monkeypatch.setattr(splitting, "LONGEST_RELEASE", 400_000)
    monkeypatch.setattr(sources, "CHUNK", 100_000)
    long = TWO | {"title": "x" * 900_000}
    items = read_text(json.dumps(package(long, ONE)))
    assert isinstance(items[0], Broken) and items[0].name == TWO["ocid"]
    assert releases(items) == [ONE]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("  \n", "is empty"),
        ("<!DOCTYPE html><style>p {color: red}</style>", "web page"),
        ("Service unavailable", "not JSON"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b", "cut short"),
    ],
)
def test_what_cannot_be_read_says_why(read_text, content, words):
    items = read_text(content)
    assert kinds(items) == [Trouble]
    assert words in items[0].reason


def test_missing_file_and_folder_say_why(tmp_path):
    assert "no file" in next(iter(read(str(tmp_path / "none.json")))).reason
    assert "cannot be read" in next(iter(read(str(tmp_path)))).reason


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "long.json"
    with path.open("w") as file:
        file.write('{"releases": [')
        file.write(",".join([json.dumps(TWO)] * 3_000))
        file.write("]}")
    assert path.stat().st_size > 6_000_000
    tracemalloc.start()
    assert sum(1 for _ in read(str(path))) == 3_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab{}[]"\\,:é releases'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab{"\\:[', max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300)
@given(
    st.lists(st.dictionaries(st.text(alphabet='xyz{["\\', max_size=3), JSON, max_size=4), max_size=5),
    st.sampled_from(["package", "list", "lines"]),
    st.sampled_from([None, 1]),
    st.integers(1, 40),
)
def test_pieces_are_the_releases_whatever_the_shape_and_the_size_of_chunks(given_releases, shape, indent, size):
    if shape == "package":
        text = json.dumps({"uri": "[{", "releases": given_releases, "links": {"a": "]"}}, indent=indent)
    elif shape == "list":
        text = json.dumps(given_releases, indent=indent)
    else:
        text = "\n".join(json.dumps(each) for each in given_releases)
    splitter, pieces = Splitter(), []
    data = text.encode()
    for start in range(0, len(data), size):
        pieces += splitter.feed(data[start : start + size])
    pieces += splitter.finish()
    assert [json.loads(piece.text) for piece in pieces] == given_releases
    assert splitter.is_complete


@settings(max_examples=200)
@given(st.binary(max_size=300), st.integers(1, 50))
def test_splitting_survives_anything(data, size):
    splitter, pieces = Splitter(), []
    for start in range(0, len(data), size):
        pieces += splitter.feed(data[start : start + size])
    pieces += splitter.finish()
    assert splitter.start is None


@pytest.fixture
def serve():
    """`serve(*answers)` is the address of a server that gives them one after the other: (status, headers, body)."""
    servers = []

    def start(*answers):
        left = list(answers)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                status, headers, body = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Quiet."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/releases"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_address_is_read_gzipped_or_not(serve):
    body = json.dumps(package(ONE, TWO)).encode()
    assert releases(read(serve((200, {}, body)))) == [ONE, TWO]
    assert releases(read(serve((200, {"Content-Encoding": "gzip"}, gzip.compress(body))))) == [ONE, TWO]


def test_server_that_asks_for_patience_is_given_it(serve):
    waits = []
    address = serve((429, {"Retry-After": "7"}, b""), (200, {}, json.dumps(package(ONE)).encode()))
    content = b"".join(sources.chunks(address, wait=waits.append))
    assert waits == [7]
    assert json.loads(content)["releases"] == [ONE]


def test_server_that_never_answers_well_is_reported(serve):
    items = list(read(serve((404, {}, b"<html>no</html>"))))
    assert kinds(items) == [Trouble] and "404" in items[0].reason


def test_answer_that_breaks_off_keeps_what_came(serve):
    body = json.dumps(package(ONE, TWO)).encode()
    items = list(read(serve((200, {"Content-Length": str(len(body) + 500)}, body[:-300]))))
    assert releases(items) == [ONE]
    assert isinstance(items[-1], Trouble)


def test_address_that_does_not_exist_is_reported():
    assert "cannot be read" in next(iter(read("http://127.0.0.1:9/none"))).reason
