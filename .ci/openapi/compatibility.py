"""compatibility.py BASELINE DOCUMENT: prints every way in which DOCUMENT breaks a client that was written
against BASELINE, and fails if there is one.

A request may only get wider: what a client sends today must stay acceptable. A response may only get
narrower or gain fields: what a client reads today must stay there, with the same type. Two things that a
strict reading would forbid are allowed, because the document tells clients to expect them: a new value of
an enumeration and a new member of a union of objects, both in responses.
"""

import json
import sys

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
PRIMITIVES = {"null", "boolean", "integer", "number", "string", "array", "object"}
REQUEST, RESPONSE = "request", "response"

WORDS = ("title", "description", "example", "examples", "default", "deprecated", "discriminator")
LOWER_BOUNDS = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties")
UPPER_BOUNDS = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties")


class Comparison:
    """Compares the schemas of two documents. Every answer is a list of (place inside the schema, reason)."""

    def __init__(self, old_document, new_document):
        self.old_document = old_document
        self.new_document = new_document
        self.answers = {}

    def schema(self, old, new, direction):
        old, new = follow(self.old_document, old), follow(self.new_document, new)
        return self._once(self._alternatives, old, new, direction)

    def _once(self, compare, old, new, direction):
        key = (compare.__name__, id(old), id(new), direction)
        if key not in self.answers:
            # A schema that contains itself is compared once: inside it, the pair counts as compatible.
            # Keeping the pair keeps its identities from being given to other objects.
            self.answers[key] = [], old, new
            self.answers[key] = compare(old, new, direction), old, new
        return self.answers[key][0]

    def _alternatives(self, old, new, direction):
        olds = list(alternatives(self.old_document, old))
        news = list(alternatives(self.new_document, new))
        reasons = []
        for old_one in olds:
            same_type = [one for one in news if accepts(one, old_one) or accepts(old_one, one)]
            if not same_type:
                if direction == REQUEST or type_of(old_one) != "null":
                    reasons.append(("", f"type {type_of(old_one)} was removed"))
                continue
            answers = [self._once(self._simple, old_one, one, direction) for one in same_type]
            reasons.extend(min(answers, key=len))
        if direction == RESPONSE:
            for new_one in news:
                same_type = [one for one in olds if accepts(one, new_one) or accepts(new_one, one)]
                if not same_type:
                    reasons.append(("", f"type {type_of(new_one)} was added to a response"))
                elif len(same_type) == 1:
                    # What was no choice among objects has not told its clients to expect another one.
                    reasons.extend(self._once(self._simple, same_type[0], new_one, direction))
        return list(dict.fromkeys(reasons))

    def _simple(self, old, new, direction):
        reasons = []
        old_type, new_type = type_of(old), type_of(new)
        wide, narrow = (new, old) if direction == REQUEST else (old, new)
        if not accepts(wide, narrow):
            reasons.append(("", f"type {old_type} became {new_type}"))
        if old.get("format") != new.get("format") and not (direction == REQUEST and "format" not in new):
            reasons.append(("", f"format {old.get('format')} became {new.get('format')}"))
        reasons.extend(self._values(old, new, direction))
        if direction == REQUEST:
            reasons.extend(bounds(old, new))
        reasons.extend(self._properties(old, new, direction))
        for keyword, place in (("items", "/*"), ("additionalProperties", "/{name}")):
            old_part, new_part = old.get(keyword), new.get(keyword)
            if isinstance(old_part, dict) and isinstance(new_part, dict):
                reasons.extend((place + inner, why) for inner, why in self.schema(old_part, new_part, direction))
            elif old_part not in (None, False) and new_part is False:
                reasons.append((place, "no longer allowed"))
        return reasons

    @staticmethod
    def _values(old, new, direction):
        old_values, new_values = values_of(old), values_of(new)
        if new_values is not None and old_values is None:
            if direction == REQUEST:
                yield "", "is now limited to an enumeration"
        elif old_values is not None and new_values is None:
            if direction == RESPONSE:
                yield "", "is no longer limited to an enumeration"
        elif old_values is not None:
            for value in old_values:
                if value not in new_values:
                    yield "", f"the enumeration lost {json.dumps(value)}"

    def _properties(self, old, new, direction):
        old_properties, new_properties = old.get("properties", {}), new.get("properties", {})
        old_required, new_required = set(old.get("required", ())), set(new.get("required", ()))
        for name, old_property in old_properties.items():
            if name not in new_properties:
                yield f"/{name}", "was removed"
                continue
            if direction == RESPONSE and name in old_required and name not in new_required:
                yield f"/{name}", "is no longer always there"
            for inner, why in self.schema(old_property, new_properties[name], direction):
                yield f"/{name}{inner}", why
        if direction == REQUEST:
            for name in sorted(new_required - old_required):
                yield f"/{name}", "is now required" if name in old_properties else "is new and required"


