import json
import pathlib
import subprocess
import tempfile
import unittest

LINT = pathlib.Path(__file__).resolve().parent / "lint"


def document():
    def json_content(media_type="application/json"):
        return {media_type: {"schema": {"type": "object", "properties": {"name": {"type": "string"}}}, "example": {"name": "vip"}}}

    return {
        "openapi": "3.1.0",
        "info": {"title": "Regulars", "version": "1", "license": {"name": "MIT"}},
        "servers": [{"url": "/"}],
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
                        "201": {"description": "Created.", "content": json_content()},
                        "422": {"$ref": "#/components/responses/Invalid"},
                    },
                }
            }
        },
        "components": {
            "responses": {"Invalid": {"description": "Refused.", "content": json_content("application/problem+json")}},
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


if __name__ == "__main__":
    unittest.main()
