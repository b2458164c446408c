//! Makes a resource of each kind through the API: by the POST of the collection that its path names, with the example
//! of the document, unless a line here knows better.

use regulars_tests::{Callers, Contract, Operation, unique_email};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{coupons, customers, loyalty, rewards};

/// Collections whose resources are made elsewhere than at the collection itself: where, and with which body.
const MADE_ELSEWHERE: &[(&str, &str, &str)] = &[
    ("/v1/exports", "/v1/customers/exports", r#"{"format": "csv"}"#),
    ("/v1/terminals", "/v1/terminals/pairing-codes", r#"{"name": "Kasa 2"}"#),
];

/// Collections whose resources a request about something else makes: which collection that is in, the folder below it, and the body.
const MADE_BELOW: &[(&str, &str, &str, &str)] = &[
    (
        "/v1/documents",
        "/v1/companies",
        "documents",
        r#"{"kind": "order", "title": "Rolls", "dated_on": "2026-11-20"}"#,
    ),
    ("/v1/jobs", "/v1/customers", "opt-in-mails", "{}"),
    (
        "/v1/offers",
        "/v1/companies",
        "offers",
        r#"{"title": "Rolls", "valid_until": "2099-12-31", "lines": [{"description": "Rolls", "unit_price": 100}]}"#,
    ),
];

/// Properties whose resources are in a collection of another name.
const COLLECTIONS: &[(&str, &str)] = &[
    ("logo_media_id", "/v1/media"),
    ("assignee_id", "/v1/users"),
    ("campaign_id", "/v1/coupon-campaigns"),
    ("survivor_id", "/v1/customers"),
    ("survey_id", "/v1/surveys"),
    ("mapping_id", "/v1/customers/imports/mappings"),
    ("to_account_id", "/v1/point-accounts"),
];

/// Lists of ids, and the collections that they are in.
const LISTS: &[(&str, &str)] = &[("merged_ids", "/v1/customers"), ("customer_ids", "/v1/customers")];

/// Properties that are checked against nothing yet, because no operation can make what they name. A line falls as soon
/// as its collection exists.
const NOTHING_TO_NAME_YET: &[&str] = &[];

/// Properties that may name what is not there yet: an operation, a pointer, and the one table that remembers it.
pub const MAY_WAIT: &[(&str, &str, &str)] =
    &[("upload_purchases", "/items/0/receipt/purchase_id", "waiting_refunds")];

/// What a body has where it is of another form than its example: an operation, the pointer that only that form has, and its members.
const OTHER_FORMS: &[(&str, &str, &str)] = &[(
    "create_reward",
    "/gives/programme_id",
    r#"{"kind": "points", "gives": {"point_type": "points", "points": 5}}"#,
)];

/// A body that is nested deeper is not searched for ids.
const DEEPEST: usize = 6;

/// Makes resources in one merchant.
pub struct Maker<'a> {
    callers: &'a Callers<'a>,
}

impl<'a> Maker<'a> {
    pub const fn new(callers: &'a Callers<'a>) -> Self {
        Self { callers }
    }

    /// The path of an operation to resources that were made for it.
    pub async fn path(&self, operation: &Operation) -> Result<String, String> {
        let mut path = String::new();
        let mut template = String::new();
        for segment in operation.template.split('/').skip(1) {
            let next = match segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}')) {
                Some("tag_id") => Box::pin(self.make("/v1/tags", "/v1/tags")).await?,
                // Its id may be the key of one that is built in.
                Some("id") if template == "/v1/segments" => Box::pin(self.make(&template, &path)).await?,
                // The first of what has just been made.
                Some("version") => Box::pin(self.make(&template, &path)).await.map(|_| "1".to_owned())?,
                Some("code") if template == "/v1/coupons" => self.coupon().await,
                Some("code") => self.point_type(&path, &example_of(operation, "code")?).await,
                Some(name) if operation.path_ids().iter().any(|parameter| parameter.name == name) => {
                    Box::pin(self.make(&template, &path)).await?
                }
                Some(name) => example_of(operation, name)?,
                None => segment.to_owned(),
            };
            template = format!("{template}/{segment}");
            path = format!("{path}/{next}");
        }
        if operation.id == "unlock_member_tier" {
            self.lock_tier(&path).await;
        }
        self.ready_for_points(&path).await;
        if operation.id == "get_referral_code" {
            self.callers.merchant.owner.post(&path, &Value::Null).await.expect(200);
        }
        Ok(path)
    }

    /// The example of an operation's body, with resources of this merchant where it names some.
    pub async fn body(&self, operation: &Operation) -> Result<Option<Value>, String> {
        let Some(body) = operation.body.as_ref().filter(|_| operation.takes_json()) else { return Ok(None) };
        let mut example = body.example.clone();
        freshen(&mut example);
        // Tags and attributes are named, not made by naming them.
        if example.get("attributes").is_some() {
            let owner = &self.callers.merchant.owner;
            for (key, kind) in [("shoe_size", "integer"), ("diet", "text")] {
                owner.post("/v1/attributes", &json!({"key": key, "name": key, "type": kind})).await;
            }
        }
        for tag in example["tags"].as_array().into_iter().flatten() {
            let owner = &self.callers.merchant.owner;
            owner.post("/v1/tags", &json!({"name": tag, "colour": "#AA3300"})).await;
        }
        for (list, collection) in LISTS {
            let Some(count) = example[*list].as_array().map(Vec::len) else { continue };
            for place in 0..count {
                example[*list][place] = json!(Box::pin(self.make(collection, collection)).await?);
            }
        }
        // Whose values are chosen are those who are merged.
        if example["fields"].is_object() && example["merged_ids"].is_array() {
            example["fields"] = json!({"phone": example["merged_ids"][0]});
        }
        for pointer in id_pointers(Contract::of_the_program(), operation) {
            let name = pointer.rsplit('/').next().unwrap_or_default();
            if example.pointer(&pointer).is_none_or(Value::is_null) || NOTHING_TO_NAME_YET.contains(&name) {
                continue;
            }
            let id = Box::pin(self.named(name)).await?;
            if let Some(place) = example.pointer_mut(&pointer) {
                *place = json!(id);
            }
        }
        Ok(Some(example))
    }

    /// Makes what a property names.
    pub async fn named(&self, property: &str) -> Result<String, String> {
        let collection = collection_of(property)
            .ok_or_else(|| format!("{property}: no collection of that name; add it to COLLECTIONS"))?;
        self.make(&collection, &collection).await
    }

    /// Makes a resource of the collection at `template`, which is at `path` here, and tells its id.
    async fn make(&self, template: &str, path: &str) -> Result<String, String> {
        if template == "/v1/point-accounts" {
            return Ok(self.point_account().await);
        }
        if template == "/v1/rewards" {
            return Ok(rewards::on_offer(&self.callers.merchant.owner).await);
        }
        if template == "/v1/reward-orders" {
            return Ok(rewards::ordered(&self.callers.merchant.owner).await);
        }
        if template == "/v1/point-adjustments" {
            return Ok(self.point_adjustment().await);
        }
        if let Some(campaign) = path.strip_suffix("/batches") {
            return Ok(self.coupon_batch(campaign).await);
        }
        let owner = &self.callers.merchant.owner;
        self.ready_for_points(path).await;
        let of_members = path.strip_suffix("/members");
        if let Some(programme) = of_members.filter(|path| path.starts_with("/v1/programmes/")) {
            loyalty::set_state(owner, programme, "active").await;
        }
        if let Some((_, collection, folder, body)) = MADE_BELOW.iter().find(|(made, ..)| *made == template) {
            let below = Box::pin(self.make(collection, collection)).await?;
            let path = format!("{collection}/{below}/{folder}");
            let body = serde_json::from_str(body).map_err(|error| error.to_string())?;
            let answer = owner.post(&path, &body).await;
            let named = answer.header("location").and_then(|location| location.rsplit('/').next());
            return named.map(str::to_owned).ok_or_else(|| format!("{path} made nothing: {}", answer.text));
        }
        let elsewhere = MADE_ELSEWHERE.iter().find(|(collection, ..)| *collection == template);
        let at = elsewhere.map_or(template, |(_, at, _)| at);
        let missing = || format!("nothing makes a resource of {template}: add it to MADE_ELSEWHERE");
        let operation = Contract::of_the_program().operation_at(&Method::POST, at).ok_or_else(missing)?;
        let body = match elsewhere {
            Some((.., body)) => serde_json::from_str(body).map_err(|error| error.to_string())?,
            None => self.body(operation).await?.unwrap_or_default(),
        };
        let at = elsewhere.map_or(path, |(_, at, _)| at);
        let roles = operation.access.ok_or_else(missing)?.roles;
        let client = self.callers.allowed(roles).await;
        let answer = if elsewhere.is_none() && !operation.takes_json() && operation.body.is_some() {
            let (content_type, bytes) = operation.example_bytes();
            client.send(Method::POST, at, content_type, bytes).await
        } else {
            client.post(at, &body).await
        };
        let made = answer.json();
        let named = answer.header("location").and_then(|location| location.rsplit('/').next());
        match made["id"].as_str().or(made["merge"]["id"].as_str()).or(named) {
            Some(id) if answer.status.is_success() => Ok(id.to_owned()),
            _ => Err(format!("{}: the example made nothing at {at}: {}", operation.id, answer.text)),
        }
    }

    /// A type of points with that code, among those at `path`.
    async fn point_type(&self, path: &str, code: &str) -> String {
        let body = json!({"code": code, "name": "Poeni"});
        self.callers.merchant.owner.post(path, &body).await;
        code.to_owned()
    }

    /// Rules, simulations and accruals give points of a type, and accruals those of an active programme.
    async fn ready_for_points(&self, path: &str) {
        let folders = ["/accruals", "/earning-rules", "/past-simulations"];
        let Some(programme) = folders.iter().find_map(|folder| path.strip_suffix(folder)) else { return };
        self.point_type(&format!("{programme}/point-types"), "points").await;
        if path.ends_with("/accruals") {
            loyalty::set_state(&self.callers.merchant.owner, programme, "active").await;
        }
    }

    /// A lock is there to be taken away once there is a tier to be locked in.
    async fn lock_tier(&self, path: &str) {
        let owner = &self.callers.merchant.owner;
        let programme = path.split("/members/").next().unwrap();
        let scheme = json!({"basis": {"kind": "visits"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
            "downgrade": "all", "tiers": [{"code": "gold", "name": "Gold", "threshold": 1}]});
        owner.put(&format!("{programme}/tiers"), &json!({"scheme": scheme})).await.expect(200);
        owner.put(path, &json!({"tier": "gold", "reason": "goodwill"})).await.expect(200);
    }

    /// A code of an active campaign.
    async fn coupon(&self) -> String {
        let digits: String = unique_email("k").chars().filter(char::is_ascii_digit).collect();
        let code = format!("KUPON{digits}");
        coupons::campaign(&self.callers.merchant.owner, json!({}), &[code.as_str()]).await;
        code
    }

    /// A batch of codes that were taken in.
    async fn coupon_batch(&self, campaign: &str) -> String {
        let owner = &self.callers.merchant.owner;
        let digits: String = unique_email("k").chars().filter(char::is_ascii_digit).collect();
        let codes = json!({"codes": [format!("SERIJA{digits}")]});
        owner.post(&format!("{campaign}/codes/imports"), &codes).await.expect(201);
        let batches = owner.get(&format!("{campaign}/batches")).await.expect(200).json();
        batches["items"][0]["id"].as_str().unwrap().to_owned()
    }

    /// An adjustment waits where it is more than one person may do alone.
    async fn point_adjustment(&self) -> String {
        let owner = &self.callers.merchant.owner;
        let path = format!("/v1/point-accounts/{}", self.point_account().await);
        let account = owner.get(&path).await.expect(200).json();
        let programme = account["programme_id"].as_str().unwrap();
        let points = format!("/v1/programmes/{programme}/point-types/points");
        owner.patch(&points, &json!({"adjustment_limit": 0})).await.expect(200);
        let body = json!({"points": 5, "reason": "goodwill"});
        let waiting = owner.post(&format!("{path}/adjustments"), &body).await.expect(202).json();
        waiting["id"].as_str().unwrap().to_owned()
    }

    /// An account is opened by the first receipt that earns.
    async fn point_account(&self) -> String {
        let merchant = &self.callers.merchant;
        loyalty::programme(&merchant.owner, json!({}), json!({}), &[loyalty::per_hundred()]).await;
        let customer = customers::add(&merchant.owner, json!({})).await;
        let number = customer["id"].as_str().unwrap();
        // A till that was not asked before there was a programme.
        let till = merchant.terminal().await;
        loyalty::buy(&till, &loyalty::receipt(number, &customer, 50_000, json!({}))).await;
        let opened = loyalty::accounts(&merchant.owner, &customer).await;
        opened[0]["id"].as_str().unwrap().to_owned()
    }
}