def follow(document, node):
    """The node that a chain of references ends at."""
    seen = set()
    while isinstance(node, dict) and "$ref" in node and node["$ref"] not in seen:
        reference = node["$ref"]
        seen.add(reference)
        if not reference.startswith("#/"):
            raise SystemExit(f"the reference {reference} leaves the document")
        node = document
        for part in reference[2:].split("/"):
            node = node[part.replace("~1", "/").replace("~0", "~")]
    return node


def alternatives(document, schema, seen=frozenset()):
    """The schema as a choice among schemas of one type each."""
    schema = follow(document, schema)
    if not isinstance(schema, dict):
        yield {}
        return
    if id(schema) in seen:
        return
    seen = seen | {id(schema)}
    if "allOf" in schema:
        schema = merged(document, schema, seen)
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            around = {key: value for key, value in schema.items() if key not in (keyword, *WORDS)}
            for part in schema[keyword]:
                for one in alternatives(document, part, seen):
                    yield joined(around, one) if around else one
            return
    types = schema.get("type")
    if isinstance(types, list):
        for one in types:
            yield {**schema, "type": one}
    else:
        yield schema


def merged(document, schema, seen):
    """The parts of an allOf as one schema."""
    whole = {key: value for key, value in schema.items() if key != "allOf"}
    for part in schema["allOf"]:
        part = follow(document, part)
        if id(part) not in seen:
            whole = joined(whole, merged(document, part, seen | {id(part)}) if "allOf" in part else part)
    return whole


def joined(first, second):
    whole = {**first, **second}
    if "properties" in first and "properties" in second:
        whole["properties"] = {**first["properties"], **second["properties"]}
    if "required" in first and "required" in second:
        whole["required"] = [*first["required"], *second["required"]]
    return whole


def type_of(schema):
    if schema.get("type") in PRIMITIVES:
        return schema["type"]
    values = values_of(schema)
    if values and all(isinstance(value, str) for value in values):
        return "string"
    if "properties" in schema:
        return "object"
    return "any"


def accepts(wide, narrow):
    """Whether every value of the narrow schema's type is of the wide schema's type."""
    wide, narrow = type_of(wide), type_of(narrow)
    return wide in ("any", narrow) or (wide, narrow) == ("number", "integer")


def values_of(schema):
    if "const" in schema:
        return [schema["const"]]
    return schema.get("enum")


def bounds(old, new):
    for keywords, tighter in ((LOWER_BOUNDS, lambda was, now: now > was), (UPPER_BOUNDS, lambda was, now: now < was)):
        for keyword in keywords:
            now, was = new.get(keyword), old.get(keyword)
            if now is None or (keyword.startswith("min") and keyword != "minimum" and now == 0):
                continue
            if was is None or tighter(was, now):
                yield "", f"{keyword} became {now}"
    if "pattern" in new and new["pattern"] != old.get("pattern"):
        yield "", f"pattern became {new['pattern']}"
    if new.get("uniqueItems") and not old.get("uniqueItems"):
        yield "", "items must now differ"


def media_types(document, node):
    return (follow(document, node) or {}).get("content", {})


def parameters(document, path_item, operation):
    found = {}
    for parameter in [*path_item.get("parameters", ()), *operation.get("parameters", ())]:
        parameter = follow(document, parameter)
        found[parameter["in"], parameter["name"]] = parameter
    return found


