//! The OpenAPI document as tests use it: every operation with what a request to it needs.

use crate::picture::png;
use std::sync::OnceLock;

use regulars_api::{Access, OPERATIONS, PUBLIC_OPERATIONS};
use reqwest::Method;
use serde_json::{Map, Value, json};

/// The whole document.
pub struct Contract {
    document: Value,
    operations: Vec<Operation>,
}

/// One operation of the document.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path, with parameters in braces.
    pub template: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// What its body is, if it takes one.
    pub body: Option<RequestBody>,
    /// Its answers by status.
    pub responses: Map<String, Value>,
    /// Its row in the table of access; none for an operation that needs no credential.
    pub access: Option<&'static Access>,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Its schema.
    pub schema: Value,
    /// The example of it.
    pub example: Option<Value>,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Whether a request without it is refused.
    pub required: bool,
    /// Its content type.
    pub content_type: String,
    /// Its schema, with references.
    pub schema: Value,
    /// The example of it.
    pub example: Value,
}

impl Contract {
    /// The document of the program under test.
    pub fn of_the_program() -> &'static Self {
        static CONTRACT: OnceLock<Contract> = OnceLock::new();
        CONTRACT.get_or_init(|| Self::read(regulars_api::document()))
    }

    fn read(document: Value) -> Self {
        let mut operations = Vec::new();
        for (template, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                operations.push(read_operation(&document, template, method, operation));
            }
        }
        Self { document, operations }
    }

    /// Every operation.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The operation of that method at that template.
    pub fn operation_at(&self, method: &Method, template: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.method == method && operation.template == template)
    }

    /// The operation that a request goes to: of several templates that fit, the one with the fewest parameters.
    pub fn operation_of(&self, method: &Method, path: &str) -> Option<&Operation> {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let fitting = self.operations.iter().filter(|operation| fits(&operation.template, path));
        let nearest = fitting.min_by_key(|operation| operation.template.matches('{').count())?;
        self.operation_at(method, &nearest.template)
    }

    /// The document as JSON.
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// What a schema or a response is once its reference is followed.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        resolve(&self.document, value)
    }

    /// Every place inside `value` that its schema does not allow: a property that is not named, a required one that is
    /// missing, a value of another type.
    pub fn misfits(&self, schema: &Value, value: &Value, pointer: &str) -> Vec<String> {
        let schema = self.resolve(schema);
        if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
            let tried: Vec<_> = choices.iter().map(|choice| self.misfits(choice, value, pointer)).collect();
            return if tried.iter().any(Vec::is_empty) { Vec::new() } else { tried.concat() };
        }
        if !type_allows(&schema["type"], value) {
            return vec![format!("{pointer} is {value}, not {}", schema["type"])];
        }
        if let Some(limit) = broken_limit(schema, value) {
            return vec![format!("{pointer} breaks {limit} {}: {value}", schema[limit])];
        }
        match value {
            Value::Object(members) => self.misfits_of_object(schema, members, pointer),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .flat_map(|(index, item)| self.misfits(&schema["items"], item, &format!("{pointer}/{index}")))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn misfits_of_object(&self, schema: &Value, members: &Map<String, Value>, pointer: &str) -> Vec<String> {
        let properties = self.properties(schema);
        let mut misfits = Vec::new();
        for (name, value) in members {
            match properties.iter().find(|(known, _)| known == name) {
                Some((_, schema)) => {
                    misfits.extend(self.misfits(schema, value, &format!("{pointer}/{name}")));
                }
                None if self.is_open(schema) => {}
                None => misfits.push(format!("{pointer}/{name} is not in the document")),
            }
        }
        for name in self.required(schema) {
            if !members.contains_key(&name) {
                misfits.push(format!("{pointer}/{name} is missing"));
            }
        }
        misfits
    }

    /// The properties of an object, those of its parts included.
    pub fn properties(&self, schema: &Value) -> Vec<(String, Value)> {
        let schema = self.resolve(schema);
        let own = schema["properties"].as_object().into_iter().flatten();
        let own = own.map(|(name, schema)| (name.clone(), schema.clone()));
        own.chain(self.parts(schema).into_iter().flat_map(|part| self.properties(part))).collect()
    }

    fn required(&self, schema: &Value) -> Vec<String> {
        let schema = self.resolve(schema);
        let own = schema["required"].as_array().into_iter().flatten();
        let own = own.filter_map(|name| name.as_str().map(str::to_owned));
        own.chain(self.parts(schema).into_iter().flat_map(|part| self.required(part))).collect()
    }

    /// Whether an object may have properties that are not named.
    fn is_open(&self, schema: &Value) -> bool {
        let schema = self.resolve(schema);
        let further = &schema["additionalProperties"];
        let bare = schema["properties"].is_null() && schema["allOf"].is_null() && further.is_null();
        bare || further == &json!(true) || further.is_object()
    }

    fn parts<'a>(&self, schema: &'a Value) -> Vec<&'a Value> {
        schema["allOf"].as_array().into_iter().flatten().collect()
    }
}

