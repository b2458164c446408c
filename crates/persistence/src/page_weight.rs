//! How many items a page carries when they may be large. What a request takes of memory goes by what it may answer, so a
//! page of large items ends sooner than its reader asked for, and tells where it goes on.

use regulars_kernel::{PageSize, StoreError};

use crate::wall::{FromRow, ReadTx, ScopedQuery};

/// The most bytes of stored texts on a page; an item that is larger by itself is a page of its own.
const HEAVIEST: i64 = 512 * 1024;

#[derive(FromRow)]
struct Weight {
    weight: i64,
}

/// The size of a page whose items weigh what `weights` selects as `weight`, in bytes and in the order of the page.
pub(crate) async fn lightened(
    tx: &ReadTx,
    weights: ScopedQuery,
    size: PageSize,
) -> Result<PageSize, StoreError> {
    let weights: Vec<Weight> = tx.query(weights).await?;
    Ok(fitting(size, weights.into_iter().map(|row| row.weight)))
}

fn fitting(size: PageSize, weights: impl Iterator<Item = i64>) -> PageSize {
    let mut room = HEAVIEST;
    let fit = weights.take_while(|weight| {
        room = room.saturating_sub(*weight);
        room >= 0
    });
    let count = u16::try_from(fit.count()).unwrap_or(u16::MAX).clamp(1, size.get());
    PageSize::new(count).unwrap_or(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_before_it_is_too_heavy_and_holds_one_item_at_least() {
        let size = |size: u16| PageSize::new(size).unwrap();
        for (asked, weights, fits) in [
            (50, vec![10; 51], 50),
            (50, vec![HEAVIEST / 4; 51], 4),
            (50, vec![HEAVIEST * 3; 51], 1),
            (50, vec![HEAVIEST, 1], 1),
            (2, vec![], 1),
            (2, vec![1, 1, 1], 2),
        ] {
            assert_eq!(fitting(size(asked), weights.into_iter()), size(fits));
        }
    }
}
