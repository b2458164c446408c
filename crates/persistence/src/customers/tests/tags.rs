//! Tags and which customers have them.

use regulars_customers::{
    CreateCustomerError, CreateTagError, CustomerPatch, CustomerReads, CustomerSelection, NewCustomer,
    NewTag, TagPatch, TagReads, TagStore, UpdateCustomerError, UpdateTagError, create_customer, create_tag,
    update_customer, update_tag,
};
use regulars_kernel::{Change, Label, PageRequest, PageSize, TagId};

use super::{add, label, person};
use crate::WriteTx;
use crate::trial::{Stage, on_each_database};

async fn tag(tx: &mut WriteTx, stage: &Stage, name: &str) -> TagId {
    let new = NewTag { name: label(name), colour: "#2e86ab".parse().unwrap() };
    create_tag(tx, &stage.environment, new).await.unwrap().id
}

fn names(tags: &[Label]) -> Vec<&str> {
    tags.iter().map(Label::as_str).collect()
}

#[tokio::test]
async fn a_name_is_unique_whatever_its_letter_case() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let second = trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let first = tag(tx, &stage, "Čest gost").await;
                    let again = NewTag { name: label("ČEST GOST"), colour: "#000000".parse().unwrap() };
                    let taken = create_tag(tx, &stage.environment, again).await;
                    assert!(matches!(taken, Err(CreateTagError::NameTaken)));
                    let second = tag(tx, &stage, "vip").await;
                    let page = PageRequest { size: PageSize::DEFAULT, after: None };
                    let listed = tx.list_tags(page).await.unwrap().items;
                    assert!([first, second].iter().all(|id| listed.iter().any(|tag| tag.id == *id)));
                    let recoloured =
                        TagPatch { colour: Some("#ffffff".parse().unwrap()), ..TagPatch::default() };
                    update_tag(tx, &stage.environment, second, recoloured).await.unwrap();
                    let found = tx.find_tag(second).await.unwrap().unwrap();
                    assert_eq!((found.name.as_str(), found.colour.as_str()), ("vip", "#FFFFFF"));
                    second
                })
            })
            .await;
        trial
            .write(other, move |tx, stage| {
                Box::pin(async move {
                    assert_eq!(tx.find_tag(second).await.unwrap(), None);
                    assert!(!tx.delete_tag(second).await.unwrap());
                    let unknown = update_tag(tx, &stage.environment, second, TagPatch::default()).await;
                    assert!(matches!(unknown, Err(UpdateTagError::UnknownTag)));
                    tag(tx, &stage, "vip").await;
                })
            })
            .await;
        trial
            .rehearse(shop, move |tx, stage| {
                Box::pin(async move {
                    let patch = TagPatch { name: Some(label("čest Gost")), ..TagPatch::default() };
                    let taken = update_tag(tx, &stage.environment, second, patch).await;
                    assert!(matches!(taken, Err(UpdateTagError::NameTaken)));
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn tags_follow_their_customers() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let vip = tag(tx, &stage, "VIP").await;
                    tag(tx, &stage, "bio").await;
                    let tags = vec![label("vip"), label("Bio"), label("BIO")];
                    let record = add(tx, &stage, NewCustomer { tags, ..person("Ana", "Petrović") }).await;
                    let id = record.customer.id;
                    assert_eq!(names(&record.tags), ["bio", "VIP"]);
                    assert_eq!(tx.find_customer(id).await.unwrap(), Some(record));

                    let renamed = TagPatch { name: Some(label("Zlatni")), ..TagPatch::default() };
                    update_tag(tx, &stage.environment, vip, renamed).await.unwrap();
                    let found = tx.find_customer(id).await.unwrap().unwrap();
                    assert_eq!(names(&found.tags), ["bio", "Zlatni"]);

                    let only = CustomerPatch {
                        tags: Change::Set(vec![label("zlatni")]),
                        ..CustomerPatch::default()
                    };
                    let (environment, calendar) = (&stage.environment, &stage.calendar);
                    let updated = update_customer(tx, environment, calendar, id, only).await.unwrap();
                    assert_eq!(names(&updated.tags), ["Zlatni"]);
                    assert_eq!(tx.find_customer(id).await.unwrap(), Some(updated));

                    assert!(tx.delete_tag(vip).await.unwrap());
                    assert_eq!(names(&tx.find_customer(id).await.unwrap().unwrap().tags), [""; 0]);
                    let cleared = CustomerPatch { tags: Change::Clear, ..CustomerPatch::default() };
                    update_customer(tx, environment, calendar, id, cleared).await.unwrap();
                })
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn unknown_tags_are_named_and_nothing_is_kept() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    tag(tx, &stage, "vip").await;
                    let (environment, calendar) = (&stage.environment, &stage.calendar);
                    let tags = vec![label("vip"), label("Nema"), label("ni ova")];
                    let new = NewCustomer { tags: tags.clone(), ..person("Ana", "Petrović") };
                    let refused = create_customer(tx, environment, calendar, stage.scope, new).await;
                    let Err(CreateCustomerError::UnknownTags(unknown)) = refused else {
                        panic!("{refused:?}")
                    };
                    assert_eq!(names(&unknown), ["Nema", "ni ova"]);
                    assert_eq!(tx.count_customers(&CustomerSelection::default()).await.unwrap(), 0);
                    let id = add(tx, &stage, person("Ana", "Petrović")).await.customer.id;
                    let patch = CustomerPatch { tags: Change::Set(tags), ..CustomerPatch::default() };
                    let refused = update_customer(tx, environment, calendar, id, patch).await;
                    assert!(matches!(refused, Err(UpdateCustomerError::UnknownTags(_))));
                })
            })
            .await;
    })
    .await;
}
