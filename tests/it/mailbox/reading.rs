use chrono::Duration;
use regulars_tests::{Dovecot, Program, TestDatabase};
use serde_json::json;

use super::{mailbox_of, program};
use crate::erasure::customer;
use crate::mails::{hand_over, listed, mail};

#[tokio::test]
async fn mails_from_and_to_customers_are_on_record_and_nothing_is_changed_in_the_mailbox() {
    let server = Dovecot::start();
    let program = program().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    server.deliver("", mail("1@e", "vera@example.com", "pekara@example.com", "Torta", "Za subotu?"));
    server.deliver("", mail("2@e", "zlatan@nepoznat.example", "pekara@example.com", "Ponuda", "Brašno."));
    server.deliver(".Sent", mail("3@e", "pekara@example.com", "vera@example.com", "Re: Torta", "Radimo."));
    server.deliver(
        ".&BB8EPgRBBDsEMARCBD4-",
        mail("4@e", "pekara@example.com", "Vera <vera@example.com>", "Račun", "Evo."),
    );
    // One that was handed over before is not there twice.
    hand_over(owner, mail("1@e", "vera@example.com", "pekara@example.com", "Torta", "Za subotu?")).await;
    let set = owner.put("/v1/mailbox", &mailbox_of(&server, json!({}))).await.expect(200).json();
    assert_eq!((&set["state"], &set["last_fetched_at"]), (&json!("reading"), &json!(null)));
    assert!(set.get("password").is_none(), "{set}");
    program.work().await;
    let mails = listed(owner, &vera).await;
    let mut told: Vec<_> = mails
        .iter()
        .map(|mail| {
            let text = |name: &str| mail[name].as_str().unwrap();
            (text("subject"), text("direction"), text("origin"))
        })
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [("Račun", "outbound", "mailbox"), ("Re: Torta", "outbound", "mailbox"), ("Torta", "inbound", "api")],
        "{}",
        server.log()
    );
    for (folder, there) in [("", 2), (".Sent", 1)] {
        assert_eq!(server.read_of(folder), (0, there));
    }
    let shown = owner.get("/v1/mailbox").await.expect(200).json();
    assert_eq!(
        (&shown["last_fetched_at"], &shown["last_fault"]),
        (&json!("2026-11-21T10:00:00Z"), &json!(null))
    );
}

