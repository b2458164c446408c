//! One view.

use regulars_filters::Filter;
use regulars_kernel::{Actor, AttributeId, CustomerOrder, Instant, Label, ViewId};

/// A column of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewColumn {
    /// A column that every merchant has, by its name.
    Named(String),
    /// A custom attribute, whatever its key is.
    Attribute(AttributeId),
}

/// Which columns of which customers in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// What people call it.
    pub name: Label,
    /// What is told of each customer; everything when it is empty.
    pub columns: Vec<ViewColumn>,
    /// Who is in it; everybody without one.
    pub filter: Option<Filter>,
    /// The order.
    pub order: CustomerOrder,
    /// Whether everybody at the merchant sees it, or only whoever made it.
    pub shared: bool,
    /// Who made it.
    pub made_by: Actor,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl View {
    /// The most views of a merchant.
    pub const MAX_COUNT: u64 = 500;

    /// Whether somebody sees it.
    pub fn is_seen_by(&self, actor: Actor) -> bool {
        self.shared || self.made_by == actor
    }

    /// The custom attributes that are columns of it.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.columns.iter().filter_map(|column| match column {
            ViewColumn::Attribute(id) => Some(*id),
            ViewColumn::Named(_) => None,
        })
    }
}
