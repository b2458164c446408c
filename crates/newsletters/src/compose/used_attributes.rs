//! Which custom attributes the texts of a newsletter name.

use crate::compose::compile_error::ContentProblem;
use crate::compose::merge::{
    MergeAttribute, MergeError, MergePoints, MergeProblem, NewsletterPlace, Piece, scan,
};
use crate::content::Block;
use crate::content::draft::Draft;

/// An attribute where a text names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UsedAttribute {
    /// The text.
    pub(crate) place: NewsletterPlace,
    /// The line and the column.
    pub(crate) position: (usize, usize),
    /// The attribute.
    pub(crate) attribute: MergeAttribute,
}

impl UsedAttribute {
    /// The mistake that it is where the merchant has no such attribute.
    pub(crate) fn unknown(&self) -> ContentProblem {
        let ((line, column), place) = (self.position, self.place);
        let problem = MergeProblem::UnknownField(self.attribute.to_string());
        ContentProblem::Merge(MergeError { place, line, column, problem })
    }
}

/// Every attribute in its place. Texts with mistakes are passed over: those come first.
pub(crate) fn used_attributes(draft: &Draft) -> Vec<UsedAttribute> {
    let mut used = Vec::new();
    in_text(NewsletterPlace::Subject, &draft.subject, &mut used);
    in_text(NewsletterPlace::Intro, &draft.intro, &mut used);
    for (index, block) in draft.content.blocks().iter().enumerate() {
        let text = match block {
            Block::Text(text) => text.as_str(),
            Block::Button { label, .. } => label.as_str(),
            Block::Image { .. } | Block::Survey(_) => continue,
        };
        in_text(NewsletterPlace::Block(index), text, &mut used);
    }
    used
}

/// The attributes that a newsletter names, each once.
pub fn named_attributes(draft: &Draft) -> Vec<MergeAttribute> {
    each_once(&used_attributes(draft))
}

/// The attributes, each once.
pub(crate) fn each_once(used: &[UsedAttribute]) -> Vec<MergeAttribute> {
    let mut named: Vec<MergeAttribute> = used.iter().map(|used| used.attribute.clone()).collect();
    named.sort_unstable();
    named.dedup();
    named
}

fn in_text(place: NewsletterPlace, text: &str, used: &mut Vec<UsedAttribute>) {
    // Most texts name none, and are not taken apart for it.
    let may_name = |points: &MergePoints| text.contains(points.written());
    if !text.contains(MergeAttribute::WRITTEN) && !MergePoints::ALL.iter().any(may_name) {
        return;
    }
    for piece in scan(place, text).unwrap_or_default() {
        if let Piece::Tag(tag) = piece {
            let attributes = tag.attributes.into_iter();
            used.extend(attributes.map(|(attribute, position)| UsedAttribute { place, position, attribute }));
        }
    }
}