impl Operation {
    /// The path with each parameter replaced, and nothing behind it.
    pub fn path(&self, mut value_of: impl FnMut(&str) -> String) -> String {
        let mut path = self.template.clone();
        for parameter in self.parameters.iter().filter(|parameter| parameter.place == "path") {
            path = path.replace(&format!("{{{}}}", parameter.name), &value_of(&parameter.name));
        }
        path
    }

    /// The query string of every parameter that is required, or has an example when `all`.
    pub fn query(&self, all: bool) -> String {
        let mut pairs = Vec::new();
        for parameter in self.parameters.iter().filter(|parameter| parameter.place == "query") {
            if !(parameter.required || all && parameter.example.is_some()) {
                continue;
            }
            let values = match &parameter.example {
                Some(Value::Array(values)) => values.clone(),
                Some(value) => vec![value.clone()],
                None => vec![json!("1")],
            };
            for value in values {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                pairs.push((parameter.name.clone(), text));
            }
        }
        if pairs.is_empty() {
            return String::new();
        }
        let mut url = reqwest::Url::parse("http://example.com").unwrap();
        url.query_pairs_mut().extend_pairs(pairs);
        format!("?{}", url.query().unwrap_or_default())
    }

    /// Whether it takes a JSON body.
    pub fn takes_json(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.content_type == "application/json")
    }

    /// The content type and the bytes of its example.
    pub fn example_bytes(&self) -> (Option<&str>, Vec<u8>) {
        match &self.body {
            None => (None, Vec::new()),
            Some(body) if self.takes_json() => {
                (Some("application/json"), body.example.to_string().into_bytes())
            }
            Some(body) if body.content_type == "multipart/form-data" => {
                let part = "Content-Disposition: form-data; name=\"file\"; filename=\"kupci.csv\"";
                let form = format!("--part\r\n{part}\r\n\r\nemail\nana@example.com\n\r\n--part--\r\n");
                (Some("multipart/form-data; boundary=part"), form.into_bytes())
            }
            Some(body) if body.content_type == "image/png" => (Some("image/png"), png(8, 8)),
            Some(body) if matches!(body.content_type.as_str(), "text/csv" | "message/rfc822") => (
                Some(body.content_type.as_str()),
                body.example.as_str().unwrap_or_default().as_bytes().to_vec(),
            ),
            Some(body) => (Some(body.content_type.as_str()), Vec::new()),
        }
    }

    /// The parameters of its path that are ids.
    pub fn path_ids(&self) -> Vec<&Parameter> {
        let in_path = self.parameters.iter().filter(|parameter| parameter.place == "path");
        in_path.filter(|parameter| parameter.schema["format"] == "uuid").collect()
    }
}

