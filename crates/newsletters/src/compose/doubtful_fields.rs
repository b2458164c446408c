//! What a merchant should look at in the texts of a newsletter that have no mistake.

use crate::compose::merge::{MergeField, NewsletterPlace, Piece, Tag, TagKind, scan};
use crate::compose::placeholders::foreign_placeholders;
use crate::compose::preflight::Warning;
use crate::content::Block;
use crate::content::draft::Draft;

/// Warnings about fields that may be empty and about placeholders of other products, each once in a text.
pub(crate) fn doubtful_fields(draft: &Draft) -> Vec<Warning> {
    let mut warnings = Vec::new();
    in_text(NewsletterPlace::Subject, &draft.subject, &mut warnings);
    in_text(NewsletterPlace::Intro, &draft.intro, &mut warnings);
    for (index, block) in draft.content.blocks().iter().enumerate() {
        match block {
            Block::Text(text) => in_text(NewsletterPlace::Block(index), text.as_str(), &mut warnings),
            Block::Button { label, .. } => {
                in_text(NewsletterPlace::Block(index), label.as_str(), &mut warnings);
            }
            Block::Image { .. } | Block::Survey(_) => {}
        }
    }
    warnings
}

fn in_text(place: NewsletterPlace, text: &str, warnings: &mut Vec<Warning>) {
    // Mistakes are told as such.
    let Ok(pieces) = scan(place, text) else { return };
    let mut found: Vec<Warning> = Vec::new();
    let mut conditions = 0_usize;
    for piece in &pieces {
        match piece {
            Piece::Text(text) => {
                let placeholders = foreign_placeholders(text).into_iter();
                for text in placeholders.map(str::to_owned) {
                    note(&mut found, Warning::ForeignPlaceholder { place, text });
                }
            }
            Piece::Tag(tag) => match tag.kind {
                TagKind::If => conditions += 1,
                TagKind::EndIf => conditions = conditions.saturating_sub(1),
                TagKind::Value if conditions == 0 => {
                    for field in blank_fields(tag) {
                        note(&mut found, Warning::BlankField { place, field });
                    }
                }
                TagKind::Value | TagKind::Else => {}
            },
        }
    }
    warnings.extend(found);
}

/// The most warnings of one text.
const MOST: usize = 20;

fn note(found: &mut Vec<Warning>, warning: Warning) {
    if found.len() < MOST && !found.contains(&warning) {
        found.push(warning);
    }
}

/// The fields and attributes of a tag that not everybody has, unless the tag says what stands there instead.
fn blank_fields(tag: &Tag) -> impl Iterator<Item = String> {
    let instead = ["default", "d", "or", "if"];
    let is_safe = tag.is_greeting() || tag.source.split(' ').any(|word| instead.contains(&word));
    let fields = tag.fields.iter().copied().filter(|field| field.may_be_blank());
    let fields = fields.map(MergeField::name).map(str::to_owned);
    let attributes = tag.attributes.iter().filter(|(attribute, _)| attribute.may_be_blank());
    let attributes = attributes.map(|(attribute, _)| attribute.to_string());
    fields.chain(attributes).filter(move |_| !is_safe)
}
