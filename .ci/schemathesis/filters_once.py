"""A filter is a tree that holds itself, and stands in the bodies of six operations. What is made up for the boundaries of
each of its parts would be made up for each of them, on every level: some 2,500 requests an operation, nine tenths of a run.

Here the whole grammar is tried where a filter is all that a body has, and one level deep; everywhere else a filter is
one tag. That every filter is read the same wherever it stands is for the tests of filters."""

import copy
import json

import schemathesis

SCHEMAS = "#/components/schemas/"
FILTER = f"{SCHEMAS}Filter"
TAG = f"{SCHEMAS}TagCondition"
# What stands for a schema in requests. Answers keep the one that they are held against.
SENT = "Sent"
THERE = "preview_segment"


def names_leading_to_filters(schemas):
    leading = {"Filter"}
    while True:
        further = {name for name, schema in schemas.items() if any(f'"{SCHEMAS}{known}"' in json.dumps(schema) for known in leading)}
        if further <= leading:
            return leading
        leading |= further


def narrowed(value, leading):
    if isinstance(value, dict):
        reference = value.get("$ref")
        if reference == FILTER:
            return {**value, "$ref": TAG}
        if isinstance(reference, str) and reference.removeprefix(SCHEMAS) in leading:
            return {**value, "$ref": f"{SCHEMAS}{SENT}{reference.removeprefix(SCHEMAS)}"}
        return {name: narrowed(member, leading) for name, member in value.items()}
    if isinstance(value, list):
        return [narrowed(item, leading) for item in value]
    return value


@schemathesis.hook
def before_load_schema(context, raw_schema):
    schemas = raw_schema["components"]["schemas"]
    leading = names_leading_to_filters(schemas)
    schemas.update({f"{SENT}{name}": narrowed(schemas[name], leading) for name in leading})
    for item in raw_schema["paths"].values():
        for operation in item.values():
            if not isinstance(operation, dict) or "requestBody" not in operation:
                continue
            if operation.get("operationId") == THERE:
                content = operation["requestBody"]["content"]["application/json"]
                body = copy.deepcopy(schemas[content["schema"]["$ref"].removeprefix(SCHEMAS)])
                assert body["properties"]["filter"]["$ref"] == FILTER, "the body has its filter elsewhere"
                body["properties"]["filter"] = {"$ref": f"{SCHEMAS}{SENT}Filter"}
                content["schema"] = body
            else:
                operation["requestBody"] = narrowed(operation["requestBody"], leading)
