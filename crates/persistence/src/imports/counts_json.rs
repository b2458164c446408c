//! How many rows have each fate, as JSON by the names of the fates.

use regulars_interchange::{Disposition, DispositionCounts, UndoOutcome};
use serde_json::{Map, Value};

/// Writes counts. What there is none of is left out.
pub(super) fn counts_to_json(counts: &DispositionCounts) -> Value {
    let fates = Disposition::ALL.iter().map(|fate| (fate.name(), counts.of(*fate)));
    let outcomes =
        [(UndoOutcome::Undone.name(), counts.undone), (UndoOutcome::Conflict.name(), counts.conflicts)];
    let found = fates.chain(outcomes).filter(|(_, found)| *found > 0);
    Value::Object(found.map(|(name, found)| (name.to_owned(), Value::from(found))).collect::<Map<_, _>>())
}

/// Reads what [`counts_to_json`] has written.
pub(super) fn counts_from_json(json: &Value) -> DispositionCounts {
    let found = |name: &str| json.get(name).and_then(Value::as_u64).unwrap_or_default();
    let mut counts = DispositionCounts::default();
    for fate in Disposition::ALL {
        counts.add(*fate, found(fate.name()));
    }
    counts.undone = found(UndoOutcome::Undone.name());
    counts.conflicts = found(UndoOutcome::Conflict.name());
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back() {
        let counts = DispositionCounts::default()
            .with([Disposition::Create, Disposition::Create, Disposition::Error])
            .with_undos([UndoOutcome::Undone, UndoOutcome::Conflict]);
        let written = counts_to_json(&counts);
        assert_eq!(written, serde_json::json!({"create": 2, "error": 1, "undone": 1, "conflict": 1}));
        assert_eq!(counts_from_json(&written), counts);
        let fewer = DispositionCounts::default().with([Disposition::Create]);
        let after = counts.instead(&fewer, [Disposition::Update]);
        assert_eq!(after.of(Disposition::Create), 1);
        assert_eq!(after.of(Disposition::Update), 1);
    }
}
