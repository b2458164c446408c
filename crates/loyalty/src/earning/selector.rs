//! Which lines of a receipt a rule means.

use regulars_kernel::Label;

use super::receipt_facts::LineFacts;

/// Lines that agree in everything that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMatch {
    /// The goods.
    pub sku: Option<Label>,
    /// The category or anything under it: `fuel` means `fuel/diesel`, too.
    pub category: Option<Label>,
    /// The unit.
    pub unit: Option<Label>,
}

/// Which lines a rule means: those that any of `include` means, or all where it is empty, and none that any of `exclude` means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineSelector {
    /// Those that are meant.
    pub include: Vec<LineMatch>,
    /// Those that are not.
    pub exclude: Vec<LineMatch>,
}

impl LineMatch {
    /// Whether it names anything.
    pub const fn names_something(&self) -> bool {
        self.sku.is_some() || self.category.is_some() || self.unit.is_some()
    }

    /// Whether it means a line.
    pub fn means(&self, line: &LineFacts) -> bool {
        let same = |named: &Option<Label>, there: &Option<Label>| {
            named.as_ref().is_none_or(|named| there.as_ref() == Some(named))
        };
        let under = self.category.as_ref().is_none_or(|named| {
            line.category.as_ref().is_some_and(|there| is_under(there.as_str(), named.as_str()))
        });
        under && same(&self.sku, &line.sku) && same(&self.unit, &line.unit)
    }
}

/// Whether a category is the named one or under it.
pub(super) fn is_under(there: &str, named: &str) -> bool {
    there.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl LineSelector {
    /// The most parts of a list.
    pub const MOST: usize = 200;

    /// Whether it means a line.
    pub fn means(&self, line: &LineFacts) -> bool {
        let included = self.include.is_empty() || self.include.iter().any(|one| one.means(line));
        included && !self.exclude.iter().any(|one| one.means(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(sku: &str, category: Option<&str>) -> LineFacts {
        LineFacts {
            number: 1,
            sku: Some(sku.parse().unwrap()),
            category: category.map(|text| text.parse().unwrap()),
            unit: None,
            quantity: 1000,
            total: 100,
            tax: 0,
        }
    }

    fn category(text: &str) -> LineMatch {
        LineMatch { sku: None, category: Some(text.parse().unwrap()), unit: None }
    }

    #[test]
    fn a_category_means_everything_under_it_and_an_exclusion_wins() {
        let selector =
            LineSelector { include: vec![category("shop")], exclude: vec![category("shop/tobacco")] };
        assert!(selector.means(&line("1", Some("shop"))));
        assert!(selector.means(&line("1", Some("shop/food"))));
        assert!(!selector.means(&line("1", Some("shopping"))));
        assert!(!selector.means(&line("1", Some("shop/tobacco/cigars"))));
        assert!(!selector.means(&line("1", None)));
        assert!(LineSelector::default().means(&line("1", None)));
    }
}
