//! Whose address stands in the evidence of a consent.

use regulars_tests::{Method, Program, TestDatabase};
use serde_json::Value;

use super::links;
use crate::consents::customer;

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// The address that is kept of a statement which came with these headers.
async fn kept(proxies: Option<&str>, headers: &[(&str, &str)]) -> Value {
    let database = TestDatabase::create().await;
    let program = Program::start_with(database, |settings| {
        if let Some(proxies) = proxies {
            settings.trusted_proxies = proxies.parse().unwrap();
        }
    })
    .await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let keys = links::keys(&program);
    let path = links::unsubscription(&keys, &merchant, &customer);
    let mut client = program.client.clone();
    for (name, value) in headers {
        client = client.with_header(name, value);
    }
    client.send(Method::POST, &path, FORM, b"List-Unsubscribe=One-Click".to_vec()).await.expect(200);
    let history = merchant.owner.get(&format!("{customer}/consents/history")).await.expect(200).json();
    let entries = history["items"].as_array().unwrap().iter();
    let mut kept = entries.map(|entry| &entry["evidence"]["internet_address"]).filter(|kept| !kept.is_null());
    kept.next().expect("the statement has evidence").clone()
}

#[tokio::test]
async fn the_evidence_holds_the_address_of_the_client_and_nobody_can_make_up_another() {
    const XFF: &str = "X-Forwarded-For";
    for (proxies, headers, address) in [
        // Nobody is trusted.
        (None, &[(XFF, "203.0.113.9"), ("Forwarded", "for=203.0.113.9")][..], "127.0.0.1"),
        (Some("10.0.0.0/8"), &[(XFF, "203.0.113.9")], "127.0.0.1"),
        // One proxy, and what the client wrote before it.
        (Some("127.0.0.0/8"), &[(XFF, "203.0.113.9")], "203.0.113.9"),
        (Some("127.0.0.1"), &[(XFF, "1.2.3.4, 203.0.113.9:4711")], "203.0.113.9"),
        (
            Some("127.0.0.1"),
            &[("Forwarded", "for=1.2.3.4, for=\"[2001:db8::7]:4711\";proto=https")],
            "2001:db8::7",
        ),
        // Two proxies, the inner one in a range of IPv6.
        (Some("127.0.0.1, fd00::/8"), &[(XFF, "1.2.3.4, 203.0.113.9, fd00::5")], "203.0.113.9"),
        (Some("127.0.0.1"), &[(XFF, "203.0.113.9"), (XFF, "198.51.100.3")], "198.51.100.3"),
        // Nonsense, and two headers that contradict each other.
        (Some("127.0.0.1"), &[(XFF, "203.0.113.9, somebody")], "127.0.0.1"),
        (Some("127.0.0.1"), &[(XFF, "203.0.113.9"), ("Forwarded", "for=1.2.3.4")], "127.0.0.1"),
    ] {
        assert_eq!(kept(proxies, headers).await, address, "{proxies:?} {headers:?}");
    }
}
