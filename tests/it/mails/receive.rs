use regulars_tests::Program;
use serde_json::{Value, json};

use super::{hand_over, listed, mail, send};
use crate::erasure::customer;

#[tokio::test]
async fn a_mail_is_on_record_with_everybody_who_stands_in_it() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let vera = customer(&merchant, "Vera@example.com").await;
    let luka = customer(&merchant, "luka@example.com").await;
    let stranger = customer(&other, "vera@example.com").await;

    let from_vera =
        mail("1@example.com", "\"Vera G.\" <VERA@example.com>", "pekara@example.com", "Torta", "Za subotu?");
    let receipt = hand_over(owner, &from_vera).await;
    assert_eq!((&receipt["outcome"], &receipt["matched"]), (&json!("filed"), &json!(1)));
    assert_eq!(receipt["mails"][0]["direction"], "inbound");
    let [listed_one] = &listed(owner, &vera).await[..] else { panic!("one mail") };
    assert_eq!(listed_one["from"], json!({"name": "Vera G.", "address": "VERA@example.com"}));
    assert_eq!(listed_one["sent_at"], "2026-11-20T07:12:00Z");
    let path = format!("{vera}/mails/{}", listed_one["id"].as_str().unwrap());
    let shown = owner.get(&path).await.expect(200).json();
    assert_eq!((&shown["text"], &shown["subject"]), (&json!("Za subotu?"), &json!("Torta")));
    assert_eq!(
        (&shown["origin"], &shown["automatic"], &shown["text_cut"]),
        (&json!("api"), &json!(false), &json!(false))
    );

    let to_both =
        mail("2@example.com", "pekara@example.com", "a@b.example, luka@example.com", "Vest", "Radimo.")
            .replace("Subject:", "Cc: Vera <vera@example.com>\r\nSubject:");
    let receipt = hand_over(owner, &to_both).await;
    assert_eq!(receipt["matched"], 2);
    assert!(receipt["mails"].as_array().unwrap().iter().all(|one| one["direction"] == "outbound"));
    assert_eq!(listed(owner, &luka).await.len(), 1);
    assert_eq!(listed(owner, &vera).await.len(), 2);
    assert_eq!(listed(&other.owner, &stranger).await, Vec::<Value>::new());
    other.owner.get(&path).await.expect_problem(404, "not_found");
    // The mail is nobody's else, and not Luka's.
    owner.get(&path.replace(&vera, &luka)).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_same_mail_is_on_record_once_even_when_it_comes_twice_at_a_time() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let one = mail("1@example.com", "vera@example.com", "pekara@example.com", "Torta", "Za subotu?");
    // A server on the way adds fields, and another one recodes.
    let again = format!("Received: from mx.example.com\r\n{one}").replace("Za subotu?", "Za  subotu ?");
    let (a, b, c, d) = tokio::join!(
        hand_over(owner, &one),
        hand_over(owner, &again),
        hand_over(owner, &one),
        hand_over(owner, &again)
    );
    let receipts = [a, b, c, d];
    let new = receipts.iter().filter(|receipt| receipt["mails"][0]["is_new"] == true).count();
    assert_eq!((new, receipts.iter().filter(|receipt| receipt["matched"] == 1).count()), (1, 4));
    assert_eq!(listed(owner, &vera).await.len(), 1);

    // Without a Message-ID it is known by what it says.
    let nameless = |text: &str| {
        let mail = mail("x", "vera@example.com", "pekara@example.com", "Torta", text);
        mail.split_once("\r\n").unwrap().1.to_owned()
    };
    assert_eq!(hand_over(owner, nameless("a")).await["mails"][0]["is_new"], true);
    let received = format!("Received: by mx\r\n{}", nameless("a"));
    assert_eq!(hand_over(owner, received).await["mails"][0]["is_new"], false);
    assert_eq!(hand_over(owner, nameless("b")).await["mails"][0]["is_new"], true);
    assert_eq!(listed(owner, &vera).await.len(), 3);
}

