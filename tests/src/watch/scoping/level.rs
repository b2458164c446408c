//! One level of a statement: the tables that a query names, and which of them are tied to the merchant.

use std::collections::BTreeMap;
use std::ops::Range;

use sqlparser::ast::{BinaryOperator, Expr, Ident, SelectItem, SelectItemQualifiedWildcardKind, Value};

/// What a query gives out.
#[derive(Clone, Debug, Default)]
pub struct Outputs {
    /// Its columns in order.
    pub columns: Vec<Output>,
    /// Whether these are all of them: a `*` over a table leaves the others unnamed.
    pub complete: bool,
}

/// A column that a query gives out.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its name.
    pub name: String,
    /// Whether it holds the merchant in `$1`, in every row.
    pub tied: bool,
}

impl Outputs {
    /// The same columns under other names.
    pub fn renamed(mut self, names: &[String]) -> Self {
        for (column, name) in self.columns.iter_mut().zip(names) {
            column.name.clone_from(name);
        }
        self
    }

    /// The columns that both arms of a set operation tie.
    pub fn joined_with(mut self, other: &Self) -> Self {
        self.complete = self.complete && other.complete && self.columns.len() == other.columns.len();
        for (position, column) in self.columns.iter_mut().enumerate() {
            column.tied =
                column.tied && self.complete && other.columns.get(position).is_some_and(|other| other.tied);
        }
        self
    }

    fn find(&self, name: &str) -> Option<&Output> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// What kind of table a name stands for.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A merchant's table: it must be tied.
    Merchant,
    /// `merchants` itself: it must be tied by its `id`.
    Root,
    /// Another table of the platform. It may carry a `merchant_id`.
    Platform,
    /// A query: a common table expression or a derived table.
    Given(Outputs),
    /// A function that gives rows.
    Function,
}

/// A table that a level names.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The name it goes by.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Whether its merchant must be the one in `$1`.
    pub tied: bool,
}

impl Relation {
    /// Whether a column of that name may be its.
    fn may_have(&self, column: &str) -> bool {
        match &self.kind {
            Kind::Merchant | Kind::Platform => true,
            Kind::Root => column != "merchant_id",
            Kind::Given(outputs) => !outputs.complete || outputs.find(column).is_some(),
            Kind::Function => column != "merchant_id",
        }
    }
}

/// What surrounds a level: the levels around it and the common table expressions in sight.
#[derive(Clone, Default)]
pub struct Context<'a> {
    /// The level around this one.
    pub outer: Option<(&'a [Relation], &'a Context<'a>)>,
    /// Common table expressions by name.
    pub given: BTreeMap<String, Outputs>,
}

impl<'a> Context<'a> {
    /// The context of the sub-queries of a level.
    pub fn inside(&'a self, relations: &'a [Relation]) -> Context<'a> {
        Context { outer: Some((relations, self)), given: self.given.clone() }
    }
}

/// What an expression is for the check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Term {
    /// Certainly the merchant in `$1`.
    TheMerchant,
    /// The merchant of a table of this level.
    MerchantOf(usize),
    /// Anything else.
    Other,
}

/// A condition that must hold: the two sides are equal. It may tie the tables of a range only: a condition of an outer
/// join does not restrict the table whose rows are kept anyway.
pub struct Equality<'q> {
    left: &'q Expr,
    right: &'q Expr,
    ties: Range<usize>,
}

/// The equalities that a condition demands under `AND` alone.
pub fn equalities<'q>(condition: &'q Expr, ties: &Range<usize>, found: &mut Vec<Equality<'q>>) {
    match condition {
        Expr::Nested(inner) => equalities(inner, ties, found),
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
            equalities(left, ties, found);
            equalities(right, ties, found);
        }
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } => match (&**left, &**right) {
            (Expr::Tuple(lefts), Expr::Tuple(rights)) if lefts.len() == rights.len() => {
                found.extend(lefts.iter().zip(rights).map(|(left, right)| Equality {
                    left,
                    right,
                    ties: ties.clone(),
                }));
            }
            (left, right) => found.push(Equality { left, right, ties: ties.clone() }),
        },
        _ => {}
    }
}

