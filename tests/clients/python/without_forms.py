"""without_forms.py DOCUMENT: prints the document without the forms of bodies that may be JSON as well."""

import json
import sys

FORM = "application/x-www-form-urlencoded"

with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
for item in document["paths"].values():
    for operation in item.values():
        content = operation.get("requestBody", {}).get("content", {}) if isinstance(operation, dict) else {}
        if "application/json" in content:
            content.pop(FORM, None)
json.dump(document, sys.stdout)