#[tokio::test]
async fn whoever_is_to_be_answered_wrote_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let by_form = mail("1@e", "no-reply@shop.example", "pekara@example.com", "Upit", "Radite li?")
        .replace("Subject:", "Reply-To: Vera <vera@example.com>\r\nSubject:");
    let by_two =
        mail("2@e", "petar@example.com, vera@example.com", "pekara@example.com", "Upit", "Radite li?");
    for one in [by_form, by_two] {
        let receipt = hand_over(owner, &one).await;
        assert_eq!((&receipt["matched"], &receipt["mails"][0]["direction"]), (&json!(1), &json!("inbound")));
    }
    assert_eq!(listed(owner, &vera).await.len(), 2);
}

#[tokio::test]
async fn of_a_mail_with_nobody_in_it_nothing_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    customer(&merchant, "vera@example.com").await;
    let unknown =
        mail("1@example.com", "zlatan@nepoznat.example", "pekara@example.com", "Trnoruzica", "karanfil");
    let receipt = hand_over(&merchant.owner, &unknown).await;
    assert_eq!(receipt, json!({"outcome": "unmatched", "matched": 0, "mails": []}));
    let found =
        crate::erasure::search::rows_with(&program.database, &["Trnoruzica", "karanfil", "zlatan"], &[])
            .await;
    assert!(found.is_empty(), "{found:?}");
}

#[tokio::test]
async fn machines_are_marked_and_reports_and_own_newsletters_are_not_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let from_vera = |id: &str, field: &str| {
        mail(id, "vera@example.com", "pekara@example.com", "Odsutna", "Vracam se.")
            .replace("Subject:", &format!("{field}\r\nSubject:"))
    };
    for (id, field) in [
        ("1@e", "Auto-Submitted: auto-replied"),
        ("2@e", "auto-submitted:\r\n auto-generated (vacation)"),
        ("3@e", "Precedence: bulk"),
    ] {
        assert_eq!(hand_over(owner, from_vera(id, field)).await["outcome"], "filed", "{field}");
    }
    assert!(listed(owner, &vera).await.iter().all(|mail| mail["automatic"] == true));
    assert_eq!(hand_over(owner, from_vera("4@e", "Auto-Submitted: no")).await["outcome"], "filed");
    assert_eq!(listed(owner, &vera).await.iter().filter(|mail| mail["automatic"] == false).count(), 1);

    let report =
        from_vera("5@e", "X: y").replace("text/plain; charset=utf-8", "multipart/report; boundary=x");
    assert_eq!(hand_over(owner, report).await["outcome"], "report");
    let id = owner.get("/v1/merchant").await.expect(200).json()["id"].as_str().unwrap().replace('-', "");
    let newsletter = mail("6@e", "pekara@example.com", "vera@example.com", "Vikend", "Popust.");
    let own =
        newsletter.replace("Subject:", &format!("List-ID: \"Pekara\" <{id}.list.example.com>\r\nSubject:"));
    assert_eq!(hand_over(owner, own).await["outcome"], "own_mailing");
    let receipt = newsletter.replace("Subject:", "Auto-Submitted: auto-generated\r\nSubject:");
    assert_eq!(hand_over(owner, receipt).await["outcome"], "own_mailing");
    assert_eq!(hand_over(owner, newsletter).await["outcome"], "filed");
}

#[tokio::test]
async fn what_is_no_mail_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for bytes in [&b""[..], b"\r\n\r\n", b"nothing", b"\0\0\0"] {
        send(owner, "/v1/inbound-mails", bytes).await.expect_invalid("");
    }
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    send(owner, "/v1/inbound-mails", nested).await.expect_invalid("");
    let large = vec![b'a'; (10 << 20) + 1];
    send(owner, "/v1/inbound-mails", large).await.expect_problem(413, "body_too_large");
    owner
        .send(regulars_tests::Method::POST, "/v1/inbound-mails", Some("text/plain"), b"a: b\r\n\r\n".to_vec())
        .await
        .expect_problem(415, "unsupported_media_type");
}