/// Ties every table that the equalities reach from `$1`.
pub fn tie(relations: &mut [Relation], equalities: &[Equality<'_>], context: &Context<'_>) {
    loop {
        let mut reached = None;
        for Equality { left, right, ties } in equalities {
            let sides = [(left, right), (right, left)];
            reached = sides.into_iter().find_map(|(one, other)| match term(one, relations, context) {
                Term::MerchantOf(table)
                    if !relations[table].tied
                        && ties.contains(&table)
                        && is_tied(other, relations, context) =>
                {
                    Some(table)
                }
                _ => None,
            });
            if reached.is_some() {
                break;
            }
        }
        let Some(table) = reached else { return };
        relations[table].tied = true;
    }
}

/// Whether an expression is certainly the merchant in `$1`.
pub fn is_tied(expression: &Expr, relations: &[Relation], context: &Context<'_>) -> bool {
    match term(expression, relations, context) {
        Term::TheMerchant => true,
        Term::MerchantOf(table) => relations[table].tied,
        Term::Other => false,
    }
}

fn term(expression: &Expr, relations: &[Relation], context: &Context<'_>) -> Term {
    match expression {
        Expr::Nested(inner) => term(inner, relations, context),
        Expr::Value(_) if is_parameter_one(expression) => Term::TheMerchant,
        Expr::Cast { expr, .. } if is_parameter_one(expr) => Term::TheMerchant,
        Expr::Identifier(column) => unqualified(&folded(column), relations, context),
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [.., table, column] => qualified(&folded(table), &folded(column), relations, context),
            _ => Term::Other,
        },
        _ => Term::Other,
    }
}

fn is_parameter_one(expression: &Expr) -> bool {
    matches!(expression, Expr::Value(value) if matches!(&value.value, Value::Placeholder(name) if name == "$1"))
}

fn qualified(table: &str, column: &str, relations: &[Relation], context: &Context<'_>) -> Term {
    let Some(position) = relations.iter().position(|relation| relation.name == table) else {
        return outside(context, |relations, context| qualified(table, column, relations, context));
    };
    match &relations[position].kind {
        Kind::Merchant | Kind::Platform if column == "merchant_id" => Term::MerchantOf(position),
        Kind::Root if column == "id" => Term::MerchantOf(position),
        Kind::Given(outputs) if outputs.find(column).is_some_and(|column| column.tied) => Term::TheMerchant,
        _ => Term::Other,
    }
}

/// A bare column is its table's when no other table of the level may have one of that name.
fn unqualified(column: &str, relations: &[Relation], context: &Context<'_>) -> Term {
    let mut owners = relations.iter().filter(|relation| relation.may_have(column));
    match (owners.next(), owners.next()) {
        (Some(owner), None) => qualified(&owner.name, column, relations, context),
        (None, _) => outside(context, |relations, context| unqualified(column, relations, context)),
        _ => Term::Other,
    }
}

fn outside(context: &Context<'_>, resolve: impl Fn(&[Relation], &Context<'_>) -> Term) -> Term {
    let Some((relations, around)) = context.outer else { return Term::Other };
    match resolve(relations, around) {
        Term::MerchantOf(table) if relations[table].tied => Term::TheMerchant,
        Term::TheMerchant => Term::TheMerchant,
        _ => Term::Other,
    }
}

/// What a projection or a `RETURNING` gives out.
pub fn outputs(projection: &[SelectItem], relations: &[Relation], context: &Context<'_>) -> Outputs {
    let mut given = Outputs { columns: Vec::new(), complete: true };
    for item in projection {
        match item {
            SelectItem::UnnamedExpr(expression) => given.columns.push(Output {
                name: match expression {
                    Expr::Identifier(column) => folded(column),
                    Expr::CompoundIdentifier(parts) => parts.last().map(folded).unwrap_or_default(),
                    _ => String::new(),
                },
                tied: is_tied(expression, relations, context),
            }),
            SelectItem::ExprWithAlias { expr, alias } => {
                given.columns.push(Output { name: folded(alias), tied: is_tied(expr, relations, context) });
            }
            SelectItem::Wildcard(_) => relations.iter().for_each(|relation| expand(relation, &mut given)),
            SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(name), _) => {
                let name = name.to_string().to_lowercase();
                match relations.iter().find(|relation| relation.name == name) {
                    Some(relation) => expand(relation, &mut given),
                    None => given.complete = false,
                }
            }
            _ => given.complete = false,
        }
    }
    given
}

fn expand(relation: &Relation, given: &mut Outputs) {
    match &relation.kind {
        Kind::Given(outputs) => {
            given.columns.extend(outputs.columns.iter().cloned());
            given.complete = given.complete && outputs.complete;
        }
        Kind::Merchant | Kind::Platform => {
            given.columns.push(Output { name: "merchant_id".to_owned(), tied: relation.tied });
            given.complete = false;
        }
        Kind::Root | Kind::Function => given.complete = false,
    }
}

/// A name as the database compares it.
pub fn folded(name: &Ident) -> String {
    name.value.to_lowercase()
}
