//! Columns of birthdays without a year.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{check, commit, customers, fates, path_of, rows, upload};

#[tokio::test]
async fn a_column_of_birthdays_is_read_however_they_are_written() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let text = "Ime,Rođendan\nAna,24.12.\nBoris,12-24\nCeca,--12-24\nDara,24. 12. 1990.\nEva,0000-12-24\nFilip,24/12\nGoca,31.02.\nHana,\n";
    let checked = check(&program, &owner, text).await;
    assert_eq!(checked["columns"][1]["field"], "birthday", "{checked}");
    let create = "create".to_owned();
    let mut expected = vec![create; 8];
    "error".clone_into(&mut expected[6]);
    assert_eq!(fates(&owner, &checked).await, expected);
    let wrong = rows(&owner, &checked).await.remove(6);
    assert_eq!(wrong["remarks"][0]["value"], "31.02.", "{wrong}");
    commit(&program, &owner, &checked).await;
    for customer in customers(&owner).await {
        let (date, day) = match customer["first_name"].as_str().unwrap() {
            "Dara" => (json!("1990-12-24"), json!("--12-24")),
            "Hana" => (json!(null), json!(null)),
            _ => (json!(null), json!("--12-24")),
        };
        assert_eq!((&customer["birth_date"], &customer["birthday"]), (&date, &day), "{customer}");
    }
}

/// Mailchimp exports birthdays as month and day with a slash.
#[tokio::test]
async fn a_column_from_america_has_the_month_first() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let text =
        "Email Address,First Name,Last Name,Birthday\na@example.com,Ana,A,05/06\nb@example.com,Eva,B,12/24\n";
    let checked = check(&program, &owner, text).await;
    assert_eq!(
        (&checked["columns"][3]["field"], &checked["columns"][3]["date_order"]),
        (&json!("birthday"), &json!("month_first"))
    );
    commit(&program, &owner, &checked).await;
    let days: Vec<_> = customers(&owner).await.iter().map(|customer| customer["birthday"].clone()).collect();
    assert!(days.contains(&json!("--05-06")) && days.contains(&json!("--12-24")), "{days:?}");
}

#[tokio::test]
async fn headings_of_birthdays_are_known_in_every_language() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    for heading in ["Birthday", "Rođendan", "Рођендан", "Urodziny", "День рождения", "Geburtstag"]
    {
        let checked = check(&program, &owner, &format!("first_name,{heading}\nAna,24.12.\n")).await;
        assert_eq!(checked["columns"][1]["field"], "birthday", "{heading}");
    }
}

/// What the API calls them, side by side as it lists them, in either order.
#[tokio::test]
async fn a_file_may_have_a_date_of_birth_and_a_birthday() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let cells = [
        ("1990-12-24", "--12-24"),
        ("1990-12-24", ""),
        ("", "--12-24"),
        ("24.12.", "24.12.1990"),
        ("", ""),
        ("1990-12-24", "--12-25"),
        ("1990-12-24", "1991-12-24"),
        ("nonsense", "--12-24"),
    ];
    let mut wanted: Vec<(Value, Value)> = vec![(json!("1990-12-24"), json!("--12-24")); 5];
    (wanted[2].0, wanted[4]) = (json!(null), (json!(null), json!(null)));
    for birthday_first in [false, true] {
        let name = |number: usize| format!("{birthday_first} {number}");
        let place = usize::from(!birthday_first) + 1;
        let in_order = |date: &str, day: &str| match birthday_first {
            true => format!("{day},{date}"),
            false => format!("{date},{day}"),
        };
        let rows_of_file = cells.iter().enumerate();
        let text: String = rows_of_file
            .map(|(number, (date, day))| format!("{},{}\n", name(number), in_order(date, day)))
            .collect();
        let text = format!("external_id,{}\n{text}", in_order("birth_date", "birthday"));
        let checked = check(&program, &owner, &text).await;
        assert_eq!(checked["columns"][place]["field"], "birthday", "{checked}");
        let mut expected = vec!["create"; 5];
        expected.extend(["error"; 3]);
        assert_eq!(fates(&owner, &checked).await, expected);
        for row in &rows(&owner, &checked).await[5..7] {
            let remark = &row["remarks"][0];
            assert_eq!((&remark["column"], &remark["code"]), (&json!(place), &json!("invalid")), "{row}");
        }
        commit(&program, &owner, &checked).await;
        let known = customers(&owner).await;
        for (number, (birth_date, birthday)) in wanted.iter().enumerate() {
            let one = known.iter().find(|one| one["external_id"] == name(number).as_str()).unwrap();
            assert_eq!((&one["birth_date"], &one["birthday"]), (birth_date, birthday), "{one}");
        }
    }
}

