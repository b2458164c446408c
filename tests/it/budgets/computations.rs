use regulars_kernel::HeldPlace;
use regulars_tests::{Answer, Client, Merchant, Method, Program, png};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

/// A newsletter over what is worked on by the thread that answers.
fn large_newsletter() -> Value {
    let block = json!({"type": "text", "text": "- ".repeat(4_900)});
    json!({"name": "Large", "subject": "A", "intro": "A", "content": {"blocks": vec![block; 4]}})
}

fn large_filter() -> Value {
    let list = |number: usize| {
        let values: Vec<String> = (0..100).map(|value| format!("city-{number}-{value}")).collect();
        json!({"field": "city", "op": "in", "value": values})
    };
    json!({"any": (0..15).map(list).collect::<Vec<_>>()})
}

fn receipt(number: usize) -> Value {
    let amount = json!({"amount": 100, "currency": "RSD"});
    json!({
        "receipt_number": format!("R-{number}"), "occurred_at": "2026-11-21T09:00:00Z", "currency": "RSD",
        "lines": [{"sku": "HLEB", "quantity": "1", "unit_price": amount, "total": amount}], "total": amount
    })
}

fn asked(question: impl Future<Output = Answer> + Send + 'static) -> JoinHandle<Answer> {
    tokio::spawn(question)
}

/// Tills, small newsletters and the look at whether the program lives need no thread that computes.
async fn everything_else_answers(program: &Program, till: &Client, merchant: &Merchant) {
    for number in 0..3 {
        till.post("/v1/purchases", &receipt(number)).await.expect(201);
        program.client.get("/healthz").await.expect(200);
        let small = json!({"name": "Small", "subject": "A", "intro": "A"});
        merchant.owner.post("/v1/newsletters", &small).await.expect(201);
    }
}

/// None of these was done while every thread was `busy`; each is done as soon as they are not. On a machine that stands
/// still for long, some may have been told to come back later.
async fn done_once_there_is_a_thread(waiting: Vec<JoinHandle<Answer>>, busy: Vec<HeldPlace>) {
    let mut done = Vec::new();
    let (over, under_way): (Vec<_>, Vec<_>) = waiting.into_iter().partition(JoinHandle::is_finished);
    for one in over {
        one.await.unwrap().expect_problem(503, "unavailable");
    }
    drop(busy);
    for one in under_way {
        done.push(one.await.unwrap().status);
    }
    assert!(done.iter().all(|status| status.is_success() || *status == 503), "{done:?}");
}

#[tokio::test]
async fn large_bodies_wait_for_a_thread_that_computes_and_tills_do_not() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let small = json!({"name": "Small", "subject": "A", "intro": "A"});
    let newsletter = merchant.owner.post("/v1/newsletters", &small).await.expect(201).json();
    let path = format!("/v1/newsletters/{}", newsletter["id"].as_str().unwrap());
    let busy = program.occupy_processors().await;
    let mut waiting = Vec::new();
    for (path, body) in [
        ("/v1/newsletters", large_newsletter()),
        ("/v1/segments/preview", json!({"filter": large_filter()})),
        ("/v1/segments", json!({"name": "Large", "filter": large_filter()})),
        ("/v1/customers/search", json!({"filter": large_filter()})),
    ] {
        let owner = merchant.owner.clone();
        waiting.push(asked(async move { owner.post(path, &body).await }));
    }
    let owner = merchant.owner.clone();
    waiting.push(asked(async move { owner.patch(&path, &large_newsletter()).await }));
    everything_else_answers(&program, &till, &merchant).await;
    done_once_there_is_a_thread(waiting, busy).await;
}

#[tokio::test]
async fn what_is_rendered_waits_for_a_thread_that_computes_and_tills_do_not() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let body = json!({"name": "A", "subject": "A", "intro": "A"});
    let newsletter = merchant.owner.post("/v1/newsletters", &body).await.expect(201).json();
    let path = format!("/v1/newsletters/{}", newsletter["id"].as_str().unwrap());
    let to = json!({"to": [merchant.owner_email]});
    merchant.owner.post(&format!("{path}/test-sends"), &to).await.expect(202);
    program.work().await;
    let sent = merchant.owner.get("/v1/sandbox/messages?channel=email").await.expect(200).json();
    let html = sent["items"][0]["html"].as_str().unwrap();
    let view = html.split("href=\"").find(|link| link.contains("/w/")).unwrap().split('"').next().unwrap();
    let view = view[view.find("/w/").unwrap()..].to_owned();
    program.client.get(&view).await.expect(200);
    let busy = program.occupy_processors().await;
    let (viewer, owner, uploader) = (program.client.clone(), merchant.owner.clone(), merchant.owner.clone());
    let waiting = vec![
        asked(async move { viewer.get(&view).await }),
        asked(async move { owner.post(&format!("{path}/preview"), &json!({})).await }),
        asked(async move { uploader.send(Method::POST, "/v1/media", Some("image/png"), png(4, 4)).await }),
    ];
    everything_else_answers(&program, &till, &merchant).await;
    done_once_there_is_a_thread(waiting, busy).await;
}
