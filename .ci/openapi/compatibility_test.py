import copy
import unittest

from compatibility import breaking_changes

TAG = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string"},
        "colour": {"type": ["string", "null"]},
        "kind": {"type": "string", "enum": ["manual", "automatic"]},
        "parent": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Tag"}]},
    },
}
NEW_TAG = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "maxLength": 50},
        "colour": {"type": ["string", "null"]},
        "kind": {"type": "string", "enum": ["manual", "automatic"]},
    },
}
DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        "/v1/tags/{id}": {
            "put": {
                "operationId": "replace_tag",
                "security": [{"bearer": []}],
                "parameters": [
                    {"in": "path", "name": "id", "required": True, "schema": {"type": "string"}},
                    {"in": "query", "name": "dry_run", "schema": {"type": "boolean"}},
                ],
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewTag"}}}
                },
                "responses": {
                    "200": {
                        "headers": {"ETag": {"schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tag"}}},
                    },
                    "404": {"content": {"application/problem+json": {"schema": {"type": "object"}}}},
                },
            }
        }
    },
    "components": {"schemas": {"Tag": TAG, "NewTag": NEW_TAG}},
}


class Compatibility(unittest.TestCase):
    def setUp(self):
        self.old = copy.deepcopy(DOCUMENT)
        self.new = copy.deepcopy(DOCUMENT)
        self.operation = self.new["paths"]["/v1/tags/{id}"]["put"]
        self.tag = self.new["components"]["schemas"]["Tag"]
        self.new_tag = self.new["components"]["schemas"]["NewTag"]

    def assert_breaks(self, *expected):
        self.assertEqual(
            list(breaking_changes(self.old, self.new)), [f"PUT /v1/tags/{{id}}: {why}" for why in expected]
        )

    def assert_compatible(self):
        self.assert_breaks()

    def test_a_document_does_not_break_itself(self):
        self.assert_compatible()

    def test_additions_are_compatible(self):
        self.new["paths"]["/v1/stores"] = {"get": {"operationId": "list_stores", "responses": {}}}
        self.operation["parameters"].append({"in": "query", "name": "trace", "schema": {"type": "boolean"}})
        self.operation["responses"]["409"] = {}
        self.operation["responses"]["200"]["headers"]["Link"] = {"schema": {"type": "string"}}
        self.operation["security"].append({"api_key": []})
        self.tag["properties"]["created_at"] = {"type": "string"}
        self.tag["required"].append("colour")
        self.new_tag["properties"]["note"] = {"type": "string"}
        self.assert_compatible()

    def test_words_and_examples_may_change(self):
        self.operation["summary"] = "Replaces a tag"
        self.tag["description"] = "A label"
        self.tag["example"] = {"id": "1", "name": "vip"}
        self.assert_compatible()

    def test_moving_a_schema_is_compatible(self):
        self.new["components"]["schemas"]["Label"] = self.new["components"]["schemas"].pop("Tag")
        self.tag["properties"]["parent"]["oneOf"][1]["$ref"] = "#/components/schemas/Label"
        content = self.operation["responses"]["200"]["content"]["application/json"]
        content["schema"] = {"allOf": [{"$ref": "#/components/schemas/Label"}]}
        self.assert_compatible()

    def test_removed_operation(self):
        del self.new["paths"]["/v1/tags/{id}"]["put"]
        self.assert_breaks("was removed")

    def test_renamed_operation(self):
        self.operation["operationId"] = "put_tag"
        self.assert_breaks("operationId replace_tag became put_tag")

    def test_credentials(self):
        self.operation["security"] = [{"api_key": []}]
        self.assert_breaks("can no longer be called with bearer")
        self.operation["security"] = [{"bearer": ["tags:write"]}]
        self.assert_breaks("can no longer be called with bearer")
        self.operation["security"] = []
        self.assert_compatible()

    def test_parameters(self):
        dry_run = self.operation["parameters"][1]
        dry_run["required"] = True
        self.assert_breaks("query parameter dry_run is now required")
        dry_run["required"] = False
        dry_run["schema"] = {"type": "integer"}
        self.assert_breaks("query parameter dry_run: type boolean was removed")
        del self.operation["parameters"][1]
        self.assert_breaks("query parameter dry_run was removed")
        self.operation["parameters"] = self.old["paths"]["/v1/tags/{id}"]["put"]["parameters"] + [
            {"in": "header", "name": "If-Match", "required": True, "schema": {"type": "string"}}
        ]
        self.assert_breaks("header parameter If-Match is new and required")

    def test_parameters_of_the_path_count(self):
        item = self.new["paths"]["/v1/tags/{id}"]
        item["parameters"] = self.operation.pop("parameters")
        self.assert_compatible()

    def test_request_body(self):
        self.operation["requestBody"]["required"] = True
        self.assert_breaks("a request body is now required")
        self.operation["requestBody"]["required"] = False
        content = self.operation["requestBody"]["content"]
        content["application/merge-patch+json"] = content.pop("application/json")
        self.assert_breaks("request body application/json was removed")

    def test_request_field_removed_or_new_and_required_or_now_required(self):
        del self.new_tag["properties"]["colour"]
        self.new_tag["properties"]["owner"] = {"type": "string"}
        self.new_tag["required"] += ["owner", "kind"]
        self.assert_breaks(
            "request body /colour: was removed",
            "request body /kind: is now required",
            "request body /owner: is new and required",
        )

    def test_request_field_narrowed(self):
        self.new_tag["properties"]["colour"]["type"] = "string"
        self.new_tag["properties"]["kind"]["enum"] = ["manual"]
        self.new_tag["properties"]["name"]["maxLength"] = 40
        self.assert_breaks(
            "request body /name: maxLength became 40",
            "request body /colour: type null was removed",
            'request body /kind: the enumeration lost "automatic"',
        )

    def test_request_field_with_a_new_rule(self):
        self.new_tag["properties"]["name"].update(minLength=1, pattern="^[a-z]+$")
        self.new_tag["properties"]["colour"]["enum"] = ["red", None]
        self.assert_breaks(
            "request body /name: minLength became 1",
            "request body /name: pattern became ^[a-z]+$",
            "request body /colour: is now limited to an enumeration",
        )

    def test_request_field_widened(self):
        self.new_tag["required"] = []
        self.new_tag["properties"]["kind"]["enum"].append("imported")
        self.new_tag["properties"]["name"] = {"type": ["string", "null"]}
        self.assert_compatible()

    def test_integers_widen_to_numbers_in_requests_and_narrow_to_integers_in_responses(self):
        self.old["components"]["schemas"]["NewTag"]["properties"]["weight"] = {"type": "integer"}
        self.new_tag["properties"]["weight"] = {"type": "number"}
        self.old["components"]["schemas"]["Tag"]["properties"]["weight"] = {"type": "number"}
        self.tag["properties"]["weight"] = {"type": "integer"}
        self.assert_compatible()
        self.old, self.new = self.new, self.old
        self.assert_breaks(
            "request body /weight: type number became integer", "response 200 /weight: type integer became number"
        )

    def test_response_removed(self):
        responses = self.operation["responses"]
        del responses["404"]
        self.assert_compatible()
        responses["201"] = responses.pop("200")
        self.assert_breaks("response 200 was removed")

    def test_response_header_and_media_type(self):
        response = self.operation["responses"]["200"]
        response["headers"] = {}
        self.assert_breaks("response 200 header ETag was removed")
        response["headers"] = {"etag": {"schema": {"type": "string"}}}
        response["content"]["text/csv"] = response["content"].pop("application/json")
        self.assert_breaks("response 200 application/json was removed")

    def test_response_field_removed_or_optional_or_of_another_type(self):
        del self.tag["properties"]["colour"]
        self.tag["required"] = ["name"]
        self.tag["properties"]["name"] = {"type": "integer"}
        self.assert_breaks(
            "response 200 /id: is no longer always there",
            "response 200 /name: type string was removed",
            "response 200 /name: type integer was added to a response",
            "response 200 /colour: was removed",
        )

    def test_response_field_may_stop_but_not_start_to_be_null(self):
        self.tag["properties"]["colour"] = {"type": "string"}
        self.assert_compatible()
        self.tag["properties"]["name"] = {"type": ["string", "null"]}
        self.assert_breaks("response 200 /name: type null was added to a response")

    def test_response_format_and_enumeration(self):
        self.tag["properties"]["id"] = {"type": "string"}
        self.tag["properties"]["kind"]["enum"] = ["manual", "imported"]
        self.assert_breaks(
            "response 200 /id: format uuid became None", 'response 200 /kind: the enumeration lost "automatic"'
        )

    def test_union_of_objects_may_grow_but_not_lose_a_member(self):
        text = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "text"}}}
        image = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "image"}}}
        video = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "video"}}}
        self.old["components"]["schemas"]["Tag"]["properties"]["blocks"] = {"items": {"oneOf": [text, image]}}
        self.tag["properties"]["blocks"] = {"items": {"oneOf": [video, image, text]}}
        self.assert_compatible()
        self.tag["properties"]["blocks"] = {"items": {"oneOf": [image, video]}}
        self.assert_breaks('response 200 /blocks/*/kind: the enumeration lost "text"')

    def test_a_single_object_may_not_become_a_choice(self):
        stub = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}}
        schema = {"oneOf": [{"$ref": "#/components/schemas/Tag"}, stub]}
        self.operation["responses"]["200"]["content"]["application/json"]["schema"] = schema
        self.assertIn("PUT /v1/tags/{id}: response 200 /name: was removed", breaking_changes(self.old, self.new))

    def test_changes_inside_maps_and_lists_are_found(self):
        part = {"type": "object", "properties": {"count": {"type": "integer"}}}
        for schema in (self.old["components"]["schemas"]["Tag"], self.tag):
            schema["properties"]["totals"] = {"type": "object", "additionalProperties": copy.deepcopy(part)}
            schema["properties"]["parts"] = {"type": "array", "items": copy.deepcopy(part)}
        del self.tag["properties"]["totals"]["additionalProperties"]["properties"]["count"]
        del self.tag["properties"]["parts"]["items"]["properties"]["count"]
        self.assert_breaks("response 200 /totals/{name}/count: was removed", "response 200 /parts/*/count: was removed")


if __name__ == "__main__":
    unittest.main()
