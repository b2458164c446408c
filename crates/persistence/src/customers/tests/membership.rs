//! Members, cards and who becomes a regular, across merchants.

use regulars_customers::{CustomerReads, NewCustomer, Utm};
use regulars_flows::{
    AssignCardError, BlockCardError, EnrollCustomerError, Holder, Lookup, LookupBy, NewMember,
    RegisterMemberError, RegisteredMember, ReplaceCardError, assign_card, block_card, enroll_customer,
    issue_card_to_customer, lookup, meet_member, register_member, replace_card,
};
use regulars_kernel::{CustomerId, CustomerType, MemberId, Personal, Phone, Scope};
use regulars_network::{CardNumber, CardStatus, NetworkReads, NewCard};

use super::{add, label, person};
use crate::WriteTx;
use crate::trial::{Stage, Trial, on_each_database};

fn card(text: &str) -> CardNumber {
    text.parse().unwrap()
}

fn ana(number: Option<&str>) -> NewMember {
    NewMember {
        first_name: Personal::new(label("Ana")),
        last_name: Personal::new(label("Petrović")),
        gender: None,
        email: Some("ana@example.com".parse().unwrap()),
        phone: Some(Phone::parse("+381641234567", None).unwrap()),
        birth_date: Some(Personal::new("1990-05-17".parse().unwrap())),
        card: NewCard { number: number.map(card), form: None },
        language: None,
        utm: Utm::default(),
        referral_id: None,
        created_by: None,
        allow_duplicate: true,
    }
}

async fn register(
    tx: &mut WriteTx,
    stage: &Stage,
    new: NewMember,
) -> Result<RegisteredMember, RegisterMemberError> {
    register_member(tx, &stage.environment, &stage.calendar, stage.scope, new).await
}

async fn registered(trial: &Trial, shop: Scope, number: &'static str) -> RegisteredMember {
    trial
        .write(shop, move |tx, stage| {
            Box::pin(async move { register(tx, &stage, ana(Some(number))).await.unwrap() })
        })
        .await
}

/// The till of `shop` meets the member: a customer without personal data.
async fn met(trial: &Trial, shop: Scope, member: MemberId) -> CustomerId {
    trial
        .write(shop, move |tx, stage| {
            Box::pin(async move {
                let (environment, calendar) = (&stage.environment, &stage.calendar);
                let first = meet_member(tx, environment, calendar, stage.scope, member).await.unwrap();
                let again = meet_member(tx, environment, calendar, stage.scope, member).await.unwrap();
                assert_eq!(first, again);
                assert_eq!(first.customer.customer_type, CustomerType::Member);
                assert_eq!((&first.customer.names.first_name, &first.customer.email), (&None, &None));
                first.customer.id
            })
        })
        .await
}

async fn shown(trial: &Trial, shop: Scope, number: &'static str) -> Lookup {
    trial.read(shop, async move |tx| lookup(tx, LookupBy::Card(card(number))).await.unwrap()).await
}

#[tokio::test]
async fn a_registered_member_is_the_merchant_s_regular_and_a_stranger_elsewhere() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let anas = registered(&trial, shop, "AB12 3456").await;
        let customer = &anas.customer.customer;
        assert_eq!(customer.customer_type, CustomerType::Regular);
        assert_eq!(customer.regular_since, Some(customer.created_at));
        assert_eq!(
            (customer.member, anas.customer.cards.clone()),
            (Some(anas.member), vec![card("AB123456")])
        );
        let id = customer.id;
        let stored = trial.read(shop, async move |tx| tx.find_customer(id).await).await;
        assert_eq!(stored.unwrap().as_ref(), Some(&anas.customer));
        let member = anas.member;
        let stored = trial.read(shop, async move |tx| tx.find_member(member).await).await;
        let stored = stored.unwrap().unwrap();
        assert_eq!((stored.registered_by, stored.email), (shop.merchant(), ana(None).email));
        assert_eq!(stored.birth_date, ana(None).birth_date);

        let here = shown(&trial, shop, "ab123456").await;
        assert_eq!(here.customer.unwrap().display_name().unwrap().expose(), "Ana Petrović");
        let there = shown(&trial, other, "AB123456").await;
        assert_eq!((there.card, there.customer), (Some((card("AB123456"), CardStatus::Active)), None));
        assert!(!shown(&trial, shop, "UNKNOWN1").await.found());
    })
    .await;
}

