use std::collections::BTreeSet;

use regulars_tests::{Callers, Contract, Program};
use reqwest::Method;

use super::{caller, complaint, none, path_of};

const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

#[tokio::test]
async fn a_path_that_is_not_served_is_not_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut complaints = Vec::new();
    for client in [&program.client, &merchant.owner] {
        for method in METHODS.into_iter().chain([Method::OPTIONS]) {
            for path in
                ["/v1", "/v1/", "/v1/nothing", "/v1/stores/", "/v2/stores", "/v1/stores/%00", "/problems/x"]
            {
                let answer = client.send(method.clone(), path, None, Vec::new()).await;
                let status = answer.status.as_u16();
                // `/v1/stores/%00` leads to `/v1/stores/{id}`, which asks for a credential and has methods.
                let has_methods = matches!(path, "/v1/stores/%00" | "/problems/x");
                if has_methods && matches!(status, 204 | 401 | 405) {
                    continue;
                }
                complaints.extend(complaint(&format!("{method} {path}"), &answer, 404, "not_found"));
            }
        }
    }
    none(&complaints);
}

#[tokio::test]
async fn another_method_of_a_path_is_refused_with_the_methods_that_it_has() {
    let program = Program::start().await;
    let contract = Contract::of_the_program();
    let mut complaints = Vec::new();
    for operation in contract.operations() {
        let path = operation.path(|_| "01920000-0000-7000-8000-0123456789ab".to_owned());
        let mut allowed: BTreeSet<String> = contract
            .operations()
            .iter()
            .filter(|other| {
                // A path without parts to be filled in goes first: `search` is no customer's id.
                if operation.template == path { other.template == path } else { fits(&other.template, &path) }
            })
            .map(|other| other.method.to_string())
            .collect();
        if allowed.contains("GET") {
            allowed.insert("HEAD".to_owned());
        }
        allowed.insert("OPTIONS".to_owned());
        for method in METHODS.iter().filter(|method| !allowed.contains(method.as_str())) {
            let answer = program.client.send(method.clone(), &path, None, Vec::new()).await;
            let what = format!("{method} {path}");
            complaints.extend(complaint(&what, &answer, 405, "method_not_allowed"));
            let told: BTreeSet<String> =
                answer.header("allow").unwrap_or_default().split(", ").map(str::to_owned).collect();
            if told != allowed {
                complaints.push(format!("{what}: Allow says {told:?}, the document {allowed:?}"));
            }
        }
    }
    none(&complaints);
}

fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template.iter().zip(&path).all(|(part, given)| part.starts_with('{') || part == given)
}

#[tokio::test]
async fn a_query_parameter_that_no_operation_has_is_refused() {
    let program = Program::start().await;
    let callers = Callers::of_a_fresh_merchant(&program).await;
    let mut complaints = Vec::new();
    for operation in Contract::of_the_program().operations() {
        if operation.access.is_none() {
            continue;
        }
        let path = path_of(operation);
        let separator = if path.contains('?') { '&' } else { '?' };
        let (content_type, body) = operation.example_bytes();
        let client = caller(&program, &callers, operation).await;
        let path = format!("{path}{separator}no_such_parameter=1");
        let answer = client.send(operation.method.clone(), &path, content_type, body).await;
        complaints.extend(complaint(&operation.id, &answer, 422, "validation_failed"));
        if answer.json()["errors"][0]["pointer"] != "?no_such_parameter" {
            complaints.push(format!("{} does not point at the parameter: {}", operation.id, answer.text));
        }
    }
    none(&complaints);
}

#[tokio::test]
async fn every_kind_of_problem_has_its_page() {
    let program = Program::start().await;
    let kinds = &Contract::of_the_program().document()["components"]["schemas"]["ProblemCode"]["enum"];
    let kinds: Vec<_> = kinds.as_array().unwrap().iter().filter_map(|kind| kind.as_str()).collect();
    assert!(kinds.len() > 10, "{kinds:?}");
    for kind in kinds {
        let page = program.client.get(&format!("/problems/{kind}")).await.expect(200);
        assert!(page.text.contains(kind), "{}", page.text);
    }
}
