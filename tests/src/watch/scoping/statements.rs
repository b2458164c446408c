//! Walks a statement level by level.

use std::ops::{ControlFlow, Range};

use regulars_persistence::wall::MERCHANT_TABLES;
use sqlparser::ast::{
    Assignment, AssignmentTarget, Cte, Delete, Expr, FromTable, Insert, JoinConstraint, JoinOperator,
    ObjectName, OnConflictAction, OnInsert, Query, Select, SelectItem, SetExpr, Statement, TableAlias,
    TableFactor, TableObject, TableWithJoins, Update, UpdateTableFromKind, Visit, Visitor,
};

use super::Finding;
use super::level::{
    Context, Equality, Kind, Output, Outputs, Relation, equalities, folded, is_tied, outputs, tie,
};

/// Holds one statement against the rule.
pub fn check(statement: &Statement) -> Result<(), Finding> {
    changed(statement, &Context::default()).map(drop)
}

fn changed(statement: &Statement, context: &Context<'_>) -> Result<Outputs, Finding> {
    match statement {
        Statement::Query(query) => given_by(query, context),
        Statement::Insert(insert) => inserted(insert, context),
        Statement::Update(update) => updated(update, context),
        Statement::Delete(delete) => deleted(delete, context),
        other => Err(not_followed(other.to_string().split(' ').next().unwrap_or_default())),
    }
}

fn given_by(query: &Query, context: &Context<'_>) -> Result<Outputs, Finding> {
    let mut context = context.clone();
    for cte in query.with.iter().flat_map(|with| &with.cte_tables) {
        let recursive = query.with.as_ref().is_some_and(|with| with.recursive);
        let outputs = common_table(cte, recursive, &context)?;
        context.given.insert(folded(&cte.alias.name), outputs);
    }
    let given = body(&query.body, &context)?;
    for part in subqueries(&query.order_by).into_iter().chain(subqueries(&query.limit_clause)) {
        given_by(&part, &context)?;
    }
    Ok(given)
}

/// A recursive one may rely on its own merchant when its first arm gives it and the second keeps it.
fn common_table(cte: &Cte, recursive: bool, context: &Context<'_>) -> Result<Outputs, Finding> {
    let names = columns_of(&cte.alias);
    let SetExpr::SetOperation { left, .. } = &*cte.query.body else {
        return Ok(given_by(&cte.query, context)?.renamed(&names));
    };
    if !recursive {
        return Ok(given_by(&cte.query, context)?.renamed(&names));
    }
    let mut assumed = body(left, context)?.renamed(&names);
    loop {
        let mut inside = context.clone();
        inside.given.insert(folded(&cte.alias.name), assumed.clone());
        let given = given_by(&cte.query, &inside)?.renamed(&names);
        let as_assumed = given.complete == assumed.complete
            && given.columns.iter().zip(&assumed.columns).all(|(given, assumed)| given.tied == assumed.tied);
        if as_assumed {
            return Ok(given);
        }
        assumed = given;
    }
}

fn body(expression: &SetExpr, context: &Context<'_>) -> Result<Outputs, Finding> {
    match expression {
        SetExpr::Select(select) => selected(select, context),
        SetExpr::Query(query) => given_by(query, context),
        SetExpr::SetOperation { left, right, .. } => {
            let left = body(left, context)?;
            Ok(left.joined_with(&body(right, context)?))
        }
        SetExpr::Values(values) => {
            for query in subqueries(values) {
                given_by(&query, context)?;
            }
            let rows: Vec<_> = values.rows.iter().collect();
            let width = rows.first().map_or(0, |row| row.len());
            let columns = (0..width).map(|position| Output {
                name: format!("column{}", position + 1),
                tied: rows.iter().all(|row| row.get(position).is_some_and(|one| is_tied(one, &[], context))),
            });
            Ok(Outputs { columns: columns.collect(), complete: true })
        }
        SetExpr::Insert(statement) | SetExpr::Update(statement) | SetExpr::Delete(statement) => {
            changed(statement, context)
        }
        other => Err(not_followed(other.to_string().split(' ').next().unwrap_or_default())),
    }
}

fn selected(select: &Select, context: &Context<'_>) -> Result<Outputs, Finding> {
    let level = Level::of(select.from.iter(), select.selection.as_ref(), context)?;
    let mut around = select.clone();
    around.from.clear();
    level.check_inside(&around, context)?;
    Ok(outputs(&select.projection, &level.relations, context))
}

fn updated(update: &Update, context: &Context<'_>) -> Result<Outputs, Finding> {
    let from = update.from.iter().flat_map(|from| match from {
        UpdateTableFromKind::BeforeSet(tables) | UpdateTableFromKind::AfterSet(tables) => tables,
    });
    let tables = std::iter::once(&update.table).chain(from);
    let level = Level::of(tables, update.selection.as_ref(), context)?;
    keeps_its_merchant(&update.table.to_string(), &update.assignments)?;
    level.check_inside(&update.assignments, context)?;
    level.check_inside(&update.selection, context)?;
    returned(update.returning.as_deref(), &level.relations, context)
}

