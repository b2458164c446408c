use regulars_tests::Program;
use serde_json::json;

use super::{customers_file, lines};
use crate::customers::add;

#[tokio::test]
async fn the_chosen_columns_of_the_customers_whom_a_filter_means_are_written() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (name, city, phone) in [
        ("Vesna", "Niš", "+381641234567"),
        ("Ana", "Niš", "+381641234568"),
        ("Eva", "Beograd", "+381641234569"),
    ] {
        let number = format!("00{}", &phone[11..]);
        let address = json!({"city": city});
        let customer = json!({"last_name": name, "address": address, "phone": phone, "external_id": number});
        add(&merchant.owner, customer).await;
    }
    let body = json!({
        "filter": {"field": "city", "op": "eq", "value": "Niš"}, "sort": "last_name",
        "fields": ["external_id", "last_name", "phone", "address", "purchases"], "format": "csv",
    });
    let file = customers_file(&program, &merchant.owner, &body).await;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename=\"customers-"));
    assert_eq!(
        lines(&file),
        [
            "Šifra kupca,Prezime,Telefon,Ulica i broj,Poštanski broj,Mesto,Država,Broj kupovina,Ukupan promet (RSD),\
         Prva kupovina,Poslednja kupovina",
            "'0068,Ana,'+381641234568,,,Niš,,0,0.00,,",
            "'0067,Vesna,'+381641234567,,,Niš,,0,0.00,,",
        ]
    );
}

#[tokio::test]
async fn the_list_means_whom_it_lists() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for name in ["Ana", "Anđela", "Eva"] {
        add(&merchant.owner, json!({"first_name": name, "address": {"city": "Niš"}})).await;
    }
    let body = json!({"list": {"q": ["an"], "city": "nis", "type": "non_member"}, "sort": "first_name",
        "fields": ["first_name"], "format": "csv"});
    let file = customers_file(&program, &merchant.owner, &body).await;
    assert_eq!(lines(&file), ["Ime", "Ana", "Anđela"]);
    let everybody = json!({"fields": ["first_name"], "format": "csv"});
    assert_eq!(lines(&customers_file(&program, &merchant.owner, &everybody).await).len(), 4);
}

/// Whatever a list shows of a customer a file can hold.
#[tokio::test]
async fn a_view_of_any_columns_is_written() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    add(&owner, json!({"first_name": "Ana", "birthday": "--05-17"})).await;
    add(&owner, json!({"first_name": "Boris", "birth_date": "1990-06-18"})).await;
    let columns = json!(["first_name", "birthday", "buying_rhythm", "rfm"]);
    let view = crate::views::make(&owner, &json!({"name": "Rođendani", "columns": columns})).await;
    let body = json!({"view_id": view["id"], "sort": "first_name", "format": "csv"});
    assert_eq!(
        lines(&customers_file(&program, &owner, &body).await),
        [
            "Ime,Rođendan,Razmaci između kupovina,Uobičajen razmak u danima,Sledeća kupovina se očekuje,\
             Kasni dana,RFM: skorašnjost,RFM: učestalost,RFM: vrednost,RFM: klasa",
            "Ana,'--05-17,0,,,,,,,",
            "Boris,'--06-18,0,,,,,,,",
        ]
    );
    let listed = crate::imports::customers(&owner).await.remove(0);
    let every: Vec<&String> = listed.as_object().unwrap().keys().collect();
    let body = json!({"fields": every, "format": "xlsx"});
    customers_file(&program, &owner, &body).await;
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_with_its_place() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let pointers = async |body: serde_json::Value| {
        let refused = merchant.owner.post("/v1/customers/exports", &body).await.expect(422).json();
        let errors = refused["errors"].as_array().unwrap().clone();
        errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(pointers(json!({"format": "pdf"})).await, ["/format"]);
    assert_eq!(pointers(json!({})).await, ["/format"]);
    assert_eq!(pointers(json!({"format": "csv", "fields": ["id", "name"]})).await, ["/fields/1"]);
    assert_eq!(pointers(json!({"format": "csv", "fields": ["attributes.none"]})).await, ["/fields/0"]);
    let filter = pointers(json!({"format": "csv", "filter": {"field": "none"}})).await;
    assert!(filter.iter().all(|pointer| pointer.starts_with("/filter")), "{filter:?}");
    assert_eq!(pointers(json!({"format": "csv", "list": {"q": [""]}})).await, ["/list/q/0"]);
    let both = json!({"format": "csv", "list": {}, "filter": {"field": "city", "op": "eq", "value": "Niš"}});
    assert_eq!(pointers(both).await, ["/list"]);
    let attribute = json!({"field": "attributes.none", "op": "eq", "value": "x"});
    assert!(!pointers(json!({"format": "csv", "filter": attribute})).await.is_empty());
}

#[tokio::test]
async fn many_rows_are_written_over_many_turns_and_none_is_missing_or_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let people: String = (0..1_234).map(|number| format!("K-{number},Ana {number}\n")).collect();
    let text = format!("external_id,first_name\n{people}");
    let checked = crate::imports::check(&program, &merchant.owner, &text).await;
    crate::imports::commit(&program, &merchant.owner, &checked).await;
    for format in ["csv", "xlsx"] {
        let body = json!({"fields": ["external_id"], "sort": "created_at", "format": format});
        let file = customers_file(&program, &merchant.owner, &body).await;
        let rows = crate::imports::upload(&merchant.owner, "again", &file.bytes).await;
        program.work().await;
        let again = merchant.owner.get(&crate::imports::path_of(&rows)).await.expect(200).json();
        assert_eq!(
            (&again["rows"], &again["counts"]["unchanged"]),
            (&json!(1_234), &json!(1_234)),
            "{again}"
        );
    }
}
