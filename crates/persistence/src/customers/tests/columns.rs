//! Every column holds what its name says. The statements that write a row are made of the fields of a struct; here the
//! columns are named by hand.

use regulars_customers::{Customer, CustomerReads, CustomerStore, Touch, Utm, search_text};

use super::records::everything;
use super::{add, label, name};
use crate::ReadTx;
use crate::customers::update_following_texts;
use crate::trial::on_each_database;
use crate::wall::{FromRow, ScopedSql, values};

#[derive(FromRow)]
struct Texts {
    texts: String,
}

async fn texts(tx: &ReadTx, customer: &Customer) -> String {
    const TEXTS: ScopedSql = ScopedSql::new(
        "SELECT external_id || '|' || external_id_folded || '|' || gender || '|' || customer_type
             || '|' || title || '|' || title_folded || '|' || first_name || '|' || first_name_folded || '|' || last_name || '|' || last_name_folded
             || '|' || vocative || '|' || company || '|' || company_folded || '|' || email || '|' || email_folded
             || '|' || phone || '|' || language || '|' || street || '|' || street_folded
             || '|' || postcode || '|' || postcode_folded || '|' || city || '|' || city_folded || '|' || country
             || '|' || utm_source || '|' || utm_source_folded || '|' || utm_medium || '|' || utm_medium_folded
             || '|' || utm_campaign || '|' || utm_campaign_folded || '|' || utm_term || '|' || utm_term_folded
             || '|' || utm_content || '|' || utm_content_folded || '|' || last_utm_source || '|' || last_utm_source_folded
             || '|' || last_utm_medium || '|' || last_utm_medium_folded
             || '|' || last_utm_campaign || '|' || last_utm_campaign_folded
             || '|' || last_utm_term || '|' || last_utm_term_folded
             || '|' || last_utm_content || '|' || last_utm_content_folded || '|' || referral_id || '|' || referral_id_folded
             || '|' || created_by || '|' || data_consent_source || '|' || data_consent_text || '|' || search_text
             AS texts
         FROM customers WHERE merchant_id = $1 AND id = $2",
    );
    let Texts { texts } = tx.one(TEXTS, values![customer.id.value()]).await.unwrap();
    texts
}

const ANA: &str = "K-17|k-17|female|non_member|Prof. Dr.|prof. dr.|Ana|ana|Đorđević|dordevic|Đorđeviću|Delta|delta|Ana@example.com|\
    ana@example.com|+381641234567|sr-Cyrl-RS|Bulevar 1|bulevar 1|PC 21000|pc 21000|Novi Sad|novi sad|RS|Google|google|CPC|\
    cpc|Autumn|autumn|Tea|tea|Banner|banner|Viber|viber|Chat|chat|Winter|winter|Hleb|hleb|Link|link|R-1|r-1|system|form|2026-01|the text";

#[tokio::test]
async fn every_column_holds_what_its_name_says() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let other = add(tx, &stage, everything()).await.customer;
                    let mut ana = other.clone();
                    ana.address.postcode = name("PC 21000");
                    for (text, value) in [
                        (&mut ana.source.utm.source, "Google"),
                        (&mut ana.source.utm.medium, "CPC"),
                        (&mut ana.source.utm.campaign, "Autumn"),
                        (&mut ana.source.utm.term, "Tea"),
                        (&mut ana.source.utm.content, "Banner"),
                    ] {
                        *text = Some(label(value));
                    }
                    let last = Utm {
                        source: Some(label("Viber")),
                        medium: Some(label("Chat")),
                        campaign: Some(label("Winter")),
                        term: Some(label("Hleb")),
                        content: Some(label("Link")),
                    };
                    ana.source.last_touch = Touch::new(last, "2026-01-31T01:02:03Z".parse().unwrap());
                    let (member, since) = ("0193b3a0-0000-7000-8000-000000000009", "2026-01-02T03:04:05Z");
                    ana.id = member.parse().unwrap();
                    ana.regular_since = since.parse().ok();
                    ana.regular_until = "2026-02-03T04:05:06Z".parse().ok();
                    ana.email_verified_at = "2026-03-04T05:06:07Z".parse().ok();
                    ana.created_at = "2025-01-01T00:00:00Z".parse().unwrap();
                    ana.updated_at = "2025-02-02T00:00:00Z".parse().unwrap();

                    // Inserted.
                    let taken = Customer { external_id: Some(label("K-18")), ..other.clone() };
                    tx.update_customer(&taken, "other").await.unwrap();
                    tx.insert_customer(&ana, "the text").await.unwrap();
                    tx.set_customer_attributes(ana.id, &ana.attributes).await.unwrap();
                    assert_eq!(texts(tx, &ana).await, ANA);
                    assert_eq!(tx.find_customer(ana.id).await.unwrap().unwrap().customer, ana);

                    // Updated, without touching another row.
                    let bare = Customer { address: regulars_kernel::PostalAddress::default(), ..ana.clone() };
                    tx.update_customer(&bare, "no text").await.unwrap();
                    assert_eq!(tx.find_customer(ana.id).await.unwrap().unwrap().customer, bare);
                    tx.update_customer(&ana, "the text").await.unwrap();
                    assert_eq!(texts(tx, &ana).await, ANA);
                    assert_eq!(tx.find_customer(taken.id).await.unwrap().unwrap().customer, taken);

                    // What follows from it is written anew, and nothing else.
                    let mut renamed = ana.clone();
                    renamed.names.last_name = name("Kolarac");
                    update_following_texts(tx, &renamed, &search_text(&renamed, &[])).await.unwrap();
                    assert_ne!(texts(tx, &ana).await, ANA);
                    update_following_texts(tx, &ana, "the text").await.unwrap();
                    assert_eq!(texts(tx, &ana).await, ANA);
                })
            })
            .await;
    })
    .await;
}
