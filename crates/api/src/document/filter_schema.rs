//! The grammar of filters as a schema. It refers to itself, which cannot be derived from a type; its names come from the
//! catalogue.

use regulars_filters::{
    AnniversaryCondition, CalendarUnit, DateField, Filter, Operator, PointsCondition, PointsFigure,
    ReactionKind, Redeemed, catalogue,
};
use regulars_kernel::{CaseState, Channel, ConsentState, EmployeeRole, OfferState, Purpose};
use serde_json::{Value, json};

const FILTER: &str = "#/components/schemas/Filter";

/// Puts the grammar in the place of what the document has under its name.
pub fn add_filter_schema(document: &mut Value) {
    document["components"]["schemas"]["Filter"] = filter();
}

fn filter() -> Value {
    json!({
        "title": "Filter",
        "description": "Which customers are meant: a tree of conditions, of at most 200 conditions in 32 levels. \
            `GET /v1/segments/fields` lists the fields with their operators. A condition on something that the \
            customer does not have is false, and `not` turns that into true. So `ne` and `not_in`, which are the \
            negations of `eq` and `in`, find the customers without a value too; add `exists` to leave them out. Texts \
            are compared without regard to letter case, accents and script, as the search does; a language holds its \
            varieties (`sr` finds `sr-RS` and `sr-Cyrl`). `where` on lines narrows a `sum` of `total` to what these \
            lines came to. A tag is named by its name; a stored filter keeps the tag itself, and shows its new name \
            when it is renamed. A custom attribute is named by its key, `attributes.shoe_size`, and a stored filter keeps the \
            attribute itself in the same way.",
        "oneOf": [
            node("All of these hold", "all", &several()),
            node("One of these holds", "any", &several()),
            node("This does not hold", "not", &json!({"$ref": FILTER})),
            field(),
            attribute(),
            node("The customer has the tag", "tag", &text()),
            node("The customer's statement about a purpose", "consent", &consent()),
            node("A figure over the customer's purchases", "purchases", &purchases()),
            node("An anniversary within days of today", "anniversary", &anniversary()),
            node(
                "The customer reacted so to a newsletter that was sent under individual tracking; of those who have \
                    not consented to profiling nobody is told",
                "reaction",
                &reaction(),
            ),
            node(
                "The customer works for a company, or did, and all of this holds of it",
                "employment",
                &employment(),
            ),
            node("How many service cases the customer has", "cases", &cases()),
            node("A figure over the customer's points", "points", &points()),
            node("The customer is in a programme", "programme", &programme()),
            node(
                "The customer is in a tier of a programme, or was on a day, as it was last written: what time alone has \
                    changed, and the tiers of who has just come in, are written by the next night",
                "tier",
                &tier(),
            ),
            node("How many coupons the customer has used", "coupons", &redemptions(Redeemed::Coupons(None))),
            node("How many rewards the customer has ordered", "rewards", &redemptions(Redeemed::Rewards(None))),
            node("The customer is in a segment, named by its id or by the key of a built-in one", "segment", &text()),
        ],
        "examples": [
            {"all": [
                {"field": "city", "op": "in", "value": ["Novi Sad", "Beograd"]},
                {"purchases": {"fn": "sum", "of": "total", "within": {"last": 90, "unit": "day"}, "op": "gte",
                    "value": 1_000_000}},
            ]},
            {"field": "attributes.shoe_size", "op": "between", "value": [38, 40]},
            {"any": [{"tag": "VIP"}, {"segment": "birthday_next_four_weeks"}]},
            {"not": {"consent": {"purpose": "advertising", "channel": "email", "state": "granted"}}},
            {"anniversary": {"of": "birth_date", "from_days": 0, "to_days": 28}},
            {"cases": {"state": ["open", "in_progress"], "overdue": true, "op": "gte", "value": 1}},
            {"points": {"of": "expiring", "type": "points", "days": 30, "op": "gte", "value": 100}},
            {"programme": {"joined": {"last": 30, "unit": "day"}}},
            {"tier": {"in": ["silver", "gold"], "on": {"ago": 3, "unit": "month"}}},
            {"coupons": {"within": {"last": 90, "unit": "day"}, "op": "gte", "value": 2}},
            {"rewards": {"op": "eq", "value": 0}},
            {"reaction": {"newsletter": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd3", "kind": "opened"}},
            {"employment": {"current": true, "roles": ["buyer"], "countries": ["RS"], "offers": ["sent"]}},
        ],
    })
}

/// An object with one key.
fn node(title: &str, key: &str, value: &Value) -> Value {
    object(title, &json!({key: value}), &[key])
}

fn object(title: &str, properties: &Value, required: &[&str]) -> Value {
    json!({
        "type": "object", "title": title, "properties": properties, "required": required,
        "additionalProperties": false
    })
}

fn several() -> Value {
    json!({"type": "array", "items": {"$ref": FILTER}, "maxItems": Filter::MAX_NODES - 1})
}

fn text() -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": Filter::MAX_TEXT_LENGTH})
}

fn names(names: impl Iterator<Item = &'static str>) -> Value {
    json!({"type": "string", "enum": names.collect::<Vec<_>>()})
}

fn number() -> Value {
    json!({"type": "integer", "minimum": -Filter::MAX_NUMBER, "maximum": Filter::MAX_NUMBER})
}

fn unit() -> Value {
    names(CalendarUnit::ALL.iter().map(|unit| unit.name()))
}

fn distance(title: &str, key: &str) -> Value {
    let properties = json!({key: {"type": "integer", "minimum": 0, "maximum": 73_000}, "unit": unit()});
    object(title, &properties, &[key, "unit"])
}

fn attribute() -> Value {
    let number = json!({"type": "integer", "format": "int64"});
    let single = json!([text(), number, {"type": "boolean"}, distance("So long before today", "ago")]);
    let list =
        json!({"type": "array", "items": {"anyOf": single}, "minItems": 1, "maxItems": Filter::MAX_VALUES});
    let mut values = vec![list];
    values.extend(single.as_array().into_iter().flatten().cloned());
    let properties = json!({
        "field": {
            "description": "The key of a custom attribute behind `attributes.`.",
            "type": "string", "pattern": "^attributes\\.[a-z][a-z0-9_]{0,39}$", "maxLength": 51,
        },
        "op": names(Operator::ALL.iter().map(|operator| operator.name())),
        "value": {
            "description": "What the attribute is compared with, as its type and the operator want it: a decimal as text, \
                an option as the attribute has it; left out for `exists` and `not_exists`.",
            "anyOf": values
        },
    });
    object("A comparison of a custom attribute", &properties, &["field", "op"])
}

fn field() -> Value {
    let single = json!([text(), number(), {"type": "boolean"}, distance("So long before today", "ago")]);
    let list =
        json!({"type": "array", "items": {"anyOf": single}, "minItems": 1, "maxItems": Filter::MAX_VALUES});
    let mut values = vec![list];
    values.extend(single.as_array().into_iter().flatten().cloned());
    let properties = json!({
        "field": names(catalogue().iter().map(|definition| definition.name)),
        "op": names(Operator::ALL.iter().map(|operator| operator.name())),
        "value": {
            "description": "What the field is compared with, as the type of the field and the operator want it; left \
                out for `exists` and `not_exists`.",
            "anyOf": values
        },
    });
    object("A comparison of a field", &properties, &["field", "op"])
}

fn consent() -> Value {
    let properties = json!({
        "purpose": names(Purpose::ALL.iter().map(|purpose| purpose.name())),
        "channel": names(Channel::ALL.iter().map(|channel| channel.name())),
        "state": names(ConsentState::ALL.iter().map(|state| state.name())),
    });
    object("A statement", &properties, &["purpose", "state"])
}

fn cases() -> Value {
    let state = names(CaseState::ALL.iter().map(|state| state.name()));
    let number = json!({"type": "integer", "minimum": 0, "maximum": 1_000_000});
    let range =
        json!({"type": "array", "items": number, "minItems": 2, "maxItems": 2, "title": "From and to"});
    let properties = json!({
        "state": {
            "description": "Cases in this state, or in one of these; in any where it is left out.",
            "anyOf": [
                state,
                {"type": "array", "items": state, "minItems": 1, "maxItems": CaseState::ALL.len()},
            ],
        },
        "overdue": {
            "description": "Whether they were to be resolved before today and are not; of a case that is due on no day this is false.",
            "type": "boolean",
        },
        "assignee_id": {
            "description": "Who is in charge: the id of a user, or `null` for nobody.",
            "type": ["string", "null"], "format": "uuid",
        },
        "within": period(),
        "op": names(["eq", "ne", "gt", "gte", "lt", "lte", "between"].into_iter()),
        "value": {
            "description": "What their number is compared with; two of them for `between`. Without `op` and `value` there is \
                at least one. `within` is when they were opened.",
            "anyOf": [number, range],
        },
    });
    object("Service cases, and how many there are", &properties, &[])
}

fn points() -> Value {
    let range =
        json!({"type": "array", "items": number(), "minItems": 2, "maxItems": 2, "title": "From and to"});
    let properties = json!({
        "of": {
            "description": "`balance`: what can be spent now, less what is owed. `earned` and `spent`: less what refunds took \
                or gave back. `expiring`: what is there and expires within `days` of today. Without it, `balance`.",
            "type": "string", "enum": PointsFigure::ALL.iter().map(|figure| figure.name()).collect::<Vec<_>>(),
        },
        "type": {
            "description": "The code of the type of points; all types together where it is left out. Points are compared in its smallest part: with one decimal, 45 is \
                4.5 points.",
            "type": "string", "minLength": 1, "maxLength": Filter::MAX_TEXT_LENGTH,
        },
        "programme_id": programme_id(),
        "within": period(),
        "days": {
            "description": "Of `expiring`: within how many days from today; 30 where it is left out.",
            "type": "integer", "minimum": 0, "maximum": PointsCondition::MOST_DAYS,
        },
        "op": names(["eq", "ne", "gt", "gte", "lt", "lte", "between"].into_iter()),
        "value": {
            "description": "What the figure is compared with; two of them for `between`. Without `op` and `value` there is at \
                least one. `within` is of `earned` and `spent`, and is when that was recorded.",
            "anyOf": [number(), range],
        },
    });
    object("Points, and how many there are", &properties, &[])
}

fn programme() -> Value {
    object("Who is in it", &json!({"programme_id": programme_id(), "joined": period()}), &[])
}

fn tier() -> Value {
    let properties = json!({
        "programme_id": programme_id(),
        "in": {
            "description": "The codes of tiers, of which one is enough; any tier where it is left out.",
            "type": "array", "items": text(), "minItems": 1, "maxItems": Filter::MAX_VALUES,
        },
        "on": {
            "description": "As this day ended; now where it is left out, and where the day has not ended.",
            "anyOf": [{"type": "string", "format": "date"}, distance("So long before today", "ago")],
        },
    });
    object("Who was in it, and when", &properties, &[])
}

fn redemptions(of: Redeemed) -> Value {
    let number = json!({"type": "integer", "minimum": 0, "maximum": 1_000_000});
    let range =
        json!({"type": "array", "items": number, "minItems": 2, "maxItems": 2, "title": "From and to"});
    let (title, which, counted) = match of {
        Redeemed::Coupons(_) => (
            "Coupons, and how many were used",
            "Codes of this campaign; of any where it is left out.",
            "`within` is when they were used. What is reserved, or was released by a refund, does not count.",
        ),
        Redeemed::Rewards(_) => (
            "Rewards, and how many were ordered",
            "This reward; any where it is left out.",
            "`within` is when they were ordered. An order that is not confirmed, was called off or brought back does not count.",
        ),
    };
    let mut properties = json!({
        "within": period(),
        "op": names(["eq", "ne", "gt", "gte", "lt", "lte", "between"].into_iter()),
        "value": {
            "description": format!("What their number is compared with; two of them for `between`. Without `op` and `value` \
                there is at least one. {counted}"),
            "anyOf": [number, range],
        },
    });
    properties[of.id_key()] = json!({"description": which, "type": "string", "format": "uuid"});
    object(title, &properties, &[])
}

fn programme_id() -> Value {
    json!({
        "description": "This programme; any programme where it is left out.",
        "type": "string", "format": "uuid",
    })
}

fn reaction() -> Value {
    let properties = json!({
        "newsletter": {
            "description": "This newsletter; any newsletter where it is left out.",
            "type": "string", "format": "uuid",
        },
        "kind": {
            "description": "`sent`: it was handed over and accepted, whatever the tracking. `not_opened` and \
                `not_clicked`: it was mailed to the customer, who did not. Machines do not count.",
            "type": "string",
            "enum": ReactionKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
        },
        "link": {
            "description": "Only this link of the newsletter; known with the kinds `clicked` and `not_clicked` alone.",
            "type": "string", "minLength": 1, "maxLength": 2_000,
        },
        "within": period(),
    });
    object("A reaction to newsletters", &properties, &["kind"])
}

fn employment() -> Value {
    let list =
        |item: Value| json!({"type": "array", "items": item, "minItems": 1, "maxItems": Filter::MAX_VALUES});
    let properties = json!({
        "current": {"description": "Whether the customer works there today.", "type": "boolean"},
        "roles": list(names(EmployeeRole::ALL.iter().map(|role| role.name()))),
        "countries": list(json!({
            "description": "An ISO 3166-1 alpha-2 code: where the company is.", "type": "string", "maxLength": 40,
        })),
        "archived": {"description": "Whether the company is out of use.", "type": "boolean"},
        "offers": list(names(OfferState::ALL.iter().map(|state| state.name()))),
    });
    object(
        "An employment of which all of this holds: with `offers` the company has an offer that stands so today, of which \
            `sent` is one that it can accept",
        &properties,
        &[],
    )
}

fn anniversary() -> Value {
    let farthest = AnniversaryCondition::FARTHEST;
    let days = json!({"type": "integer", "minimum": -farthest, "maximum": farthest});
    let properties = json!({
        "of": names(std::iter::once(DateField::BirthDate.name())),
        "from_days": days,
        "to_days": days,
    });
    object(
        "A window of days, of which the last one lies outside",
        &properties,
        &["of", "from_days", "to_days"],
    )
}

fn purchases() -> Value {
    let single = json!([number(), {"type": "string", "pattern": "^[0-9]{1,9}(\\.[0-9]{1,3})?$"}]);
    let mut values = vec![json!({
        "type": "array", "items": {"anyOf": single}, "minItems": 2, "maxItems": 2, "title": "From and to"
    })];
    values.extend(single.as_array().into_iter().flatten().cloned());
    let comparisons = ["eq", "ne", "gt", "gte", "lt", "lte", "between"];
    let figures =
        ["total", "quantity", "line_total", "purchases", "lines", "stores", "skus", "categories", "days"];
    let properties = json!({
        "fn": {
            "description": "`share` tells, in percent and not rounded, how much of `total`, `quantity` or `purchases` (receipts) of \
                the period passes `where`, which it needs: over lines where that names a `sku` or a `category`, else over whole \
                receipts. Over nothing there is no share, as there is no `avg`, `min` and `max`.",
            "type": "string", "enum": ["count", "sum", "avg", "min", "max", "distinct", "share"],
        },
        "of": names(figures.into_iter()),
        "where": {"anyOf": [
            purchase_test(),
            node("All of these hold", "all", &json!({
                "type": "array", "items": purchase_test(), "maxItems": Filter::MAX_NODES - 1
            })),
        ]},
        "within": period(),
        "op": names(comparisons.into_iter()),
        "value": {
            "description": "Minor units for totals, a decimal text for quantities, percent from 0 to 100 for a `share`, \
                else a whole number; two of them for `between`.",
            "anyOf": values
        },
    });
    object("A figure and what it is compared with", &properties, &["fn", "op", "value"])
}

fn purchase_test() -> Value {
    let properties = json!({
        "field": names(["store_id", "sku", "category"].into_iter()),
        "op": names(["eq", "in"].into_iter()),
        "value": {"anyOf": [
            text(),
            {"type": "array", "items": text(), "minItems": 1, "maxItems": Filter::MAX_VALUES},
        ]},
    });
    object("A test of a purchase or of its lines", &properties, &["field", "op", "value"])
}

fn period() -> Value {
    let date = json!({"type": "string", "format": "date"});
    let month = Filter::FARTHEST_MONTH;
    json!({"anyOf": [
        distance("From so long before today", "last"),
        object(
            "A calendar month, counted from this one",
            &json!({"month": {"type": "integer", "minimum": -month, "maximum": month}}),
            &["month"],
        ),
        object("Days, both included", &json!({"from": date, "to": date}), &[]),
    ]})
}
