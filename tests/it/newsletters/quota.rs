use crate::newsletters::stage::{Stage, id};

#[tokio::test]
async fn what_was_counted_is_settled_once() {
    let stage = Stage::set().await;
    let merchant = stage.merchant("live").await;
    let addresses =
        ["ana@example.com", "refuse-eva@example.com", "vanish-iva@example.com", "defer-mia@example.com"];
    let newsletter = stage.newsletter_to(merchant, &addresses).await;
    let (_server, worker) = stage.fair_weather().await;
    for expected in [(2, 1), (2, 1)] {
        worker.run_until_idle().await.unwrap();
        let column = |name: &str| {
            format!("SELECT {name} AS value FROM newsletters WHERE id = {}", id(newsletter.value()))
        };
        let settled =
            (stage.number(&column("quota_used")).await, stage.number(&column("quota_returned")).await);
        assert_eq!(settled, expected);
    }
}