/// The example of a parameter that is no id.
fn example_of(operation: &Operation, name: &str) -> Result<String, String> {
    let parameter = operation.parameters.iter().find(|parameter| parameter.name == name);
    let example = parameter.and_then(|parameter| parameter.example.as_ref());
    let text = example.and_then(|example| example.as_str()).map(str::to_owned);
    text.ok_or_else(|| format!("{}: {name} has no example", operation.id))
}

/// Where the resources of a property such as `store_id` are.
fn collection_of(property: &str) -> Option<String> {
    if let Some((_, collection)) = COLLECTIONS.iter().find(|(name, _)| *name == property) {
        return Some((*collection).to_owned());
    }
    let name = property.strip_suffix("_id")?.replace('_', "-");
    let several = name.strip_suffix('y').map_or_else(|| format!("{name}s"), |stem| format!("{stem}ies"));
    let known = |collection: &String| {
        let under = format!("{collection}/");
        Contract::of_the_program().operations().iter().any(|operation| operation.template.starts_with(&under))
    };
    [format!("/v1/{several}"), format!("/v1/{name}")].into_iter().find(known)
}

/// The pointers to every property of the body that holds a resource's id.
pub fn id_pointers(contract: &Contract, operation: &Operation) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(body) = &operation.body {
        gather(contract, &body.schema, "", 0, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn gather(contract: &Contract, schema: &Value, pointer: &str, depth: usize, found: &mut Vec<String>) {
    let schema = contract.resolve(schema);
    if depth > DEEPEST {
        return;
    }
    for list in ["oneOf", "anyOf", "allOf"] {
        for choice in schema[list].as_array().into_iter().flatten() {
            gather(contract, choice, pointer, depth + 1, found);
        }
    }
    if schema["items"].is_object() {
        gather(contract, &schema["items"], &format!("{pointer}/0"), depth + 1, found);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{pointer}/{name}");
        let resolved = contract.resolve(property);
        if name.ends_with("_id") && resolved["format"] == "uuid" {
            found.push(place);
        } else {
            gather(contract, property, &place, depth + 1, found);
        }
    }
}

/// Requests of one merchant whose bodies name another's resource.
pub struct Attempts {
    pub path: String,
    /// Where a body has one of several forms, the rest of the example may be what is wrong: so there are several.
    pub bodies: Vec<Value>,
    pub foreign: String,
}

/// Requests of `own` whose bodies name a resource of `theirs` at `pointer`. None when the property names nothing that
/// exists yet.
pub async fn attempts(
    own: &Callers<'_>,
    theirs: &Callers<'_>,
    operation: &Operation,
    pointer: &str,
) -> Result<Option<Attempts>, String> {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    if NOTHING_TO_NAME_YET.contains(&name) {
        let exists = collection_of(name).is_some_and(|collection| {
            Contract::of_the_program().operation_at(&Method::POST, &collection).is_some()
        });
        return if exists { Err(format!("{name} can be made now: take it off the list")) } else { Ok(None) };
    }
    let foreign = Maker::new(theirs).named(name).await?;
    let path = Maker::new(own).path(operation).await?;
    let example = Maker::new(own).body(operation).await?.unwrap_or_default();
    let id = json!(foreign);
    let mut bodies = vec![json!({})];
    for one in one_item_each(&example, pointer) {
        bodies.push(one.clone());
        // What stands beside it at any height may forbid it: a filter is one condition.
        for (end, _) in pointer.match_indices('/').skip(1) {
            let mut alone = one.clone();
            place(&mut alone, &pointer[..end], &json!({}));
            bodies.push(alone);
        }
    }
    for (.., members) in OTHER_FORMS.iter().filter(|(of, at, _)| *of == operation.id && *at == pointer) {
        let members: Value = serde_json::from_str(members).map_err(|error| error.to_string())?;
        bodies.push(loyalty::with(example.clone(), &members));
    }
    bodies.iter_mut().for_each(|body| place(body, pointer, &id));
    Ok(Some(Attempts { path, bodies, foreign }))
}

/// The example with one item at a time in the list that the pointer goes through.
fn one_item_each(example: &Value, pointer: &str) -> Vec<Value> {
    let Some((list, _)) = pointer.split_once("/0/") else { return vec![example.clone()] };
    let Some(items) = example.pointer(list).and_then(Value::as_array).cloned() else {
        return vec![example.clone()];
    };
    let single = items.into_iter().map(|item| {
        let mut body = example.clone();
        if let Some(place) = body.pointer_mut(list) {
            *place = json!([item]);
        }
        body
    });
    single.collect()
}

/// Puts a value at a pointer, making what is missing on the way.
fn place(body: &mut Value, pointer: &str, value: &Value) {
    let mut at = body;
    for part in pointer.split('/').skip(1) {
        if part == "0" {
            if !at.is_array() {
                *at = json!([{}]);
            }
            at = &mut at[0];
        } else {
            if !at.is_object() {
                *at = json!({});
            }
            at = &mut at[part];
        }
    }
    *at = value.clone();
}

/// Replaces what is unique on the whole platform.
fn freshen(value: &mut Value) {
    match value {
        Value::Object(members) => members.values_mut().for_each(freshen),
        Value::Array(items) => items.iter_mut().for_each(freshen),
        Value::String(text) if text.contains('@') => *text = unique_email("fresh"),
        _ => {}
    }
}

/// The content type and the bytes of a request.
pub fn bytes<'a>(operation: &'a Operation, body: Option<&Value>) -> (Option<&'a str>, Vec<u8>) {
    match body {
        Some(body) => (Some("application/json"), body.to_string().into_bytes()),
        None => operation.example_bytes(),
    }
}
