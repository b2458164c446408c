//! Ids of the built-in target groups.

use regulars_filters::{BuiltIn, SegmentReference};
use regulars_kernel::SegmentId;
use uuid::Uuid;

/// The namespace in which the key of a group is a name (RFC 9562, section 5.5). Never changes: filters hold the ids.
const NAMESPACE: Uuid = Uuid::from_u128(0x5e67_a3d0_1f0c_4c27_9d1b_6a0e_84f2_93b5);

/// The id of a built-in group, the same at every merchant and for ever.
pub fn built_in_id(group: BuiltIn) -> SegmentId {
    SegmentId::new(Uuid::new_v5(&NAMESPACE, group.key().as_bytes()))
}

/// The built-in group that has this id.
pub(crate) fn built_in_of(id: SegmentId) -> Option<BuiltIn> {
    BuiltIn::ALL.iter().copied().find(|group| built_in_id(*group) == id)
}

/// What a path or a body means by this text: the key of a built-in group, its id, or the id of a segment of the
/// merchant, which may exist or not.
pub fn segment_reference(text: &str) -> Option<SegmentReference> {
    if let Some(group) = BuiltIn::from_name(text) {
        return Some(SegmentReference::BuiltIn(group));
    }
    let id = text.parse().ok()?;
    Some(built_in_of(id).map_or(SegmentReference::Stored(id), SegmentReference::BuiltIn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_never_change() {
        let ids: Vec<String> = BuiltIn::ALL.iter().map(|group| built_in_id(*group).to_string()).collect();
        assert_eq!(ids, IDS);
    }

    const IDS: [&str; 6] = [
        "9d425a4c-b86d-5bd1-9895-16b4a3990798",
        "b28e14af-1adc-509c-8749-386da0929875",
        "bf2a7603-3acb-57ff-a7d6-636968723515",
        "cea1c3a9-fff7-5907-b4e8-8c94ab57915e",
        "8e240020-4a6e-58b5-81a3-f3723d3eabbe",
        "268c6002-dbc9-57fb-a4cb-f1ca7ec067e7",
    ];

    #[test]
    fn a_group_is_named_by_its_key_or_its_id() {
        let lost = Some(SegmentReference::BuiltIn(BuiltIn::Lost));
        assert_eq!(segment_reference("lost"), lost);
        assert_eq!(segment_reference(&built_in_id(BuiltIn::Lost).to_string()), lost);
        let other = Uuid::from_u128(7);
        assert_eq!(
            segment_reference(&other.to_string()),
            Some(SegmentReference::Stored(SegmentId::new(other)))
        );
        assert_eq!(segment_reference("winners"), None);
    }
}
