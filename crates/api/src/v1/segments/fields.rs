//! `GET /v1/segments/fields`.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, get, web};
use regulars_filters::{
    ATTRIBUTE_PREFIX, EmploymentKey, Field, FieldDefinition, FilterAttribute, LoyaltyCondition, Operator,
    PointsFigure, ReactionKind, TierKey, ValueType, attribute_operators, catalogue,
};
use regulars_kernel::{Language, PageRequest, PageSize, RfmClass, StoreError};
use regulars_loyalty::{CouponCampaign, CouponReads, Programme, ProgrammeReads, Reward, RewardReads};
use regulars_segments::SegmentReads;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::preferred_language;

/// A field that a filter can compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterFieldBody {
    /// Its name in filters.
    #[schema(example = "gender")]
    name: String,
    /// The type of the values that it is compared with: `text`, `language`, `enum`, `date`, `instant`, `integer`, `money`,
    /// `boolean`, and of custom attributes `decimal`, a decimal as text, and `enum_set`, of which any option counts.
    #[schema(example = "enum")]
    #[serde(rename = "type")]
    value_type: &'static str,
    /// The operators that it can be compared with.
    #[schema(example = json!(["eq", "ne", "in", "not_in", "exists", "not_exists"]))]
    operators: Vec<&'static str>,
    /// The values of an enumeration; empty for every other type.
    #[schema(example = json!(["male", "female", "other"]))]
    values: Vec<String>,
    /// What people read instead of the values, in the language of `Accept-Language`. What is not among them is shown as it is.
    #[schema(example = json!({"male": "Male", "female": "Female", "other": "Other"}))]
    value_titles: BTreeMap<String, &'static str>,
    /// What people read instead of the name, in the language of `Accept-Language`; of a custom attribute its own name.
    #[schema(max_length = 200, example = "Gender")]
    title: String,
    /// What it holds.
    #[schema(example = "Gender")]
    description: String,
}

/// Everything that a filter can compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct FilterFieldListBody {
    /// The fields, in the order in which a form would list them, and behind them the merchant's custom attributes.
    items: Vec<FilterFieldBody>,
    /// What can be asked of reactions to newsletters.
    reaction: ReactionFieldsBody,
    /// What can be asked of the companies that customers work for.
    #[schema(max_items = 20)]
    employment: Vec<EmploymentFieldBody>,
    /// The programmes that can be named in `programme`, `tier` and `points`, each with its types of points and its tiers. The first 200.
    #[schema(max_items = 200)]
    programmes: Vec<ProgrammeFieldBody>,
    /// The conditions on what a customer has in programmes, and has redeemed.
    #[schema(max_items = 20)]
    loyalty: Vec<LoyaltyFieldBody>,
    /// What can be asked of tiers: the members of the condition `{"tier": {…}}`, which finds customers who are or were in one.
    #[schema(max_items = 20)]
    tier: Vec<TierKeyBody>,
    /// The campaigns that can be named in `coupons`. The first 200.
    #[schema(max_items = 200)]
    campaigns: Vec<NamedFieldBody>,
    /// The rewards that can be named in `rewards`. The first 200.
    #[schema(max_items = 200)]
    rewards: Vec<NamedFieldBody>,
}

/// A condition on what a customer has in programmes, and has redeemed.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoyaltyFieldBody {
    /// Its key in filters.
    #[schema(example = "points")]
    name: &'static str,
    /// What people read instead of the key, in the language of `Accept-Language`.
    #[schema(max_length = 200, example = "Points")]
    title: &'static str,
    /// The figures that can be asked for; empty for what has none.
    #[schema(example = json!(["balance", "earned", "spent", "expiring"]))]
    figures: Vec<&'static str>,
    /// What people read instead of the figures, in the language of `Accept-Language`.
    #[schema(example = json!({"balance": "Balance"}))]
    figure_titles: BTreeMap<&'static str, &'static str>,
}

impl LoyaltyFieldBody {
    fn new(condition: LoyaltyCondition, language: Language) -> Self {
        let figures: &[PointsFigure] =
            if condition == LoyaltyCondition::Points { PointsFigure::ALL } else { &[] };
        Self {
            name: condition.name(),
            title: condition.title_in(language),
            figures: figures.iter().map(|figure| figure.name()).collect(),
            figure_titles: figures.iter().map(|figure| (figure.name(), figure.title_in(language))).collect(),
        }
    }
}

