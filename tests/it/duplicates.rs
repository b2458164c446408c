mod dismissals;
mod list;

use regulars_tests::Client;
use serde_json::Value;

/// The pairs of ids that are listed, each with its score and whether it is certain.
pub async fn pairs(client: &Client, path: &str) -> Vec<(String, String, bool)> {
    let mut found = Vec::new();
    let mut next = path.to_owned();
    loop {
        let page = client.get(&next).await.expect(200).json();
        for item in page["items"].as_array().unwrap() {
            let id = |place: usize| item["customers"][place]["id"].as_str().unwrap().to_owned();
            found.push((id(0), id(1), item["certain"].as_bool().unwrap()));
        }
        let Some(cursor) = page["next"].as_str() else { return found };
        let join = if path.contains('?') { '&' } else { '?' };
        next = format!("{path}{join}cursor={cursor}");
    }
}

/// Two ids in their order.
pub fn pair(one: &Value, other: &Value) -> (String, String) {
    let mut ids = [one["id"].as_str().unwrap().to_owned(), other["id"].as_str().unwrap().to_owned()];
    ids.sort();
    let [one, other] = ids;
    (one, other)
}
