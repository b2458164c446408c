//! Writes of tills that somebody else's was in the way of.

/// How often such a write is done at most.
const MOST_TRIES: u32 = 3;

/// Does a write once more where it has met somebody else's: the buyer was merged in between, came into a programme elsewhere, or the
/// two have waited for each other. No sale waits for a second request.
pub(super) async fn until_free<T, E>(
    mut write: impl AsyncFnMut() -> Result<T, E>,
    is_contended: impl Fn(&E) -> bool,
) -> Result<T, E> {
    let mut tries = 1;
    loop {
        match write().await {
            Err(error) if tries < MOST_TRIES && is_contended(&error) => tries += 1,
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn tried(fails: u32, error: &'static str) -> (u32, Result<u32, &'static str>) {
        let mut tries = 0;
        let done = until_free(
            async || {
                tries += 1;
                if tries > fails { Ok(tries) } else { Err(error) }
            },
            |error: &&'static str| *error == "contended",
        )
        .await;
        (tries, done)
    }

    #[tokio::test]
    async fn a_write_is_done_again_as_often_as_that_and_for_nothing_else() {
        assert_eq!(tried(0, "contended").await, (1, Ok(1)));
        assert_eq!(tried(2, "contended").await, (3, Ok(3)));
        assert_eq!(tried(3, "contended").await, (3, Err("contended")));
        assert_eq!(tried(1, "gone").await, (1, Err("gone")));
    }
}
