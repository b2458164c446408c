use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_template_is_made_and_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Jesen", "layout": "letter", "theme": {"accent": "#8A3B12", "font": "serif"}});
    let made = merchant.owner.post("/v1/templates", &body).await.expect(201);
    let found = merchant.owner.get(made.header("location").unwrap()).await.expect(200).json();
    assert_eq!(found, made.json());
    assert_eq!(found["theme"], json!({"accent": "#8a3b12", "background": "#f2f4f6", "font": "serif"}));
    assert_eq!(found["built_in"], false);
    let other = program.merchant().await;
    other.owner.get(made.header("location").unwrap()).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_wrong_template_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (body, pointer) in [
        (json!({"layout": "letter"}), "/name"),
        (json!({"name": " ", "layout": "letter"}), "/name"),
        (json!({"name": "A"}), "/layout"),
        (json!({"name": "A", "layout": "mjml"}), "/layout"),
        (json!({"name": "A", "layout": "letter", "theme": {"accent": "red"}}), "/theme/accent"),
        (json!({"name": "A", "layout": "letter", "theme": {"accent": "#12345"}}), "/theme/accent"),
        (
            json!({"name": "A", "layout": "letter", "theme": {"background": "#fff;x:url(//e)"}}),
            "/theme/background",
        ),
        (json!({"name": "A", "layout": "letter", "theme": {"font": "comic"}}), "/theme/font"),
        (json!({"name": "A", "layout": "letter", "html": "<script>"}), "/html"),
    ] {
        merchant.owner.post("/v1/templates", &body).await.expect_invalid(pointer);
    }
    let listed = merchant.owner.get("/v1/templates").await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 4);
}
