use regulars_tests::Program;
use serde_json::json;

use super::complete;

#[tokio::test]
async fn what_is_not_being_sent_is_neither_paused_nor_resumed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for body in [json!({"name": "Jesen"}), complete()] {
        let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
        let path = made.header("location").unwrap();
        for verb in ["pause", "resume"] {
            let refused = merchant.owner.post(&format!("{path}/{verb}"), &json!({})).await;
            refused.expect_problem(409, "conflict");
        }
        assert_eq!(merchant.owner.get(path).await.json(), made.json());
        let other = program.merchant().await;
        other.owner.post(&format!("{path}/pause"), &json!({})).await.expect_problem(404, "not_found");
    }
}