fn deleted(delete: &Delete, context: &Context<'_>) -> Result<Outputs, Finding> {
    let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
    let tables = from.iter().chain(delete.using.iter().flatten());
    let level = Level::of(tables, delete.selection.as_ref(), context)?;
    level.check_inside(&delete.selection, context)?;
    returned(delete.returning.as_deref(), &level.relations, context)
}

fn inserted(insert: &Insert, context: &Context<'_>) -> Result<Outputs, Finding> {
    let TableObject::TableName(table) = &insert.table else { return Err(not_followed("a computed table")) };
    let table = last_name(table);
    let kind = kind_of(&table, context);
    let source = insert.source.as_ref().map(|source| given_by(source, context)).transpose()?;
    let is_merchant_s = matches!(kind, Kind::Merchant);
    if is_merchant_s {
        let position = insert.columns.iter().position(|column| last_name(column) == "merchant_id");
        let tied = source.is_some_and(|source| {
            position.is_some_and(|position| {
                source.complete && source.columns.get(position).is_some_and(|column| column.tied)
            })
        });
        if !tied {
            return Err(Finding::WrittenForAnother(table));
        }
    }
    let alias = insert.table_alias.as_ref().map(|alias| folded(&alias.alias));
    let relations = [Relation { name: alias.unwrap_or_else(|| table.clone()), kind, tied: is_merchant_s }];
    if let Some(OnInsert::OnConflict(conflict)) = &insert.on
        && let OnConflictAction::DoUpdate(update) = &conflict.action
    {
        keeps_its_merchant(&table, &update.assignments)?;
        for query in subqueries(&update.assignments).into_iter().chain(subqueries(&update.selection)) {
            given_by(&query, &context.inside(&relations))?;
        }
    }
    returned(insert.returning.as_deref(), &relations, context)
}

fn keeps_its_merchant(table: &str, assignments: &[Assignment]) -> Result<(), Finding> {
    let names = assignments.iter().flat_map(|assignment| match &assignment.target {
        AssignmentTarget::ColumnName(name) => std::slice::from_ref(name),
        AssignmentTarget::Tuple(names) => names.as_slice(),
    });
    for name in names {
        if last_name(name) == "merchant_id" {
            return Err(Finding::Moved(table.to_owned()));
        }
    }
    Ok(())
}

fn returned(
    returning: Option<&[SelectItem]>,
    relations: &[Relation],
    context: &Context<'_>,
) -> Result<Outputs, Finding> {
    let items = returning.unwrap_or_default();
    for query in items.iter().flat_map(subqueries) {
        given_by(&query, &context.inside(relations))?;
    }
    Ok(outputs(items, relations, context))
}

/// The tables of one level as they are gathered.
struct Level<'q> {
    relations: Vec<Relation>,
    equalities: Vec<Equality<'q>>,
    /// Sub-queries that see the tables before them.
    lateral: Vec<(usize, &'q Query, Vec<String>)>,
    /// Sub-queries inside join conditions and functions.
    inner: Vec<Query>,
}

impl<'q> Level<'q> {
    /// Gathers the tables, ties them, and fails on a merchant's table that is left.
    fn of(
        tables: impl Iterator<Item = &'q TableWithJoins>,
        condition: Option<&'q Expr>,
        context: &Context<'_>,
    ) -> Result<Self, Finding> {
        let mut level =
            Self { relations: Vec::new(), equalities: Vec::new(), lateral: Vec::new(), inner: Vec::new() };
        for table in tables {
            level.add_joined(table, context)?;
        }
        if let Some(condition) = condition {
            equalities(condition, &(0..level.relations.len()), &mut level.equalities);
        }
        tie(&mut level.relations, &level.equalities, context);
        for (position, query, names) in std::mem::take(&mut level.lateral) {
            let given = given_by(query, &context.inside(&level.relations))?.renamed(&names);
            level.relations[position].kind = Kind::Given(given);
            tie(&mut level.relations, &level.equalities, context);
        }
        let untied = level
            .relations
            .iter()
            .find(|relation| matches!(relation.kind, Kind::Merchant | Kind::Root) && !relation.tied);
        match untied {
            Some(relation) => Err(Finding::Untied(relation.name.clone())),
            None => Ok(level),
        }
    }

    /// Checks the sub-queries of a part of the level, and those of its joins.
    fn check_inside(&self, part: &impl Visit, context: &Context<'_>) -> Result<(), Finding> {
        for query in subqueries(part).iter().chain(&self.inner) {
            given_by(query, &context.inside(&self.relations))?;
        }
        Ok(())
    }

