use regulars_tests::Program;
use serde_json::json;

use super::{hand_over, listed, mail, send};
use crate::erasure::customer;

fn with_attachments(id: &str, from: &str) -> String {
    let png = data_encoding::BASE64.encode(&regulars_tests::png(4, 4));
    format!(
        "Message-ID: <{id}>\r\nDate: Fri, 20 Nov 2026 08:12:00 +0100\r\nFrom: {from}\r\nTo: pekara@example.com\r\n\
         Subject: =?koi8-r?B?9M/S1A==?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=aa\r\n\r\n\
         --aa\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         <style>p {{}}</style><p>=CF=F0=E8=E2=E5=F2 &amp; =E4=EE</p><img src=3D\"cid:logo\">\r\n\
         --aa\r\nContent-Type: text/plain; name=\"spisak.txt\"\r\nContent-Disposition: attachment; filename=\"spisak.txt\"\r\n\r\n\
         tri torte\r\n\
         --aa\r\nContent-Type: application/x-msdownload\r\nContent-Disposition: attachment; filename=\"../../racun.exe\"\r\n\r\n\
         MZ\r\n\
         --aa\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"racun.pdf\"\r\n\r\n\
         nije pdf\r\n\
         --aa\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: inline; filename=\"logo.png\"\r\n\r\n{png}\r\n--aa--\r\n"
    )
}

#[tokio::test]
async fn attachments_become_files_where_they_can_be_and_texts_are_read_in_their_character_sets() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    hand_over(owner, with_attachments("1@e", "vera@example.com")).await;
    let id = listed(owner, &vera).await[0]["id"].as_str().unwrap().to_owned();
    let shown = owner.get(&format!("{vera}/mails/{id}")).await.expect(200).json();
    assert_eq!((&shown["subject"], &shown["text"]), (&json!("Торт"), &json!("Привет & до")));
    let told: Vec<_> = shown["attachments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["left_out"].as_str()))
        .collect();
    let expected = [
        ("spisak.txt", None),
        ("racun.exe", Some("other_kind")),
        ("racun.pdf", Some("not_what_it_says")),
        ("logo.png", Some("inline")),
    ];
    assert_eq!(told, expected);
    let file = shown["attachments"][0]["file_id"].as_str().unwrap();
    let content = owner.get(&format!("{vera}/files/{file}/content")).await.expect(200);
    assert_eq!(content.text.trim_end(), "tri torte");
    let files = owner.get(&format!("{vera}/files")).await.expect(200).json();
    assert_eq!(files["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn of_very_many_attachments_the_rest_is_counted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let parts: String = (0..53)
        .map(|number| {
            format!(
                "--aa\r\nContent-Type: text/plain; name=\"{number}.txt\"\r\n\
                 Content-Disposition: attachment; filename=\"{number}.txt\"\r\n\r\ntorta {number}\r\n"
            )
        })
        .collect();
    let many = format!(
        "Message-ID: <1@e>\r\nDate: Fri, 20 Nov 2026 08:12:00 +0100\r\nFrom: vera@example.com\r\n\
         To: pekara@example.com\r\nSubject: Torte\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=aa\r\n\r\n{parts}--aa--\r\n"
    );
    hand_over(owner, many).await;
    let [told] = &listed(owner, &vera).await[..] else { panic!("one mail") };
    assert_eq!((told["attachments"].as_array().unwrap().len(), &told["more_attachments"]), (50, &json!(3)));
    let entries = crate::timeline::all(owner, &format!("{vera}/timeline?kinds=mail"), 50).await;
    assert_eq!(entries[0]["mail"]["attachments"], 53);
}

#[tokio::test]
async fn a_mail_can_be_put_on_record_with_a_customer_by_name() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let luka = customer(&merchant, "luka@example.com").await;
    let path = format!("{vera}/mails");
    for (id, from, to, direction) in [
        ("1@e", "vera@posao.example", "pekara@example.com", "inbound"),
        ("2@e", merchant.owner_email.as_str(), "vera@posao.example", "outbound"),
        ("3@e", "vera@example.com", "x@example.com", "inbound"),
        ("4@e", "x@example.com", "vera@example.com", "outbound"),
    ] {
        let mail = mail(id, from, to, "Torta", "Za subotu?");
        let made = send(owner, &path, &mail).await.expect(201);
        assert_eq!(made.json()["direction"], direction, "{id}");
        let location = made.header("location").unwrap().to_owned();
        assert_eq!(owner.get(&location).await.expect(200).json(), made.json());
        assert_eq!(send(owner, &path, &mail).await.expect(200).json(), made.json());
    }
    assert_eq!(listed(owner, &vera).await.len(), 4);
    assert!(listed(owner, &luka).await.is_empty());
    let missing = path.replace(vera.rsplit('/').next().unwrap(), "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff");
    send(owner, &missing, mail("5@e", "a@b.example", "c@d.example", "x", "y"))
        .await
        .expect_problem(404, "not_found");
}

#[tokio::test]
async fn it_is_on_the_timeline_for_who_may_see_it_and_can_be_taken_off_the_record() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    hand_over(owner, with_attachments("1@e", "vera@example.com")).await;
    let path = format!("{vera}/timeline?kinds=mail");
    let entries = crate::timeline::all(owner, &path, 50).await;
    let id = entries[0]["mail"]["id"].as_str().unwrap().to_owned();
    assert_eq!(entries[0]["at"], "2026-11-20T07:12:00Z");
    let told = json!({"id": id, "direction": "inbound", "subject": "Торт", "from": "vera@example.com",
        "attachments": 4, "automatic": false});
    assert_eq!(entries[0]["mail"], told);
    let reader = merchant.integrator(&["customers:read"]).await;
    reader.get(&path).await.expect_problem(403, "forbidden");
    let mail = format!("{vera}/mails/{id}");
    reader.get(&mail).await.expect_problem(403, "forbidden");

    let shown = owner.get(&mail).await.expect(200);
    let stale = owner.with_header("If-Match", "\"stale\"");
    stale.delete(&mail).await.expect_problem(412, "precondition_failed");
    owner.with_header("If-Match", shown.header("etag").unwrap()).delete(&mail).await.expect(204);
    owner.get(&mail).await.expect_problem(404, "not_found");
    assert!(crate::timeline::all(owner, &path, 50).await.is_empty());
    let noted = owner.get("/v1/audit-events?subject_kind=customer_mail").await.expect(200).json();
    let actions: Vec<_> =
        noted["items"].as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions.len(), 2, "{noted}");
    assert!(!noted.to_string().contains("Привет"), "{noted}");
}
