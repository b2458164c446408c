use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_tax_number_is_checked_by_its_country_and_the_answer_says_how_far() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for (country, number, kept, check) in [
        ("HR", "HR 33392005961", "33392005961", "check_digits"),
        ("DE", "DE136695976", "136695976", "check_digits"),
        ("AT", "ATU13585627", "U13585627", "check_digits"),
        ("RU", "7707083893", "7707083893", "check_digits"),
        ("BA", "4200225150005", "4200225150005", "form"),
        ("GR", "EL 123456789", "123456789", "form"),
        ("AL", "k31518077e", "K31518077E", "unchecked"),
    ] {
        let body = json!({"name": country, "tax_number": number, "tax_country": country});
        let made = owner.post("/v1/companies", &body).await.expect(201).json();
        assert_eq!(
            (&made["tax_number"], &made["tax_number_check"]),
            (&json!(kept), &json!(check)),
            "{number}"
        );
    }
    for (country, number) in
        [("HR", "33392005962"), ("DE", "136695978"), ("GR", "12345678"), ("BA", "42"), ("AL", "K-š")]
    {
        let body = json!({"name": country, "tax_number": number, "tax_country": country});
        let refused = owner.post("/v1/companies", &body).await.expect_invalid("/tax_number");
        assert!(!refused["errors"].to_string().contains(number), "{refused}");
    }
}