def credentials(document, operation):
    """The ways to authorise the operation: sets of (scheme, scope)."""
    for choice in operation.get("security", document.get("security", [{}])) or [{}]:
        yield {(scheme, scope) for scheme, scopes in choice.items() for scope in [None, *scopes]}


def operations(document):
    for path, item in document.get("paths", {}).items():
        item = follow(document, item)
        for method in METHODS:
            if method in item:
                yield (method, path), item, item[method]


def compare_operation(comparison, old_item, old, new_item, new):
    old_document, new_document = comparison.old_document, comparison.new_document

    if old.get("operationId") != new.get("operationId"):
        yield f"operationId {old.get('operationId')} became {new.get('operationId')}"
    new_credentials = list(credentials(new_document, new))
    for choice in credentials(old_document, old):
        if not any(one <= choice for one in new_credentials):
            names = ", ".join(sorted(scheme if scope is None else f"{scheme}:{scope}" for scheme, scope in choice))
            yield f"can no longer be called with {names or 'no credential'}"

    old_parameters = parameters(old_document, old_item, old)
    new_parameters = parameters(new_document, new_item, new)
    for (where, name), parameter in old_parameters.items():
        if (where, name) not in new_parameters:
            yield f"{where} parameter {name} was removed"
            continue
        now = new_parameters[where, name]
        if now.get("required") and not parameter.get("required"):
            yield f"{where} parameter {name} is now required"
        for place, why in comparison.schema(parameter.get("schema", {}), now.get("schema", {}), REQUEST):
            yield f"{where} parameter {name}{place}: {why}"
    for (where, name), parameter in new_parameters.items():
        if (where, name) not in old_parameters and parameter.get("required"):
            yield f"{where} parameter {name} is new and required"

    old_body, new_body = (follow(d, o.get("requestBody", {})) for d, o in ((old_document, old), (new_document, new)))
    if new_body.get("required") and not old_body.get("required"):
        yield "a request body is now required"
    yield from compare_media(comparison, "request body", old_body, new_body, REQUEST)

    new_responses = new.get("responses", {})
    for status, response in old.get("responses", {}).items():
        if status not in new_responses:
            # A client can lack a refusal, but not the answer that it asked for.
            if status[:1] in ("2", "3"):
                yield f"response {status} was removed"
            continue
        response, now = follow(old_document, response), follow(new_document, new_responses[status])
        yield from compare_media(comparison, f"response {status}", response, now, RESPONSE)
        for name, header in response.get("headers", {}).items():
            headers = {key.lower(): value for key, value in now.get("headers", {}).items()}
            if name.lower() not in headers:
                yield f"response {status} header {name} was removed"
                continue
            old_schema = follow(old_document, header).get("schema", {})
            new_schema = follow(new_document, headers[name.lower()]).get("schema", {})
            for place, why in comparison.schema(old_schema, new_schema, RESPONSE):
                yield f"response {status} header {name}{place}: {why}"


def compare_media(comparison, what, old, new, direction):
    new_media = media_types(comparison.new_document, new)
    for media_type, old_content in media_types(comparison.old_document, old).items():
        if media_type not in new_media:
            yield f"{what} {media_type} was removed"
            continue
        old_schema, new_schema = old_content.get("schema", {}), new_media[media_type].get("schema", {})
        for place, why in comparison.schema(old_schema, new_schema, direction):
            yield f"{what} {place or '(the whole)'}: {why}"


def breaking_changes(old_document, new_document):
    comparison = Comparison(old_document, new_document)
    news = {key: (item, operation) for key, item, operation in operations(new_document)}
    for key, old_item, old in operations(old_document):
        name = f"{key[0].upper()} {key[1]}"
        if key not in news:
            yield f"{name}: was removed"
            continue
        # Two media types of one body mostly share a schema: its reasons are worth one line.
        reported = dict.fromkeys(compare_operation(comparison, old_item, old, *news[key]))
        yield from (f"{name}: {why}" for why in reported)


def main(arguments):
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    documents = []
    for path in arguments:
        with open(path, encoding="utf-8") as file:
            documents.append(json.load(file))
    changes = list(breaking_changes(*documents))
    for change in changes:
        print(change)
    if changes:
        print(f"{len(changes)} breaking changes against {arguments[0]}", file=sys.stderr)
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
