import json
import pathlib
import subprocess
import tempfile
import unittest

LINT = pathlib.Path(__file__).resolve().parent / "lint"


def document():
    def json_content(media_type="application/json"):
        schema = {"type": "object", "properties": {"name": {"type": "string", "maxLength": 200}}}
        return {media_type: {"schema": schema, "example": {"name": "vip"}}}

    def answer(description, media_type="application/json"):
        headers = {"RateLimit": {"schema": {"type": "string", "maxLength": 100}}, "Retry-After": {"schema": {"type": "string", "maxLength": 9}}}
        return {"description": description, "headers": headers, "content": json_content(media_type)}

    return {
        "openapi": "3.1.0",
        "info": {"title": "Regulars", "version": "1", "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": "/", "description": "In production.", "x-internal": False}],
        "tags": [{"name": "tags", "description": "Labels."}],
        "paths": {
            "/v1/tags": {
                "post": {
                    "operationId": "create_tag",
                    "tags": ["tags"],
                    "summary": "Create a tag",
                    "description": "Creates a tag.",
                    "security": [{"bearer": []}],
                    "requestBody": {"content": json_content()},
                    "responses": {
                        "201": answer("Created."),
                        **{status: {"$ref": "#/components/responses/Refused"} for status in ("401", "422", "429", "500")},
                    },
                }
            }
        },
        "components": {
            "responses": {"Refused": answer("Refused.", "application/problem+json")},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def faults_of(text):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "openapi.json")
        file.write_text(json.dumps(text), encoding="utf-8")
        run = subprocess.run([LINT, file], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr


class Rules(unittest.TestCase):
    def test_a_good_document_passes(self):
        status, output = faults_of(document())
        self.assertEqual(status, 0, output)

    def test_each_rule_fires(self):
        # One run for all faults: starting the linter takes most of the time.
        bad = document()
        bad["paths"]["/v1/shops"] = {
            "get": {
                "operationId": "listShops",
                "responses": {
                    "200": {
                        "description": "Shops.",
                        "content": {"application/json": {"schema": {"properties": {"shopName": {"type": "string"}}}}},
                    },
                },
            }
        }
        bad["paths"]["/v1/tags"]["get"] = {
            **bad["paths"]["/v1/tags"]["post"],
            "responses": {"404": {"description": "Missing."}},
        }
        bad["paths"]["/v1/tags"]["post"]["requestBody"]["content"]["application/json"]["example"] = {"name": 1}
        bad["components"]["schemas"] = {"Unused": {"type": "string"}}
        status, output = faults_of(bad)
        self.assertNotEqual(status, 0)
        for rule in (
            "regulars/operation-id-snake-case",
            "regulars/success-documented",
            "regulars/client-error-documented",
            "regulars/json-has-example",
            "regulars/errors-are-problems",
            "regulars/property-snake-case",
            "operation-operationId-unique",
            "operation-summary",
            "operation-description",
            "operation-tag-defined",
            "security-defined",
            "no-invalid-media-type-examples",
            "no-unused-components",
        ):
            self.assertIn(rule, output)

    def test_what_has_no_limit_is_found(self):
        bad = document()
        schema = bad["paths"]["/v1/tags"]["post"]["requestBody"]["content"]["application/json"]["schema"]
        schema["properties"] |= {
            "note": {"type": "string"},
            "size": {"type": "integer"},
            "parts": {"type": "array", "items": {"type": "string", "maxLength": 9}},
        }
        responses = bad["paths"]["/v1/tags"]["post"]["responses"]
        del responses["401"], responses["201"]["headers"]
        status, output = faults_of(bad)
        self.assertNotEqual(status, 0)
        for rule in (
            "string-limit",
            "integer-limit",
            "integer-format",
            "array-limit",
            "rate-limit",
            "define-error-responses-401",
        ):
            self.assertIn(f"owasp:api4:2023-{rule}" if "401" not in rule else f"owasp:api8:2023-{rule}", output)


if __name__ == "__main__":
    unittest.main()
