"""A filter is a tree that holds itself, and stands in the bodies of six operations. What is made up for the boundaries of
each of its parts would be made up for each of them, on every level: some 2,500 requests an operation, nine tenths of a run.

Here the whole grammar is tried where a filter is all that a body has, and one level deep; everywhere else a filter is
one tag. That every filter is read the same wherever it stands is for the tests of filters."""

import copy

import schemathesis

FILTER = "#/components/schemas/Filter"
WHOLE = "WholeFilter"
THERE = "preview_segment"


def operations(schema):
    for item in schema["paths"].values():
        yield from (operation for operation in item.values() if isinstance(operation, dict))


@schemathesis.hook
def before_load_schema(context, raw_schema):
    schemas = raw_schema["components"]["schemas"]
    schemas[WHOLE] = schemas["Filter"]
    tag = next(choice for choice in schemas["Filter"]["oneOf"] if choice["$ref"].endswith("/TagCondition"))
    schemas["Filter"] = dict(tag)
    there = next(operation for operation in operations(raw_schema) if operation.get("operationId") == THERE)
    content = there["requestBody"]["content"]["application/json"]
    body = copy.deepcopy(schemas[content["schema"]["$ref"].rsplit("/", 1)[1]])
    assert body["properties"]["filter"]["$ref"] == FILTER, "the body has its filter elsewhere"
    body["properties"]["filter"] = {"$ref": f"#/components/schemas/{WHOLE}"}
    content["schema"] = body
