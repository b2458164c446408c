//! Which class each pair of scores is.

use std::collections::BTreeSet;

use regulars_kernel::{RfmClass, RfmScore};

/// One class and the cells that are its.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridClass {
    /// The class.
    pub class: RfmClass,
    /// Its cells.
    pub cells: Vec<GridCell>,
}

/// A pair of scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GridCell {
    /// The score of recency.
    pub recency: RfmScore,
    /// The mean of the scores of frequency and value, a half rounded up.
    pub frequency_value: RfmScore,
}

/// A class for each of the 25 cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid(Vec<GridClass>);

/// Why classes are no grid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidGrid {
    /// A cell has no class.
    #[error("no class has the cells {}", listed(.0))]
    Holes(Vec<GridCell>),
    /// A cell has two classes.
    #[error("more than one class has the cells {}", listed(.0))]
    Overlaps(Vec<GridCell>),
    /// A class stands twice, or has no cell.
    #[error("the class {} stands twice or has no cell", .0.as_str())]
    Class(RfmClass),
}

fn listed(cells: &[GridCell]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| format!("({}, {})", cell.recency.get(), cell.frequency_value.get()))
        .collect();
    cells.join(", ")
}

impl Grid {
    /// Classes that have every cell once.
    pub fn new(classes: Vec<GridClass>) -> Result<Self, InvalidGrid> {
        let (mut names, mut seen, mut twice) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for GridClass { class, cells } in &classes {
            if cells.is_empty() || !names.insert(class.clone()) {
                return Err(InvalidGrid::Class(class.clone()));
            }
            twice.extend(cells.iter().filter(|cell| !seen.insert(**cell)));
        }
        if !twice.is_empty() {
            return Err(InvalidGrid::Overlaps(twice.into_iter().collect()));
        }
        let holes: Vec<_> = every_cell().filter(|cell| !seen.contains(cell)).collect();
        if holes.is_empty() { Ok(Self(classes)) } else { Err(InvalidGrid::Holes(holes)) }
    }

    /// The class of a cell.
    pub fn class_of(&self, cell: GridCell) -> Option<&RfmClass> {
        self.0.iter().find(|class| class.cells.contains(&cell)).map(|class| &class.class)
    }

    /// Its classes.
    pub fn classes(&self) -> &[GridClass] {
        &self.0
    }
}

impl Default for Grid {
    /// The eleven classes, each of which has a cell (research on the copied table: see the crate's decision record).
    fn default() -> Self {
        const ROWS: [(u8, [&str; 5]); 5] = [
            (5, ["new", "potential_loyalist", "potential_loyalist", "champions", "champions"]),
            (4, ["promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"]),
            (3, ["about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"]),
            (2, ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"]),
            (1, ["lost", "hibernating", "at_risk", "at_risk", "cant_lose"]),
        ];
        let mut classes: Vec<GridClass> = Vec::new();
        for (recency, row) in ROWS {
            for (name, frequency_value) in row.into_iter().zip(RfmScore::ALL) {
                let cell = GridCell { recency: RfmScore::clamped(i64::from(recency)), frequency_value };
                match classes.iter_mut().find(|class| class.class.as_str() == name) {
                    Some(class) => class.cells.push(cell),
                    None => classes.push(GridClass { class: RfmClass::known(name), cells: vec![cell] }),
                }
            }
        }
        Self(classes)
    }
}

fn every_cell() -> impl Iterator<Item = GridCell> {
    RfmScore::ALL
        .into_iter()
        .flat_map(|recency| RfmScore::ALL.map(|frequency_value| GridCell { recency, frequency_value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_grid_is_total_and_disjoint_and_every_class_is_reached() {
        let usual = Grid::default();
        assert_eq!(Grid::new(usual.classes().to_vec()), Ok(usual.clone()));
        assert_eq!(usual.classes().len(), 11);
        for (recency, frequency_value, name) in [
            (5, 5, "champions"),
            (5, 1, "new"),
            (4, 1, "promising"),
            (1, 1, "lost"),
            (2, 5, "cant_lose"),
            (3, 2, "about_to_sleep"),
        ] {
            let cell = GridCell {
                recency: RfmScore::clamped(recency),
                frequency_value: RfmScore::clamped(frequency_value),
            };
            assert_eq!(usual.class_of(cell).unwrap().as_str(), name);
        }
    }

    #[test]
    fn a_grid_with_a_hole_or_an_overlap_is_refused() {
        let mut classes = Grid::default().classes().to_vec();
        let moved = classes[1].cells.pop().unwrap();
        assert_eq!(Grid::new(classes.clone()), Err(InvalidGrid::Holes(vec![moved])));
        classes[1].cells.push(moved);
        classes[0].cells.push(moved);
        assert_eq!(Grid::new(classes.clone()), Err(InvalidGrid::Overlaps(vec![moved])));
        classes[0].cells.pop();
        let empty = GridClass { class: "empty".parse().unwrap(), cells: Vec::new() };
        classes.push(empty.clone());
        assert_eq!(Grid::new(classes), Err(InvalidGrid::Class(empty.class)));
    }
}