/// A member of the condition `{"tier": {…}}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct TierKeyBody {
    /// Its name in filters.
    #[schema(example = "on")]
    name: &'static str,
    /// What people read instead of the name, in the language of `Accept-Language`.
    #[schema(max_length = 200, example = "On the day")]
    title: &'static str,
}

impl TierKeyBody {
    const fn new(key: TierKey, language: Language) -> Self {
        Self { name: key.name(), title: key.title_in(language) }
    }
}

/// Something that a condition can name by its id.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedFieldBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    id: Uuid,
    /// What it is called; a reward in the language of `Accept-Language`, if it has a name in that.
    #[schema(max_length = 200, example = "Kafa za dobar početak")]
    name: String,
}

/// A programme of which can be asked who is in it, and what points they have.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgrammeFieldBody {
    /// Its id: `programme_id` in filters.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    id: Uuid,
    /// What it is called.
    #[schema(max_length = 200, example = "Klub")]
    name: String,
    /// Its types of points.
    #[schema(max_items = 20)]
    point_types: Vec<PointTypeFieldBody>,
    /// Its tiers, the least first.
    #[schema(max_items = 20)]
    tiers: Vec<TierFieldBody>,
}

/// A tier that can be asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct TierFieldBody {
    /// Its code: a value of `in` in filters.
    #[schema(max_length = 40, example = "gold")]
    code: String,
    /// What it is called.
    #[schema(max_length = 200, example = "Zlatni")]
    name: String,
}

/// A type of points that can be asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointTypeFieldBody {
    /// Its code: `type` in filters.
    #[schema(max_length = 40, example = "points")]
    code: String,
    /// What it is called.
    #[schema(max_length = 200, example = "Poeni")]
    name: String,
    /// How many decimals it has: with one, 45 in a filter is 4.5 points.
    #[schema(maximum = 4, example = 0)]
    scale: u8,
}

impl From<&Programme> for ProgrammeFieldBody {
    fn from(programme: &Programme) -> Self {
        let point_types = programme.configuration.point_types.iter().map(|kind| PointTypeFieldBody {
            code: kind.code.to_string(),
            name: kind.name.as_str().to_owned(),
            scale: kind.scale.decimals(),
        });
        let tiers = programme.configuration.tiers.iter().flat_map(|scheme| &scheme.tiers);
        let tiers = tiers
            .map(|tier| TierFieldBody { code: tier.code.to_string(), name: tier.name.as_str().to_owned() });
        Self {
            id: programme.id.value(),
            name: programme.name.as_str().to_owned(),
            point_types: point_types.collect(),
            tiers: tiers.collect(),
        }
    }
}

/// A member of the condition `{"employment": {…}}`, which finds customers with an employment of which all that is said holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmploymentFieldBody {
    /// Its name in filters.
    #[schema(example = "roles")]
    name: &'static str,
    /// What people read instead of the name, in the language of `Accept-Language`.
    #[schema(max_length = 200, example = "Role in the company")]
    title: &'static str,
    /// The values that it can have; empty for countries and for what is true or false.
    #[schema(example = json!(["buyer", "decision_maker", "accounting", "other"]))]
    values: Vec<&'static str>,
    /// What people read instead of the values, in the language of `Accept-Language`.
    #[schema(example = json!({"buyer": "Buyer"}))]
    value_titles: BTreeMap<&'static str, &'static str>,
}

impl EmploymentFieldBody {
    fn new(key: EmploymentKey, language: Language) -> Self {
        let values = key.values();
        let title = |value: &&'static str| Some((*value, key.value_title_in(value, language)?));
        Self {
            name: key.name(),
            title: key.title_in(language),
            value_titles: values.iter().filter_map(title).collect(),
            values,
        }
    }
}

/// The condition `{"reaction": {"newsletter", "kind", "link", "within"}}`. But for the kind `sent`, it takes newsletters that were
/// sent under the tracking mode `individual`, and finds only customers who have consented to profiling.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReactionFieldsBody {
    /// What the customer did by their own hand. `not_opened` and `not_clicked` mean that it was mailed to the
    /// customer, who did not.
    #[schema(example = json!(["sent", "opened", "clicked", "not_opened", "not_clicked"]))]
    kinds: Vec<&'static str>,
}

