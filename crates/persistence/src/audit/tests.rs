//! The trail on each database.

use regulars_audit::{
    AuditAction, AuditNote, AuditQuery, AuditSubject, AuditTrail, AuditTrailReads, FieldChange, NotedChanges,
    SubjectKind,
};
use regulars_kernel::{CustomerId, PageRequest, PageSize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::note::sealed_key;
use crate::trial::{Trial, on_each_database};

#[tokio::test]
async fn what_is_noted_about_nobody_makes_no_key_and_tells_nothing() {
    on_each_database(async |trial: Trial| {
        let shop = trial.new_merchant("shop").await;
        let gone = CustomerId::new(Uuid::from_u128(7));
        let change = FieldChange {
            field: "name".to_owned(),
            before: Value::Null,
            after: json!("ana-petrovic-canary"),
        };
        let note = AuditNote {
            action: AuditAction::Updated,
            subject: AuditSubject { kind: SubjectKind::Invoice, id: Uuid::from_u128(8) },
            about: Some(gone),
            changes: vec![change],
        };
        trial
            .write(shop, move |tx, stage| {
                Box::pin(async move { tx.note(&stage.environment, note).await.unwrap() })
            })
            .await;
        trial
            .read(shop, async move |tx| {
                assert!(sealed_key(tx, gone).await.unwrap().is_none());
                let query = AuditQuery { about: Some(gone), ..AuditQuery::default() };
                let page = PageRequest { size: PageSize::LARGEST, after: None };
                let found = tx.list_audit_events(&query, page).await.unwrap();
                assert_eq!(found.items.len(), 1);
                assert_eq!(found.items[0].changes, NotedChanges::Erased);
            })
            .await;
    })
    .await;
}
