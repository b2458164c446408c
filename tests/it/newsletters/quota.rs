use crate::newsletters::fixture::{Fixture, states};

#[tokio::test]
async fn sent_and_unknown_messages_use_their_units_and_the_others_give_them_back() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let addresses = [
        "ana@example.com",
        "refuse-eva@example.com",
        "vanish-iva@example.com",
        "defer-mia@example.com",
        "nada@example.com",
    ];
    let newsletter = fixture.newsletter_to(merchant, &addresses).await;
    fixture.run("UPDATE customers SET restricted_at = created_at WHERE email = 'nada@example.com'").await;
    fixture.reserve(merchant, newsletter, 5).await;
    assert_eq!(fixture.available(merchant).await, 9_995);
    let (_server, worker) = fixture.fair_weather().await;
    for _ in 0..2 {
        worker.run_until_idle().await.unwrap();
        assert_eq!(fixture.available(merchant).await, 9_997, "two are back, and once only");
    }
    for _ in 0..10 {
        worker.run_until_idle().await.unwrap();
        fixture.clock.advance(chrono::Duration::hours(16));
    }
    assert_eq!(
        fixture.states(newsletter).await,
        states(&[("excluded", 1), ("failed", 2), ("sent", 1), ("unknown", 1)])
    );
    assert_eq!(fixture.available(merchant).await, 9_998, "the deferred one was given up");
}
