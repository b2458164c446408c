// What the contract asks of the document beyond the linter's own rules.

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
// The record of a consent is JSON-LD (ISO/IEC TS 27560), whose keywords are what they are.
const JSON_LD_KEYWORDS = new Set(["@context", "@id", "@type"]);
const isJson = (mediaType) => /^application\/([\w.-]+\+)?json$/.test(mediaType);
// Outside of it are the public pages and the probes, which answer people and machines in their own way.
const isApiPath = (path) => path.startsWith("/v1/");

function operationIdSnakeCase() {
  return {
    Operation(operation, { report, location }) {
      if (operation.operationId && !SNAKE_CASE.test(operation.operationId)) {
        report({ message: `operationId ${operation.operationId} is not snake_case`, location: location.child("operationId") });
      }
    },
  };
}

// Links that lead on answer with a redirect and never with a body.
function successDocumented() {
  return {
    Operation(operation, { report, location }) {
      const statuses = Object.keys(operation.responses ?? {});
      if (!statuses.some((status) => /^[23]/.test(status))) {
        report({ message: "no successful answer is documented", location: location.child("responses") });
      }
    },
  };
}

function clientErrorDocumented() {
  return {
    Operation(operation, { report, location }) {
      const statuses = Object.keys(operation.responses ?? {});
      if (isApiPath(pathOf(location)) && !statuses.some((status) => /^4/.test(status))) {
        report({ message: "no 4xx answer is documented", location: location.child("responses") });
      }
    },
  };
}

function jsonHasExample() {
  return {
    MediaType(media, { report, location, key }) {
      const inOperation = /#\/(paths|components\/(responses|requestBodies))\//.test(location.absolutePointer ?? "");
      if (!inOperation || !isJson(String(key))) return;
      const examples = Object.keys(media.examples ?? {});
      if (media.example === undefined && examples.length === 0) {
        report({ message: `${key} has no example` });
      }
    },
  };
}

function errorsAreProblems() {
  return {
    Responses(responses, { report, location, resolve }) {
      for (const [status, response] of Object.entries(responses)) {
        if (!/^([45]|default)/.test(status)) continue;
        const content = (response.$ref ? resolve(response).node : response)?.content ?? {};
        const others = Object.keys(content).filter((mediaType) => mediaType !== "application/problem+json");
        if (isApiPath(pathOf(location)) && (others.length > 0 || Object.keys(content).length === 0)) {
          report({ message: `${status} must be application/problem+json and nothing else`, location: location.child(status) });
        }
      }
    },
  };
}

function propertySnakeCase() {
  return {
    SchemaProperties(properties, { report, location }) {
      for (const name of Object.keys(properties)) {
        if (!SNAKE_CASE.test(name) && !JSON_LD_KEYWORDS.has(name)) {
          report({ message: `property ${name} is not snake_case`, location: location.child(name).key() });
        }
      }
    },
  };
}

function pathOf(location) {
  const [, escaped = ""] = /^#?\/?paths\/([^/]+)/.exec(location.pointer ?? "") ?? [];
  return escaped.replaceAll("~1", "/").replaceAll("~0", "~");
}

export default () => ({
  id: "regulars",
  rules: {
    oas3: {
      "operation-id-snake-case": operationIdSnakeCase,
      "success-documented": successDocumented,
      "client-error-documented": clientErrorDocumented,
      "json-has-example": jsonHasExample,
      "errors-are-problems": errorsAreProblems,
      "property-snake-case": propertySnakeCase,
    },
  },
});