/// Each column has a standing of its own.
#[tokio::test]
async fn a_birthday_may_change_what_the_date_of_birth_is_not_to() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let known = "external_id,birth_date\n1,1990-12-24\n2,\n";
    let first = check(&program, &owner, known).await;
    commit(&program, &owner, &first).await;
    let text = "external_id,birth_date,birthday\n1,1991-06-18,--06-18\n2,1991-06-18,--06-18\n";
    let second = check(&program, &owner, text).await;
    let keep = json!({"columns": [{"index": 1, "field": "birth_date", "policy": "keep"}]});
    owner.patch(&path_of(&second), &keep).await.expect(200);
    program.work().await;
    assert_eq!(fates(&owner, &second).await, ["update", "update"]);
    commit(&program, &owner, &second).await;
    for customer in customers(&owner).await {
        assert_eq!(
            (&customer["birth_date"], &customer["birthday"]),
            (&json!(null), &json!("--06-18")),
            "{customer}"
        );
    }
}

#[tokio::test]
async fn a_birthday_takes_no_year_away_and_a_date_gives_one() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let text = "external_id,birth_date\n1,1990-12-24\n2,--12-24\n3,--12-24\n4,1990-12-24\n";
    let first = check(&program, &owner, text).await;
    commit(&program, &owner, &first).await;
    // The standing of a column that is not said otherwise is to overwrite.
    let text = "external_id,birth_date\n1,24.12.\n2,24.12.\n3,1990-12-24\n4,25.12.\n";
    let second = check(&program, &owner, text).await;
    assert_eq!(fates(&owner, &second).await, ["unchanged", "unchanged", "update", "update"]);
    commit(&program, &owner, &second).await;
    let mut born: Vec<_> = customers(&owner)
        .await
        .iter()
        .map(|one| (one["external_id"].clone(), one["birth_date"].clone(), one["birthday"].clone()))
        .collect();
    born.sort_by_key(|one| one.0.to_string());
    let expected = [
        (json!("1"), json!("1990-12-24"), json!("--12-24")),
        (json!("2"), json!(null), json!("--12-24")),
        (json!("3"), json!("1990-12-24"), json!("--12-24")),
        (json!("4"), json!(null), json!("--12-25")),
    ];
    assert_eq!(born, expected);
    owner.post(&format!("{}/undo", path_of(&second)), &json!({})).await.expect(202);
    program.work().await;
    let mut born: Vec<_> = customers(&owner)
        .await
        .iter()
        .map(|one| (one["external_id"].clone(), one["birth_date"].clone(), one["birthday"].clone()))
        .collect();
    born.sort_by_key(|one| one.0.to_string());
    assert_eq!((&born[2].1, &born[3].1), (&json!(null), &json!("1990-12-24")), "{born:?}");
}

#[tokio::test]
async fn the_template_takes_birthdays() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let import = upload(&owner, "kupci.csv", "Ime,Datum rođenja\nAna,24.12.\n".as_bytes()).await;
    program.work().await;
    assert_eq!(fates(&owner, &import).await, ["create"]);
}
