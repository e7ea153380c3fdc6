"""The schemas, a validator for them, and the program's own judgement of documents."""
import functools
import json
import os
import pathlib
import re
import subprocess
import warnings

import support as s

jsonschema, = s.need("jsonschema")
FOLDER = s.TOP / "app/protocol/schema"
JUDGE = pathlib.Path(os.environ.get("PRAATJE_BIN", s.TOP / "build/dev/bin")) / "judge"


def pattern(validator, wanted, instance, schema):
    """As ECMAScript has it: $ is the very end, which python lets a line feed follow."""
    if validator.is_type(instance, "string") and not re.search(re.sub(r"\$$", r"\\Z", wanted), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {wanted!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern})


@functools.cache
def schemas():
    """All schemas by name."""
    return {p.name.removesuffix(".schema.json"): json.loads(p.read_text())
            for p in sorted(FOLDER.glob("*.schema.json"))}


def file_of(name):
    return FOLDER / f"{name}.schema.json"


@functools.cache
def validator(name):
    store = {file_of(n).as_uri(): d for n, d in schemas().items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        resolver = jsonschema.RefResolver(file_of(name).as_uri(), schemas()[name], store)
    return Validator(schemas()[name], resolver=resolver)


@functools.cache
def topic_patterns():
    found = []
    for name, schema in schemas().items():
        for topic in schema.get("x-topics", ()):
            whole = topic if topic.startswith(("praatje/", "homeassistant/")) else f"praatje/1/office/{topic}"
            found.append((re.compile(re.sub("<[a-z]+>", "[^/]+", whole)), name))
    return found


def of_topic(topic):
    """The name of the schema for a whole topic."""
    return next(name for regex, name in topic_patterns() if regex.fullmatch(topic))


def no_twins(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def no_such(constant):
    raise ValueError(constant)


def number(text):
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError("too large a number")
    return value


def whole_number(text):
    value = int(text)
    if not -2**63 <= value < 2**63:
        raise ValueError("too large a number")
    return value


def load(payload):
    """A document as strictly as the contract wants JSON; ValueError where it isn't."""
    document = json.loads(payload.decode("utf-8"), object_pairs_hook=no_twins,
                          parse_constant=no_such, parse_float=number, parse_int=whole_number)
    text = json.dumps(document, ensure_ascii=False)
    text.encode("utf-8")  # half a surrogate pair is no text
    if "\\u0000" in text:
        raise ValueError("NUL")
    return document


def places(errors):
    """The pointers of errors, those within alternatives too."""
    for error in errors:
        yield "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in error.absolute_path)
        yield from places(error.context)


def judge(documents):
    """What the program makes of (topic, bytes): ("accepted", text) or
    ("refused", [(pointer, code, sentence)])."""
    asked = b"".join(b"%s %d\n%s\n" % (t.encode(), len(p), p) for t, p in documents)
    lines = subprocess.run([JUDGE], input=asked, capture_output=True, check=True,
                           timeout=60).stdout.decode().splitlines()
    assert len(lines) == len(documents), (len(lines), len(documents))
    return [verdict(line) for line in lines]


def verdict(line):
    if line.startswith("accepted "):
        return "accepted", line.removeprefix("accepted ")
    words = line.split("\t")[1:]
    return "refused", list(zip(words[::3], words[1::3], words[2::3]))


def names(what):
    """What the judge writes for --codes, --refusals or --commands: a list of words a line."""
    lines = subprocess.run([JUDGE, f"--{what}"], capture_output=True, check=True,
                           text=True, timeout=60).stdout.splitlines()
    return [line.split("\t") for line in lines]


def tables():
    """The documents of the tables of bad ones."""
    out = subprocess.run([JUDGE, "--tables"], capture_output=True, check=True, timeout=60).stdout
    found, at = [], 0
    while at < len(out):
        end = out.index(b"\n", at)
        topic, size = out[at:end].decode().split()
        found.append((topic, out[end + 1:end + 1 + int(size)]))
        at = end + 1 + int(size) + 1
    return found


def examples():
    """The examples that a decoder reads, and the discovery: (topic, bytes)."""
    rows = [line.split() for line in (s.EXAMPLES / "index.txt").read_text().splitlines()
            if line and not line.startswith("#")]
    return [(topic, (s.EXAMPLES / name).read_bytes()) for topic, name in rows if name.endswith(".json")]
