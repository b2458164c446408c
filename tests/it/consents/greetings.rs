use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn the_opt_in_mail_greets_like_a_newsletter_in_a_language_that_the_customer_reads() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (number, (language, gender, first_name, last_name, greeting)) in [
        ("sr-RS", json!("male"), "Petar", "Petrović", "Gospodine Petroviću,"),
        ("sr-Cyrl-RS", json!("male"), "Petar", "Petrović", "Господине Петровићу,"),
        ("sr-RS", json!("female"), "Милица", "Петровић", "Gospođo Petrović,"),
        ("hr", json!("male"), "Ivan", "Horvat", "Gospodine Horvate,"),
        ("bs-BA", json!("female"), "Amra", "Hadžić", "Gospođo Hadžić,"),
        ("fr", json!("male"), "Petar", "Zec", "Gospodine Zeče,"),
        ("pl", json!("male"), "Wawrzyniec", "Sikora", "Szanowny Panie Wawrzyńcu,"),
        ("pl", json!(null), "Jan", "Matić", "Szanowni Państwo,"),
        ("en", json!(null), "Alex", "", "Dear Alex,"),
        ("en", json!("male"), "WIN https://evil.example", "", "Dear customer,"),
        ("de", json!("female"), "Anna", "Müller", "Sehr geehrte Frau Müller,"),
        ("ru", json!("male"), "Иван", "Петров", "Уважаемый Иван!"),
        ("sr-RS", json!(null), "Saša", "Petrović", "Poštovani,"),
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("kupac{number}@example.com");
        let mut body = json!({
            "first_name": first_name, "gender": gender, "language": language, "email": email,
            "data_consent": {"source": "shop"}
        });
        if !last_name.is_empty() {
            body["last_name"] = json!(last_name);
        }
        let made = merchant.owner.post("/v1/customers", &body).await.expect(201);
        let asked = format!("{}/opt-in-mails", made.header("location").unwrap());
        merchant.owner.post(&asked, &json!({})).await.expect(202);
        program.work().await;
        let mails = merchant.owner.get(&format!("/v1/sandbox/messages?to={email}")).await.json();
        let text = mails["items"][0]["text"].as_str().unwrap();
        assert_eq!(text.lines().next(), Some(greeting), "{text}");
        assert!(!mails["items"][0]["html"].as_str().unwrap().contains("evil"));
    }
}
