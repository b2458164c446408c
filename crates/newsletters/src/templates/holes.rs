//! Places in a layout that are filled after it was compiled.
//!
//! The MJML engine sees one ideograph in each such place, and never a word of the merchant's. What belongs there is put
//! in afterwards, so no content can change the structure of a layout. Layouts hold no ideographs of their own, and the
//! engine leaves them as they are, which it does not do with characters for private use (it writes those as escapes).

use crate::compose::merge::Source;

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// What belongs into the places, by their character.
#[derive(Debug, Default)]
pub(super) struct Holes(Vec<Source>);

impl Holes {
    /// The character that stands for `source`. `None` if there are more places than characters, which the limits of
    /// content rule out.
    pub(super) fn place(&mut self, source: Source) -> Option<char> {
        let number = FIRST.checked_add(u32::try_from(self.0.len()).ok()?)?;
        let letter = char::from_u32(number).filter(|_| number <= LAST)?;
        self.0.push(source);
        Some(letter)
    }

    /// The compiled layout with everything in its place.
    pub(super) fn fill(&self, compiled: &str) -> Source {
        let mut filled = Source::default();
        let mut literal = String::new();
        for letter in compiled.chars() {
            let index = u32::from(letter).checked_sub(FIRST).and_then(|index| usize::try_from(index).ok());
            match index.and_then(|index| self.0.get(index)) {
                Some(source) => {
                    filled.literal(&literal);
                    literal.clear();
                    filled.source(source);
                }
                None => literal.push(letter),
            }
        }
        filled.literal(&literal);
        filled
    }
}
