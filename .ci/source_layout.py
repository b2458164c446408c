"""Checks what the compiler does not: that a source file stays readable in one sitting and says by its name
what is in it."""

import pathlib
import re
import sys

LINES_AT_MOST = 600
NAMES_THAT_SAY_NOTHING = {"util", "utils", "common", "helper", "helpers", "misc"}
FOLDERS = ("bench", "crates", "migrations", "tests")


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
            modules = {shown.stem, *shown.parts[:-1], *re.findall(r"^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)", text, re.M)}
            for name in sorted(modules & NAMES_THAT_SAY_NOTHING):
                yield f"{shown}: the name '{name}' does not say what is inside"


def main():
    found = list(complaints(pathlib.Path(__file__).resolve().parent.parent))
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
