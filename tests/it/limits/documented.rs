use regulars_tests::{Answer, Callers, Contract, Operation, Program};
use serde_json::{Value, json};

use super::{caller, none, path_of};

/// What breaks one limit: where, the value that is one too much, and the limit.
struct Breach {
    pointer: String,
    value: Value,
    limit: String,
}

/// Breaches of every limit below a schema, at the places that the example has or that can be put into it.
fn breaches(document: &Value, schema: &Value, example: &Value, pointer: &str, found: &mut Vec<Breach>) {
    let schema = resolved(document, schema);
    for choice in ["oneOf", "anyOf"] {
        for variant in schema[choice].as_array().into_iter().flatten() {
            if fits(document, variant, example) {
                breaches(document, variant, example, pointer, found);
            }
        }
    }
    let mut add = |limit: &str, value: Value| {
        found.push(Breach {
            pointer: pointer.to_owned(),
            value,
            limit: format!("{limit} {}", schema[limit]),
        });
    };
    if let Some(most) = schema["maxLength"].as_u64() {
        add("maxLength", json!("x".repeat(usize::try_from(most).unwrap() + 1)));
    }
    if let Some(least) = schema["minLength"].as_u64().filter(|least| *least > 0) {
        add("minLength", json!("x".repeat(usize::try_from(least).unwrap() - 1)));
    }
    // What is one more than the type holds is another type.
    if let Some(more) = schema["maximum"].as_i64().and_then(|most| most.checked_add(1)) {
        add("maximum", json!(more));
    }
    if let Some(less) = schema["minimum"].as_i64().and_then(|least| least.checked_sub(1)) {
        add("minimum", json!(less));
    }
    if schema["pattern"].is_string() {
        add("pattern", json!("\u{2603}"));
    }
    if schema["enum"].is_array() {
        add("enum", json!("\u{2603}"));
    }
    let item = example.get(0).cloned().unwrap_or_else(|| json!("x"));
    if let Some(most) = schema["maxItems"].as_u64() {
        add("maxItems", json!(vec![item.clone(); usize::try_from(most).unwrap() + 1]));
    }
    if let Some(least) = schema["minItems"].as_u64().filter(|least| *least > 0) {
        add("minItems", json!(vec![item; usize::try_from(least).unwrap() - 1]));
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        breaches(document, member, &example[name], &format!("{pointer}/{name}"), found);
    }
    if let Some(first) = example.get(0) {
        breaches(document, &schema["items"], first, &format!("{pointer}/0"), found);
    }
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        // Filters have limits on the tree as a whole, and tests of their own.
        Some("#/components/schemas/Filter") => &Value::Null,
        Some(reference) => {
            resolved(document, document.pointer(reference.strip_prefix('#').unwrap()).unwrap())
        }
        None => schema,
    }
}

/// Whether the example may be of this variant: it has what names the variant.
fn fits(document: &Value, variant: &Value, example: &Value) -> bool {
    let schema = resolved(document, variant);
    let named = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, member)| member["enum"].as_array().is_some_and(|values| values.len() == 1));
    let kinds = &schema["type"];
    let kind = match example {
        Value::Object(_) => "object",
        Value::Array(_) => "array",
        Value::String(_) => "string",
        Value::Number(_) => "integer",
        Value::Bool(_) => "boolean",
        // What the example does not have is put there, in the form of any variant but that of nothing.
        Value::Null => return kinds != "null" && schema.get("properties").is_none(),
    };
    kinds == kind && named.into_iter().all(|(name, member)| member["enum"][0] == example[name])
}

fn schema_of<'a>(document: &'a Value, operation: &Operation) -> &'a Value {
    let operations = document["paths"].as_object().unwrap().values();
    let mut operations = operations.flat_map(|item| item.as_object().unwrap().values());
    let found = operations.find(|found| found["operationId"] == operation.id.as_str()).unwrap();
    &found["requestBody"]["content"]["application/json"]["schema"]
}

/// The example with one value changed, or nothing where its place is not there.
fn with(example: &Value, breach: &Breach) -> Option<Value> {
    let mut body = example.clone();
    let (parent, name) = breach.pointer.rsplit_once('/')?;
    match body.pointer_mut(parent)? {
        Value::Object(members) => drop(members.insert(name.to_owned(), breach.value.clone())),
        Value::Array(items) => *items.get_mut(name.parse::<usize>().ok()?)? = breach.value.clone(),
        _ => return None,
    }
    Some(body)
}

/// Whether the answer refuses the request, or the one item of a batch, and points at the place.
fn is_refused(answer: &Answer, pointer: &str) -> bool {
    let body = answer.json();
    if answer.status == 200 {
        let Some(below) = pointer.strip_prefix("/items/0") else { return false };
        let problem = &body["results"][0]["problem"];
        return problem["status"] == 422 && points_at(problem, below);
    }
    answer.status == 422 && points_at(&body, pointer)
}

fn points_at(problem: &Value, pointer: &str) -> bool {
    problem["errors"].as_array().is_some_and(|errors| errors.iter().any(|error| error["pointer"] == pointer))
}

#[tokio::test]
async fn every_documented_limit_holds_and_is_pointed_at() {
    let program = Program::start().await;
    let callers = Callers::of_a_fresh_merchant(&program).await;
    let document = regulars_api::document();
    let (mut complaints, mut tried) = (Vec::new(), 0);
    for operation in Contract::of_the_program().operations().iter().filter(|operation| operation.takes_json())
    {
        let client = caller(&program, &callers, operation).await;
        let example = &operation.body.as_ref().unwrap().example;
        let mut found = Vec::new();
        breaches(&document, schema_of(&document, operation), example, "", &mut found);
        for breach in found {
            let Some(body) = with(example, &breach) else { continue };
            let bytes = body.to_string().into_bytes();
            let path = path_of(operation);
            let answer = client.send(operation.method.clone(), &path, Some("application/json"), bytes).await;
            tried += 1;
            if !is_refused(&answer, &breach.pointer) {
                let Breach { pointer, limit, .. } = &breach;
                complaints
                    .push(format!("{} {pointer} {limit}: {} {}", operation.id, answer.status, answer.text));
            }
        }
    }
    none(&complaints);
    assert!(tried > 250, "only {tried} limits were tried");
}

#[tokio::test]
async fn a_parameter_beyond_its_limit_is_refused_by_its_name() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let long = "x".repeat(255);
    owner.get(&format!("/v1/sandbox/messages?to={long}")).await.expect_invalid("?to");
    owner.get("/v1/sandbox/messages?limit=201").await.expect_invalid("?limit");
    owner.get(&format!("/v1/customers?q={long}")).await.expect_invalid("?q");
}
