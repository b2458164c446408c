//! The page to be read.

use regulars_tests::Program;
use serde_json::json;

use super::{page, ready};

#[tokio::test]
async fn it_is_in_the_language_of_its_reader_or_of_the_merchant() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let words = [
        (json!("de-AT"), "de", "Ihre Daten", "Einkäufe", "Vorname"),
        (json!("pl"), "pl", "Twoje dane", "Zakupy", "Imię"),
        (json!("ru"), "ru", "Ваши данные", "Покупки", "Имя"),
        (json!("sr-Cyrl"), "sr-Cyrl", "Ваши подаци", "Куповине", "Име"),
        (json!("en-GB"), "en", "Your data", "Purchases", "First name"),
        // The merchant's language, where it is not one that the program speaks, or is not known.
        (json!("hu"), "sr", "Vaši podaci", "Kupovine", "Ime"),
    ];
    for (language, tag, title, purchases, first_name) in words {
        // No more than five at a time.
        program.clock.advance(chrono::Duration::days(8));
        let owner = &program.sign_in(&merchant.owner_email).await;
        owner.patch(&customer, &json!({"language": language})).await.expect(200);
        let export = ready(&program, owner, &customer).await;
        let page = page(owner, &export).await;
        for part in [
            format!("<html lang=\"{tag}\">"),
            format!("<h1>{title}</h1>"),
            format!("<h2>{purchases}</h2>"),
            format!("<dt>{first_name}</dt><dd>Vera</dd>"),
        ] {
            assert!(page.contains(&part), "{part}: {page}");
        }
    }
}

#[tokio::test]
async fn whatever_somebody_wrote_stays_text() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    owner.patch(&customer, &json!({"company": evil, "language": "en"})).await.expect(200);
    let note = json!({"kind": "note", "direction": null, "text": evil});
    crate::interactions::log(owner, &customer, note).await;
    let export = ready(&program, owner, &customer).await;
    let answer = owner.get(export["html"].as_str().unwrap()).await.expect(200);
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"personal-data.html\""));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("content-security-policy").unwrap().contains("default-src 'none'"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let page = &answer.text;
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert!(
        page.contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;&quot;&#39;&amp;"
        )
    );
    assert!(page.contains("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"));
    for outside in ["http://", "https://", "src=\"", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    // The document for programs says the same, letter by letter.
    assert_eq!(super::told(owner, &export).await["profile"]["company"], evil);
}