    fn add_joined(&mut self, table: &'q TableWithJoins, context: &Context<'_>) -> Result<(), Finding> {
        let start = self.relations.len();
        self.add(&table.relation, context)?;
        for join in &table.joins {
            let right = self.relations.len();
            self.add(&join.relation, context)?;
            let end = self.relations.len();
            let (constraint, ties) = match &join.join_operator {
                JoinOperator::Join(on)
                | JoinOperator::Inner(on)
                | JoinOperator::CrossJoin(on)
                | JoinOperator::StraightJoin(on) => (on, start..end),
                JoinOperator::Left(on) | JoinOperator::LeftOuter(on) => (on, right..end),
                JoinOperator::Right(on) | JoinOperator::RightOuter(on) => (on, start..right),
                JoinOperator::FullOuter(on) => (on, 0..0),
                _ => return Err(not_followed("this kind of join")),
            };
            self.add_condition(constraint, ties)?;
        }
        Ok(())
    }

    fn add_condition(&mut self, constraint: &'q JoinConstraint, ties: Range<usize>) -> Result<(), Finding> {
        match constraint {
            JoinConstraint::On(condition) => {
                self.inner.extend(subqueries(condition));
                equalities(condition, &ties, &mut self.equalities);
                Ok(())
            }
            JoinConstraint::None => Ok(()),
            JoinConstraint::Using(_) | JoinConstraint::Natural => {
                Err(not_followed("USING and NATURAL; say ON a.merchant_id = b.merchant_id"))
            }
        }
    }

    fn add(&mut self, table: &'q TableFactor, context: &Context<'_>) -> Result<(), Finding> {
        match table {
            TableFactor::Table { name, alias, args, .. } => {
                let own = last_name(name);
                let kind = if args.is_some() { Kind::Function } else { kind_of(&own, context) };
                self.inner.extend(args.as_ref().map(|args| subqueries(&args.args)).unwrap_or_default());
                let renamed = alias.as_ref().map(columns_of).unwrap_or_default();
                let kind = match kind {
                    Kind::Given(outputs) => Kind::Given(outputs.renamed(&renamed)),
                    Kind::Merchant | Kind::Root if !renamed.is_empty() => {
                        return Err(not_followed("other names for a table's columns"));
                    }
                    other => other,
                };
                self.push(alias.as_ref().map_or(own, |alias| folded(&alias.name)), kind);
            }
            TableFactor::Derived { lateral, subquery, alias, .. } => {
                let names = alias.as_ref().map(columns_of).unwrap_or_default();
                let name = alias.as_ref().map(|alias| folded(&alias.name)).unwrap_or_default();
                if *lateral {
                    self.lateral.push((self.relations.len(), subquery, names));
                    self.push(name, Kind::Given(Outputs::default()));
                } else {
                    let given = given_by(subquery, context)?.renamed(&names);
                    self.push(name, Kind::Given(given));
                }
            }
            TableFactor::TableFunction { alias, .. }
            | TableFactor::Function { alias, .. }
            | TableFactor::UNNEST { alias, .. } => {
                self.inner.extend(subqueries(table));
                self.push(
                    alias.as_ref().map(|alias| folded(&alias.name)).unwrap_or_default(),
                    Kind::Function,
                );
            }
            TableFactor::NestedJoin { table_with_joins, alias: None } => {
                self.add_joined(table_with_joins, context)?;
            }
            other => return Err(not_followed(&other.to_string())),
        }
        Ok(())
    }

    fn push(&mut self, name: String, kind: Kind) {
        self.relations.push(Relation { name, kind, tied: false });
    }
}

fn kind_of(table: &str, context: &Context<'_>) -> Kind {
    if let Some(given) = context.given.get(table) {
        Kind::Given(given.clone())
    } else if MERCHANT_TABLES.contains(&table) {
        Kind::Merchant
    } else if table == "merchants" {
        Kind::Root
    } else {
        Kind::Platform
    }
}

fn last_name(name: &ObjectName) -> String {
    name.0.last().and_then(|part| part.as_ident()).map(folded).unwrap_or_default()
}

fn columns_of(alias: &TableAlias) -> Vec<String> {
    alias.columns.iter().map(|column| folded(&column.name)).collect()
}

fn not_followed(what: &str) -> Finding {
    Finding::NotFollowed(what.to_owned())
}

/// The sub-queries directly inside a part of a statement, without those inside them.
fn subqueries(part: &impl Visit) -> Vec<Query> {
    let mut found = Subqueries { depth: 0, found: Vec::new() };
    let _: ControlFlow<()> = part.visit(&mut found);
    found.found
}

struct Subqueries {
    depth: usize,
    found: Vec<Query>,
}

impl Visitor for Subqueries {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        if self.depth == 0 {
            self.found.push(query.clone());
        }
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }
}