fn read_operation(document: &Value, template: &str, method: &str, operation: &Value) -> Operation {
    let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {template} has no id"));
    let parameters = operation["parameters"].as_array().into_iter().flatten().map(|parameter| {
        let parameter = resolve(document, parameter);
        let schema = resolve(document, &parameter["schema"]);
        let example = [&parameter["example"], &schema["example"], &schema["examples"][0], &schema["default"]];
        Parameter {
            name: parameter["name"].as_str().unwrap().to_owned(),
            place: parameter["in"].as_str().unwrap().to_owned(),
            required: parameter["required"] == json!(true),
            example: example.into_iter().find(|example| !example.is_null()).cloned(),
            schema: schema.clone(),
        }
    });
    let content = resolve(document, &operation["requestBody"])["content"].as_object();
    // Of several kinds of images the one that can be made here.
    let media =
        content.and_then(|content| content.get_key_value("image/png").or_else(|| content.iter().next()));
    let body = media.map(|(content_type, media)| RequestBody {
        required: operation["requestBody"]["required"] == json!(true),
        content_type: content_type.clone(),
        schema: media["schema"].clone(),
        example: example_of_media(document, media),
    });
    Operation {
        id: id.to_owned(),
        method: method.to_uppercase().parse().unwrap(),
        template: template.to_owned(),
        parameters: parameters.collect(),
        body,
        responses: operation["responses"].as_object().unwrap().clone(),
        access: if PUBLIC_OPERATIONS.contains(&id) {
            None
        } else {
            OPERATIONS.iter().find(|access| access.operation == id)
        },
    }
}

/// What a reference leads to; the reference itself when it leads nowhere, which one test is about.
fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let Some(reference) = value["$ref"].as_str() else { return value };
    let target = document.pointer(reference.trim_start_matches('#'));
    target.map_or(value, |target| resolve(document, target))
}

fn example_of_media(document: &Value, media: &Value) -> Value {
    if !media["example"].is_null() {
        return media["example"].clone();
    }
    let named = media["examples"].as_object().and_then(|examples| examples.values().next());
    named.map_or_else(|| example_of(document, &media["schema"]), |example| example["value"].clone())
}

/// The example of a schema: its own, or one put together from its parts.
fn example_of(document: &Value, schema: &Value) -> Value {
    let schema = resolve(document, schema);
    let own = [&schema["example"], &schema["examples"][0], &schema["default"], &schema["enum"][0]];
    if let Some(own) = own.into_iter().find(|own| !own.is_null()) {
        return own.clone();
    }
    for list in ["oneOf", "anyOf", "allOf"] {
        if let Some(first) = schema[list].as_array().and_then(|choices| choices.first()) {
            return example_of(document, first);
        }
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str()).unwrap_or("object");
    match kind {
        "object" => {
            let properties = schema["properties"].as_object().cloned().unwrap_or_default();
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let wanted = properties.iter().filter(|(name, _)| required.contains(&json!(name)));
            wanted
                .map(|(name, schema)| (name.clone(), example_of(document, schema)))
                .collect::<Map<_, _>>()
                .into()
        }
        "array" => json!([example_of(document, &schema["items"])]),
        "integer" | "number" => json!(1),
        "boolean" => json!(true),
        _ => json!("example"),
    }
}

/// Whether the path is one of the template. What stands for a parameter is no empty text.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template.iter().zip(path).all(|(pattern, part)| match (pattern.find('{'), pattern.find('}')) {
            (Some(begin), Some(end)) => {
                let (before, after) = (&pattern[..begin], &pattern[end + 1..]);
                part.len() > before.len() + after.len() && part.starts_with(before) && part.ends_with(after)
            }
            _ => *pattern == part,
        })
}

/// The name of a limit of the schema that the value breaks.
fn broken_limit(schema: &Value, value: &Value) -> Option<&'static str> {
    let size = match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    let sizes = if value.is_array() { ["minItems", "maxItems"] } else { ["minLength", "maxLength"] };
    let limit = |name: &str| schema[name].as_u64().and_then(|limit| usize::try_from(limit).ok());
    let is_sized = value.is_string() || value.is_array();
    let number = value.as_i64();
    let is_listed = schema["enum"].as_array().is_none_or(|values| value.is_null() || values.contains(value));
    [
        (sizes[0], is_sized && limit(sizes[0]).is_some_and(|least| size < least)),
        (sizes[1], is_sized && limit(sizes[1]).is_some_and(|most| size > most)),
        ("minimum", number.zip(schema["minimum"].as_i64()).is_some_and(|(value, least)| value < least)),
        ("maximum", number.zip(schema["maximum"].as_i64()).is_some_and(|(value, most)| value > most)),
        ("enum", !is_listed),
    ]
    .into_iter()
    .find_map(|(name, is_broken)| is_broken.then_some(name))
}

fn type_allows(allowed: &Value, value: &Value) -> bool {
    let named = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => true,
    };
    match allowed {
        Value::String(name) => named(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(named),
        _ => true,
    }
}
