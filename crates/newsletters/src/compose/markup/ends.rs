//! Where elements end.

use super::Step;
use super::effort::spend;

/// For each step that starts an element the index behind its end, and for every other step the index behind itself: in
/// one pass.
pub(super) fn ends(steps: &[Step]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=steps.len()).collect();
    let mut open = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        spend(1);
        match step {
            Step::Start(_) => open.push(index),
            Step::End(_) => {
                if let Some(end) = open.pop().and_then(|start| ends.get_mut(start)) {
                    *end = index + 1;
                }
            }
            _ => {}
        }
    }
    for start in open {
        if let Some(end) = ends.get_mut(start) {
            *end = steps.len();
        }
    }
    ends
}
