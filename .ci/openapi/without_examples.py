"""Prints an OpenAPI document without its examples: `without_examples.py DOCUMENT`.

An example may hold members that are called as the keywords of a schema are, and Spectral would take them for some."""

import json
import sys


def without_examples(value):
    if isinstance(value, dict):
        return {name: without_examples(member) for name, member in value.items() if name not in ("example", "examples")}
    if isinstance(value, list):
        return [without_examples(item) for item in value]
    return value


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        json.dump(without_examples(json.load(file)), sys.stdout)