#[tokio::test]
async fn a_card_is_issued_when_none_is_given_and_never_twice() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let first = register(tx, &stage, ana(None)).await.unwrap();
                    assert_eq!(first.card.number.expose().len(), 13);
                    let taken = register(tx, &stage, ana(Some(first.card.number.expose()))).await;
                    assert!(matches!(taken, Err(RegisterMemberError::CardTaken)));
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn an_enrolled_customer_keeps_its_id_and_becomes_a_regular() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let new = NewCustomer {
                        email: Some("a@example.com".parse().unwrap()),
                        ..person("Ana", "Jović")
                    };
                    let id = add(tx, &stage, new).await.customer.id;
                    let (environment, scope) = (&stage.environment, stage.scope);
                    let enrolled =
                        enroll_customer(tx, environment, scope, id, NewCard::plastic(card("EN0001")))
                            .await
                            .unwrap();
                    let record = enrolled.customer;
                    assert_eq!(
                        (record.customer.id, record.customer.customer_type),
                        (id, CustomerType::Regular)
                    );
                    assert_eq!(record.cards, [card("EN0001")]);
                    assert_eq!(tx.find_customer(id).await.unwrap(), Some(record));
                    let member = tx.find_member(enrolled.member).await.unwrap().unwrap();
                    assert_eq!(member.email, Some("a@example.com".parse().unwrap()));
                    let again = enroll_customer(tx, environment, scope, id, NewCard::default()).await;
                    assert!(matches!(again, Err(EnrollCustomerError::AlreadyMember)));
                    let nobody = CustomerId::new(environment.new_id());
                    let unknown = enroll_customer(tx, environment, scope, nobody, NewCard::default()).await;
                    assert!(matches!(unknown, Err(EnrollCustomerError::UnknownCustomer)));
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn the_merchant_s_own_card_makes_a_member_its_regular() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let anas = registered(&trial, shop, "SHOP0001").await;
        let id = met(&trial, other, anas.member).await;
        trial.clock.advance(chrono::Duration::days(1));
        trial
            .write(other, move |tx, stage| {
                Box::pin(async move {
                    let (environment, calendar, scope) = (&stage.environment, &stage.calendar, stage.scope);
                    let foreign = card("SHOP0001");
                    let refused =
                        assign_card(tx, environment, calendar, scope, foreign, Holder::Customer(id)).await;
                    assert!(matches!(refused, Err(AssignCardError::NotOwnCard)));

                    let own = card("OTHER001");
                    let assigned =
                        assign_card(tx, environment, calendar, scope, own.clone(), Holder::Customer(id))
                            .await
                            .unwrap();
                    let customer = &assigned.customer.customer;
                    assert_eq!(customer.customer_type, CustomerType::Regular);
                    assert_eq!(customer.regular_since, Some(environment.now()));
                    // Its data appear when it becomes a regular, but nothing is verified.
                    assert_eq!(customer.email, ana(None).email);
                    assert!(!customer.email_verified());
                    assert_eq!(assigned.customer.cards, [card("SHOP0001"), own.clone()]);
                    assert_eq!(assigned.card.issued_by, scope.merchant());
                    assert_eq!(tx.find_customer(id).await.unwrap().as_ref(), Some(&assigned.customer));

                    let again = assign_card(tx, environment, calendar, scope, own, Holder::Customer(id))
                        .await
                        .unwrap();
                    assert_eq!(again.customer.customer.regular_since, customer.regular_since);

                    let non_member = add(tx, &stage, person("Nije", "Član")).await.customer.id;
                    let number = card("OTHER002");
                    let refused =
                        assign_card(tx, environment, calendar, scope, number, Holder::Customer(non_member))
                            .await;
                    assert!(matches!(refused, Err(AssignCardError::NotAMember)));
                    let refused =
                        issue_card_to_customer(tx, environment, scope, non_member, NewCard::default()).await;
                    assert!(matches!(refused, Err(AssignCardError::NotAMember)));
                })
            })
            .await;
        // The member's new card works where it was registered, too, and is found there by its whole number.
        assert_eq!(shown(&trial, shop, "OTHER001").await.customer.unwrap().id, anas.customer.customer.id);
        let found = trial
            .read(shop, async move |tx| {
                tx.count_customers(&vec!["other001".parse().unwrap()].into()).await.unwrap()
            })
            .await;
        assert_eq!(found, 1);
    })
    .await;
}

