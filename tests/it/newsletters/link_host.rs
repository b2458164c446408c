use regulars_tests::{Program, TestDatabase};
use serde_json::json;

use super::audience::{grant_pack, newsletter_to, reachable};

/// Whether the recap warns of links that lead to the platform, and where the links lead.
#[tokio::test]
async fn links_lead_to_the_merchant_s_host_or_a_neutral_one_and_the_recap_warns_of_the_platform_s() {
    for (mode, own, neutral, warns) in [
        ("live", None, None, true),
        ("live", None, Some("mail.example"), false),
        ("live", Some("vesti.pekara.example"), None, false),
        ("live", Some("vesti.pekara.example"), Some("mail.example"), false),
        ("sandbox", None, None, false),
        ("sandbox", None, Some("mail.example"), false),
    ] {
        let told = format!("{mode} {own:?} {neutral:?}");
        let program = Program::start_with(TestDatabase::create().await, |settings| {
            settings.link_host = neutral.map(|host| host.parse().unwrap());
            settings.smtp_relay = Some("smtp://127.0.0.1:1?tls=none".parse().unwrap());
        })
        .await;
        let merchant = program.merchant_with(json!({"mode": mode})).await;
        merchant.owner.patch("/v1/merchant", &json!({"link_host": own})).await.expect(200);
        let reader = reachable(&program, &merchant, "ana@example.com").await;
        grant_pack(&program, &merchant).await;
        let newsletter = newsletter_to(&merchant, &[&reader]).await;
        let recap = merchant.owner.get(&format!("{newsletter}/recap")).await.expect(200).json();
        let warnings = recap["warnings"].as_array().unwrap();
        let told_of = warnings.iter().find(|warning| warning["code"] == "platform_links");
        assert_eq!(told_of.is_some(), warns, "{told}: {recap}");
        if let Some(warning) = told_of {
            assert_eq!(warning["blocks_sending"], false, "{told}");
        }
        if mode == "sandbox" {
            merchant.owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
            program.work().await;
            let messages = merchant.owner.get("/v1/sandbox/messages").await.expect(200).json();
            let origin = neutral.map_or(program.client.base().to_owned(), |host| format!("https://{host}"));
            let text = messages["items"][0]["text"].as_str().unwrap();
            assert!(text.contains(&format!("{origin}/l/")), "{told}: {text}");
        }
    }
}
