//! What the survivor's trail tells of a merge: whose a value is, and not the value where it is somebody else's. It is sealed
//! with the survivor's key, and whoever is parted from the survivor again must be erasable with a key of its own.

use regulars_audit::{AuditNote, FieldChange};
use regulars_customers::Merge;
use serde_json::Value;

/// On which side of a change the record is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MergedSide {
    /// It was merged by the change.
    After,
    /// The change undoes that.
    Before,
}

/// The note without values of others: in their places stands whose they are.
pub(super) fn told_of_survivor(merge: &Merge, note: AuditNote, side: MergedSide) -> AuditNote {
    let hidden = |change: FieldChange| {
        let Some(whose) = whose(merge, &change.field) else { return change };
        match side {
            MergedSide::After if !change.after.is_null() => FieldChange { after: whose, ..change },
            MergedSide::Before if !change.before.is_null() => FieldChange { before: whose, ..change },
            MergedSide::After | MergedSide::Before => change,
        }
    };
    AuditNote { changes: note.changes.into_iter().map(hidden).collect(), ..note }
}

/// Whose the value of a field is. None where it is the survivor's own.
fn whose(merge: &Merge, field: &str) -> Option<Value> {
    let name = match field {
        "email_verified" => "email",
        field if field.starts_with("address.") => "address",
        field if field.starts_with("source.utm.") => "source.utm",
        field if field.starts_with("source.last_utm") => "source.last_utm",
        field => field,
    };
    match merge.sources.get(name) {
        Some(of) if *of == merge.survivor => None,
        Some(of) => Some(format!("of {of}").into()),
        // What is united, such as tags and cards.
        None => Some("of all who were merged".into()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use regulars_audit::{AuditAction, AuditSubject, SubjectKind};
    use regulars_customers::Moved;
    use regulars_kernel::{CustomerId, MergeId};
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn values_of_others_are_told_as_theirs() {
        let id = |number: u128| CustomerId::new(Uuid::from_u128(number));
        let sources = [("company", 1), ("email", 2), ("address", 2), ("source.last_utm", 2)];
        let merge = Merge {
            id: MergeId::new(Uuid::nil()),
            survivor: id(1),
            merged: vec![id(2)],
            sources: sources.into_iter().map(|(field, of)| (field.to_owned(), id(of))).collect(),
            moved: Moved::default(),
            consents: Vec::new(),
            merged_at: chrono::DateTime::UNIX_EPOCH,
            undone_at: None,
        };
        let fields = [
            "company",
            "email",
            "address.city",
            "source.last_utm.term",
            "source.last_utm_at",
            "tags",
            "phone",
        ];
        let note = AuditNote {
            action: AuditAction::Updated,
            subject: AuditSubject { kind: SubjectKind::Customer, id: Uuid::nil() },
            about: None,
            changes: fields
                .into_iter()
                .map(|field| FieldChange {
                    field: field.to_owned(),
                    before: json!("old"),
                    after: if field == "phone" { json!(null) } else { json!("new") },
                })
                .collect(),
        };
        let told: BTreeMap<String, (Value, Value)> = told_of_survivor(&merge, note, MergedSide::After)
            .changes
            .into_iter()
            .map(|change| (change.field, (change.before, change.after)))
            .collect();
        let theirs = json!(format!("of {}", id(2)));
        assert_eq!(told["company"], (json!("old"), json!("new")));
        assert_eq!(told["email"], (json!("old"), theirs.clone()));
        for field in ["address.city", "source.last_utm.term", "source.last_utm_at"] {
            assert_eq!(told[field], (json!("old"), theirs.clone()), "{field}");
        }
        assert_eq!(told["tags"].1, json!("of all who were merged"));
        assert_eq!(told["phone"], (json!("old"), json!(null)));
    }
}
