"""Checks what the compiler does not: that a source file stays readable in one sitting and says by its name
what is in it."""

import pathlib
import re
import sys

LINES_AT_MOST = 600
NAMES_THAT_SAY_NOTHING = {"util", "utils", "common", "helper", "helpers", "misc"}
FOLDERS = ("crates", "migrations", "tests")


# Where bodies are read, each within its bounds of size and time.
BODIES_ARE_READ_IN = pathlib.PurePath("crates/api/src/extract")
# What the framework reads a body into, as large and for as long as it comes.
READS_A_BODY = re.compile(
    r"\bweb::(?:Bytes|Form|Json|Payload|Either)\b|\b(?:Bytes|BytesMut|String|Either|Payload|Multipart)\b|\b(?:Form|Json)<"
)
TAKES_A_PAYLOAD = re.compile(r"\bpayload\.take\(\)|\btake_payload\(\)")
# It holds a body back, and reads nothing of it.
HOLDS_BODIES = pathlib.PurePath("crates/api/src/middleware/unread_body.rs")
HANDLER = re.compile(
    r"#\[(?:get|post|put|patch|delete|head)\(\"[^\n]*\n(?:\s*#\[[^\n]*\n)*\s*pub async fn (\w+)\((.*?)\)\s*(?:->|\{)", re.S
)


def parts(arguments):
    """Splits at the commas that stand between arguments."""
    depth, part = 0, ""
    for sign in arguments:
        depth += (sign in "<(") - (sign in ">)")
        if sign == "," and depth == 0:
            yield part.strip()
            part = ""
        else:
            part += sign
    if part.strip():
        yield part.strip()


def unbounded_bodies(text):
    """Where a body may be read without a bound."""
    for name, arguments in HANDLER.findall(text):
        for argument in parts(arguments):
            kind = argument.split(":", 1)[1].strip()
            if READS_A_BODY.search(kind) and not kind.startswith("web::Path<"):
                yield f"the handler {name} takes a {kind}: bodies are read by the extractors of {BODIES_ARE_READ_IN}"
    if TAKES_A_PAYLOAD.search(text):
        yield f"a body is taken: bodies are read by the extractors of {BODIES_ARE_READ_IN}"


def is_test(path):
    return "tests" in path.parts or path.stem == "tests" or path.stem.endswith("_tests")


def complaints(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.rs")):
            shown = path.relative_to(root)
            if "target" in shown.parts or "node_modules" in shown.parts:
                continue
            text = path.read_text(encoding="utf-8")
            lines = text.count("\n")
            if lines > LINES_AT_MOST and not is_test(shown):
                yield f"{shown}: {lines} lines, at most {LINES_AT_MOST} are allowed"
            in_bounds = shown.is_relative_to(BODIES_ARE_READ_IN) or shown == HOLDS_BODIES
            if shown.is_relative_to("crates/api/src") and not in_bounds:
                yield from (f"{shown}: {complaint}" for complaint in unbounded_bodies(text))
            modules = {shown.stem, *shown.parts[:-1], *re.findall(r"^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)", text, re.M)}
            for name in sorted(modules & NAMES_THAT_SAY_NOTHING):
                yield f"{shown}: the name '{name}' does not say what is inside"


# A program that knows none of the crates, and is read for itself.
STANDS_ALONE = {"bench"}
PUBLIC_TYPE = re.compile(r"^pub (?:struct|enum|trait|type) (\w+)", re.M)


def names_of_two_things(root):
    """A public type whose name stands in two crates: a reader takes one for the other. What both mean is the kernel's."""
    where = {}
    for path in sorted((root / "crates").glob("*/src/**/*.rs")):
        shown = path.relative_to(root)
        crate = shown.parts[1]
        if crate not in STANDS_ALONE and not is_test(shown):
            for name in PUBLIC_TYPE.findall(path.read_text(encoding="utf-8")):
                where.setdefault(name, {}).setdefault(crate, shown)
    for name, crates in sorted(where.items()):
        if len(crates) > 1:
            yield f"the type {name} stands in several crates: {', '.join(str(path) for path in crates.values())}"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    found = [*complaints(root), *names_of_two_things(root)]
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
