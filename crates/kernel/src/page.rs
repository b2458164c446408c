//! Pages of a list: a limit and a position, never an offset.

/// How many items a page holds: 1 to 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(u16);

impl PageSize {
    /// The size when the caller names none.
    pub const DEFAULT: Self = Self(50);
    /// A page of a single item.
    pub const ONE: Self = Self(1);
    /// The largest.
    pub const LARGEST: Self = Self(Self::MAX);
    /// What a worker takes at a time. No caller can ask for it.
    pub const CHUNK: Self = Self(1_000);
    /// The largest size.
    pub const MAX: u16 = 200;

    /// A size from 1 to [`Self::MAX`], else `None`.
    pub const fn new(size: u16) -> Option<Self> {
        if size >= 1 && size <= Self::MAX { Some(Self(size)) } else { None }
    }

    /// The number of items.
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// Which page of a list is wanted. `Position` is where the page before it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest<Position> {
    /// How many items at most.
    pub size: PageSize,
    /// The last item of the page before, or `None` for the first page.
    pub after: Option<Position>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<Item, Position> {
    /// The items in order.
    pub items: Vec<Item>,
    /// Where the next page begins, or `None` on the last page.
    pub next: Option<Position>,
}

impl<Item, Position> Page<Item, Position> {
    /// Makes a page from one item more than the page holds, as a store fetches it: the surplus item proves that there
    /// is a next page, and `position` tells where the last item kept stands.
    pub fn from_surplus(mut items: Vec<Item>, size: PageSize, position: impl Fn(&Item) -> Position) -> Self {
        let more = items.len() > usize::from(size.get());
        items.truncate(usize::from(size.get()));
        let next = if more { items.last().map(position) } else { None };
        Self { items, next }
    }

    /// The same page with every item converted.
    pub fn map<Other>(self, convert: impl FnMut(Item) -> Other) -> Page<Other, Position> {
        Page { items: self.items.into_iter().map(convert).collect(), next: self.next }
    }
}