#[tokio::test]
async fn a_member_whom_the_merchant_does_not_know_is_named_by_any_card() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let anas = registered(&trial, shop, "SHOP0001").await;
        trial
            .write(other, move |tx, stage| {
                Box::pin(async move {
                    let (environment, calendar, scope) = (&stage.environment, &stage.calendar, stage.scope);
                    let holder = Holder::Card(card("SHOP0001"));
                    let assigned = assign_card(tx, environment, calendar, scope, card("OTHER001"), holder)
                        .await
                        .unwrap();
                    let record = assigned.customer;
                    assert_eq!(record.customer.member, Some(anas.member));
                    assert_eq!(record.customer.customer_type, CustomerType::Regular);
                    assert_eq!(record.customer.phone, ana(None).phone);
                    let id = record.customer.id;
                    assert_eq!(tx.find_customer(id).await.unwrap(), Some(record));

                    let more =
                        issue_card_to_customer(tx, environment, scope, id, NewCard::default()).await.unwrap();
                    assert_eq!(more.customer.cards.len(), 3);

                    let nobody = Holder::Card(card("NOBODY01"));
                    let refused =
                        assign_card(tx, environment, calendar, scope, card("OTHER003"), nobody).await;
                    assert!(matches!(refused, Err(AssignCardError::UnknownHolder)));

                    let second = register(tx, &stage, ana(Some("OTHER004"))).await.unwrap();
                    let holder = Holder::Customer(second.customer.customer.id);
                    let refused =
                        assign_card(tx, environment, calendar, scope, card("OTHER001"), holder).await;
                    assert!(matches!(refused, Err(AssignCardError::CardTaken)));
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn blocked_and_replaced_cards_do_not_identify() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let anas = registered(&trial, shop, "SHOP0001").await;
        let id = anas.customer.customer.id;
        trial
            .write(other, |tx, stage| {
                Box::pin(async move {
                    let number = card("SHOP0001");
                    let refused = block_card(tx, &stage.environment, &number).await;
                    assert!(matches!(refused, Err(BlockCardError::UnknownCard)));
                    let refused =
                        replace_card(tx, &stage.environment, stage.scope, &number, NewCard::default()).await;
                    assert!(matches!(refused, Err(ReplaceCardError::UnknownCard)));
                })
            })
            .await;
        trial
            .write(shop, move |tx, stage| {
                Box::pin(async move {
                    let number = card("SHOP0001");
                    let blocked = block_card(tx, &stage.environment, &number).await.unwrap();
                    assert_eq!(blocked.status, CardStatus::Blocked);
                    block_card(tx, &stage.environment, &number).await.unwrap();
                    assert_eq!(tx.find_customer(id).await.unwrap().unwrap().cards, []);
                    assert_eq!(
                        tx.count_customers(&vec!["shop0001".parse().unwrap()].into()).await.unwrap(),
                        0
                    );
                })
            })
            .await;
        let blocked = shown(&trial, shop, "SHOP0001").await;
        assert_eq!((blocked.card, blocked.customer), (Some((card("SHOP0001"), CardStatus::Blocked)), None));
        trial
            .write(shop, move |tx, stage| {
                Box::pin(async move {
                    let (environment, scope) = (&stage.environment, stage.scope);
                    let (old, new) = (card("SHOP0001"), card("SHOP0002"));
                    let same =
                        replace_card(tx, environment, scope, &old, NewCard::plastic(old.clone())).await;
                    assert!(matches!(same, Err(ReplaceCardError::CardTaken)));
                    let replaced = replace_card(tx, environment, scope, &old, NewCard::plastic(new.clone()))
                        .await
                        .unwrap();
                    assert_eq!(replaced.customer.cards, std::slice::from_ref(&new));
                    assert_eq!(tx.find_customer(id).await.unwrap(), Some(replaced.customer));
                    assert_eq!(tx.find_card(&old).await.unwrap(), Some(replaced.old));
                    assert_eq!(tx.find_card(&new).await.unwrap(), Some(replaced.new));
                    assert_eq!(
                        tx.count_customers(&vec!["shop0002".parse().unwrap()].into()).await.unwrap(),
                        1
                    );
                    let again = replace_card(tx, environment, scope, &old, NewCard::default()).await;
                    assert!(matches!(again, Err(ReplaceCardError::AlreadyReplaced)));
                    let again = block_card(tx, environment, &old).await;
                    assert!(matches!(again, Err(BlockCardError::AlreadyReplaced)));
                })
            })
            .await;
        assert!(shown(&trial, shop, "SHOP0001").await.customer.is_none());
        assert!(shown(&trial, shop, "SHOP0002").await.customer.is_some());
    })
    .await;
}

#[tokio::test]
async fn tills_that_meet_a_member_at_once_make_one_customer() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let member = registered(&trial, shop, "SHOP0001").await.member;
        let ids = futures_util::future::join_all((0..8).map(|_| met(&trial, other, member))).await;
        assert!(ids.iter().all(|id| *id == ids[0]));
    })
    .await;
}

#[tokio::test]
async fn a_card_that_is_blocked_twice_at_once_is_blocked() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        registered(&trial, shop, "SHOP0001").await;
        let block = async |_: usize| {
            trial
                .write(shop, |tx, stage| {
                    Box::pin(async move {
                        block_card(tx, &stage.environment, &card("SHOP0001")).await.unwrap().status
                    })
                })
                .await
        };
        let statuses = futures_util::future::join_all((0..4).map(block)).await;
        assert_eq!(statuses, [CardStatus::Blocked; 4]);
    })
    .await;
}