#[tokio::test]
async fn a_server_with_a_certificate_of_a_known_authority_is_read_encrypted() {
    let server = Dovecot::start_encrypted();
    let program = Program::start_with(TestDatabase::create_with_merchants().await, |settings| {
        settings.mailbox_networks = "127.0.0.0/8".parse().unwrap();
        settings.mailbox_authorities = server.authority().parse().unwrap();
    })
    .await;
    let merchant = program.merchant().await;
    let vera = customer(&merchant, "vera@example.com").await;
    for (number, (security, port)) in
        [("tls", server.encrypted_port()), ("starttls", server.port())].into_iter().enumerate()
    {
        let id = format!("{number}@e");
        server.deliver("", mail(&id, "vera@example.com", "pekara@example.com", &id, "Za subotu?"));
        let mailbox = mailbox_of(&server, json!({"security": security, "port": port}));
        let owner = program.sign_in(&merchant.owner_email).await;
        owner.put("/v1/mailbox", &mailbox).await.expect(200);
        program.clock.advance(Duration::minutes(5));
        program.work().await;
        let later = program.sign_in(&merchant.owner_email).await;
        assert_eq!(listed(&later, &vera).await.len(), number + 1, "{security}: {}", server.log());
    }
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_refused() {
    let server = Dovecot::start_encrypted();
    let program = program().await;
    let owner = program.merchant().await.owner;
    for (security, port) in [("tls", server.encrypted_port()), ("starttls", server.port())] {
        let mailbox = mailbox_of(&server, json!({"security": security, "port": port}));
        owner.put("/v1/mailbox", &mailbox).await.expect_invalid("/security");
    }
}

#[tokio::test]
async fn only_what_is_new_is_read_and_mails_under_new_ids_are_known_again() {
    let server = Dovecot::start();
    let program = program().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let deliver = |id: &str| server.deliver("", mail(id, "vera@example.com", "pekara@example.com", id, "a"));
    deliver("1@e");
    owner.put("/v1/mailbox", &mailbox_of(&server, json!({"folders": ["INBOX"]}))).await.expect(200);
    program.work().await;
    assert_eq!(listed(owner, &vera).await.len(), 1);
    // Taken off the record, it does not come back by itself.
    let first = listed(owner, &vera).await[0]["id"].as_str().unwrap().to_owned();
    owner.delete(&format!("{vera}/mails/{first}")).await.expect(204);
    deliver("2@e");
    program.work().await;
    assert!(listed(owner, &vera).await.is_empty(), "it is not due yet");
    program.clock.advance(Duration::minutes(5));
    program.work().await;
    assert_eq!(listed(owner, &vera).await.len(), 1);
    server.number_anew();
    deliver("3@e");
    program.clock.advance(Duration::minutes(5));
    program.work().await;
    let later = program.sign_in(&merchant.owner_email).await;
    let mut ids: Vec<_> =
        listed(&later, &vera).await.iter().map(|mail| mail["subject"].as_str().unwrap().to_owned()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["1@e", "2@e", "3@e"]);
}

#[tokio::test]
async fn many_mails_are_read_in_several_visits_and_old_and_large_ones_are_not_read_whole() {
    let server = Dovecot::start();
    let program = program().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let old =
        mail("0@e", "vera@example.com", "pekara@example.com", "Staro", "a").replace("Nov 2026", "Nov 2019");
    server.deliver("", old);
    let large = mail("large@e", "vera@example.com", "pekara@example.com", "Veliko", &"a\r\n".repeat(4 << 20));
    server.deliver("", large);
    for number in 0..230 {
        server.deliver(
            "",
            mail(&format!("{number}@e"), "vera@example.com", "pekara@example.com", "Torta", "a"),
        );
    }
    owner.put("/v1/mailbox", &mailbox_of(&server, json!({"folders": ["INBOX"]}))).await.expect(200);
    program.work().await;
    let mails = listed(owner, &vera).await;
    assert_eq!(mails.len(), 231);
    let large = mails.iter().find(|mail| mail["subject"] == "Veliko").unwrap();
    let shown =
        owner.get(&format!("{vera}/mails/{}", large["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((&shown["text"], &shown["text_cut"]), (&json!(""), &json!(true)));
    assert!(shown["size"].as_u64().unwrap() > 12 << 20, "{shown}");
    // The whole is another mail, and is on record when somebody hands it over.
    let whole = mail("large@e", "vera@example.com", "pekara@example.com", "Veliko", "a");
    assert_eq!(hand_over(owner, whole).await["mails"][0]["is_new"], true);
}

#[tokio::test]
async fn a_server_that_is_gone_is_tried_again_ever_more_seldom() {
    let server = Dovecot::start();
    let program = program().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    customer(&merchant, "vera@example.com").await;
    owner.put("/v1/mailbox", &mailbox_of(&server, json!({"folders": ["INBOX"]}))).await.expect(200);
    drop(server);
    program.work().await;
    let shown = owner.get("/v1/mailbox").await.expect(200).json();
    assert_eq!((&shown["last_fault"], &shown["state"]), (&json!("unreachable"), &json!("reading")));
    for minutes in [5, 10, 20] {
        let due = failures(&program).await;
        program.clock.advance(Duration::minutes(minutes) - Duration::seconds(1));
        program.work().await;
        assert_eq!(failures(&program).await, due);
        program.clock.advance(Duration::seconds(1));
        program.work().await;
        assert_ne!(failures(&program).await, due);
    }
}

async fn failures(program: &regulars_tests::Program) -> Vec<String> {
    let contents = regulars_tests::Contents::of(&program.database).await;
    contents.column("SELECT CAST(failures AS TEXT) FROM mailboxes").await
}
