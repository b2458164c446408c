//! The messages of a newsletter, one for each channel that reaches a customer.

use super::sent::Sent;

#[tokio::test]
async fn a_customer_is_listed_once_for_each_channel_and_the_pages_go_on_between_them() {
    let sent = Sent::with_tracking("off").await;
    // A second channel, which no newsletter takes yet.
    sent.program
        .run_sql(
            "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                 next_attempt_at, settled_at)
             SELECT merchant_id, newsletter_id, 'sms', customer_id, '+381641234567', 'sent', 1, next_attempt_at,
                 settled_at
             FROM deliveries WHERE address = 'ana@example.com'",
        )
        .await;
    let mut listed = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("{}/recipients?limit=1{cursor}", sent.path);
        let page = sent.merchant.owner.get(&path).await.expect(200).json();
        for item in page["items"].as_array().unwrap() {
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            listed.push((text("customer_id"), text("channel"), text("address")));
        }
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let row = |customer: usize, channel: &str, address: &str| {
        (sent.customers[customer].clone(), channel.to_owned(), address.to_owned())
    };
    let mut expected = vec![
        row(0, "email", "ana@example.com"),
        row(0, "sms", "+381641234567"),
        row(1, "email", "eva@example.com"),
        row(2, "email", "iva@example.com"),
    ];
    expected.sort();
    assert_eq!(listed, expected);
}