impl FilterFieldBody {
    /// The field, where the merchant's grid has these RFM classes.
    fn new(definition: &FieldDefinition, classes: &BTreeSet<String>, language: Language) -> Self {
        let values: Vec<String> = match definition.value_type {
            ValueType::RfmClass => {
                classes.iter().map(String::as_str).chain([RfmClass::PROSPECT]).map(str::to_owned).collect()
            }
            fixed => fixed.values().iter().map(|value| (*value).to_owned()).collect(),
        };
        let title_of = |value: &String| {
            let Field::Choice(field) = definition.field else { return None };
            Some((value.clone(), field.value_title_in(value, language)?))
        };
        Self {
            name: definition.name.to_owned(),
            title: definition.field.title_in(language).to_owned(),
            value_titles: values.iter().filter_map(title_of).collect(),
            value_type: definition.value_type.name(),
            operators: names(definition.operators),
            values,
            description: definition.description.to_owned(),
        }
    }
}

impl From<FilterAttribute> for FilterFieldBody {
    fn from(attribute: FilterAttribute) -> Self {
        Self {
            name: format!("{ATTRIBUTE_PREFIX}{}", attribute.key),
            value_type: attribute.kind.name(),
            operators: names(attribute_operators(attribute.kind)),
            values: attribute.options,
            value_titles: BTreeMap::new(),
            title: attribute.name.clone(),
            description: attribute.name,
        }
    }
}

fn campaign(campaign: CouponCampaign) -> NamedFieldBody {
    NamedFieldBody { id: campaign.id.value(), name: campaign.name.into_string() }
}

fn reward(reward: &Reward, language: Language) -> Option<NamedFieldBody> {
    let texts = &reward.terms.texts;
    let text = texts.get(&language).or_else(|| texts.values().next())?;
    Some(NamedFieldBody { id: reward.id.value(), name: text.name.as_str().to_owned() })
}

fn names(operators: &[Operator]) -> Vec<&'static str> {
    operators.iter().map(|operator| Operator::name(*operator)).collect()
}

/// List what can be filtered.
///
/// The fields of the condition `{"field", "op", "value"}`, each with its type, its operators and its name in the language of
/// `Accept-Language`, so that a form can be built from it, the merchant's custom attributes among them, and what can be asked of reactions to newsletters,
/// of the companies that customers work for, of programmes, coupons and rewards.
#[utoipa::path(tag = "Segments", responses(
    (status = 200, description = "The fields", body = FilterFieldListBody)
))]
#[get("/v1/segments/fields")]
pub async fn list_segment_fields(
    caller: Caller<access::list_segment_fields>,
    application: web::Data<Application>,
    request: HttpRequest,
) -> Result<web::Json<FilterFieldListBody>, ApiError> {
    let language = preferred_language(request.headers());
    let size = PageSize::LARGEST;
    let (attributes, classes, programmes, campaigns, rewards) = application
        .database
        .read(caller.scope(), async move |tx| {
            let (attributes, classes) = (tx.filter_attributes().await?, tx.rfm_classes().await?);
            let programmes = tx.list_programmes(PageRequest { size, after: None }).await?.items;
            let campaigns = tx.list_coupon_campaigns(PageRequest { size, after: None }).await?.items;
            let rewards = tx.list_rewards(None, PageRequest { size, after: None }).await?.items;
            Ok::<_, StoreError>((attributes, classes, programmes, campaigns, rewards))
        })
        .await?;
    let fields = catalogue().iter().map(|definition| FilterFieldBody::new(definition, &classes, language));
    Ok(web::Json(FilterFieldListBody {
        items: fields.chain(attributes.into_iter().map(FilterFieldBody::from)).collect(),
        reaction: ReactionFieldsBody {
            kinds: ReactionKind::ALL.iter().map(|kind| ReactionKind::name(*kind)).collect(),
        },
        programmes: programmes.iter().map(ProgrammeFieldBody::from).collect(),
        loyalty: LoyaltyCondition::ALL.iter().map(|one| LoyaltyFieldBody::new(*one, language)).collect(),
        tier: TierKey::ALL.iter().map(|key| TierKeyBody::new(*key, language)).collect(),
        campaigns: campaigns.into_iter().map(campaign).collect(),
        rewards: rewards.into_iter().filter_map(|one| reward(&one, language)).collect(),
        employment: EmploymentKey::ALL.iter().map(|key| EmploymentFieldBody::new(*key, language)).collect(),
    }))
}
