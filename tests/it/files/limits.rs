use regulars_tests::Program;

use super::{attach, send};

const MEBIBYTE: usize = 1 << 20;

#[tokio::test]
async fn a_file_has_ten_mebibytes_and_a_customer_fifty() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let largest = vec![b'a'; 10 * MEBIBYTE];
    send(owner, &customer, "a.txt", &[&largest[..], b"a"].concat()).await.expect_invalid("/file");
    for _ in 0..5 {
        attach(owner, &customer, "a.txt", &largest).await;
    }
    send(owner, &customer, "a.txt", b"a").await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_customer_has_a_hundred_files_and_a_deleted_one_makes_room() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let first = attach(owner, &customer, "a.txt", b"a").await;
    for _ in 1..99 {
        attach(owner, &customer, "a.txt", b"a").await;
    }
    // Of two at once that would be one too many, one is.
    let (one, other) =
        tokio::join!(send(owner, &customer, "b.txt", b"b"), send(owner, &customer, "c.txt", b"c"));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    owner.delete(&first).await.expect(204);
    attach(owner, &customer, "d.txt", b"d").await;
}
