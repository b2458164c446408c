//! The document against the program: every example request works against the demo, and every answer is as documented.

pub mod demo;
mod in_order;
mod invented;
mod same_form;

use std::collections::BTreeSet;

use regulars_tests::Contract;
use serde_json::Value;

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    fn visit(contract: &Contract, value: &Value, found: &mut usize, lost: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref") {
                    *found += 1;
                    if contract.resolve(value).get("$ref").is_some() {
                        lost.insert(reference.to_string());
                    }
                }
                members.values().for_each(|member| visit(contract, member, found, lost));
            }
            Value::Array(items) => items.iter().for_each(|item| visit(contract, item, found, lost)),
            _ => {}
        }
    }
    let contract = Contract::of_the_program();
    let (mut found, mut lost) = (0, BTreeSet::new());
    visit(contract, contract.document(), &mut found, &mut lost);
    assert!(lost.is_empty(), "these lead nowhere: {lost:?}");
    assert!(found > 50, "only {found} references were found");
}

#[test]
fn every_example_of_a_request_fits_its_schema() {
    let contract = Contract::of_the_program();
    let bodies =
        contract.operations().iter().filter_map(|operation| Some((operation, operation.body.as_ref()?)));
    let misfits: Vec<String> = bodies
        .filter(|(operation, _)| operation.takes_json())
        .flat_map(|(operation, body)| contract.misfits(&body.schema, &body.example, &operation.id))
        .collect();
    assert!(misfits.is_empty(), "{}", misfits.join("\n"));
}
