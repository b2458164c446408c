use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_website_leads_to_a_page() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let patch = async |website: &str| {
        merchant.owner.patch("/v1/merchant", &json!({"contact": {"website": website}})).await
    };
    for website in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://demo.test/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://demo.test",
        "tel:112",
        "mailto:ana@demo.test",
        "https://",
        "https://a@evil.test",
    ] {
        patch(website).await.expect_invalid("/contact/website");
    }
    for website in ["https://demo.test/", "demo.test", "http://www.demo.test/kupovina"] {
        assert_eq!(patch(website).await.expect(200).json()["contact"]["website"], website);
    }
}
