//! What was read for all rows at once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use regulars_consent::ContactAddress;
use regulars_customers::{CardHolder, KnownAgainBy, fold};
use regulars_flows::{LookAhead, MOST_CARRIERS};
use regulars_kernel::{BirthDate, Channel, CustomerId, ImportId, KnownNames, Label, Personal, StoreError};
use sea_orm::Value;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::customers::{holders_of_cards, month_day};
use crate::imports::keys::first_rows;
use crate::merging::survivors_of;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, values};

/// Folded names and the date of birth.
pub(super) type Person = (String, String, BirthDate);

/// What was read for all rows at once. What was looked for and not found is there as nothing.
#[derive(Default)]
pub(super) struct Ahead {
    /// Whose the merchant's own numbers are.
    pub(super) external_ids: HashMap<String, Option<CustomerId>>,
    /// Who carries addresses.
    pub(super) addresses: HashMap<(Channel, ContactAddress), Vec<CustomerId>>,
    /// Addresses of which it is known that they are not suppressed.
    pub(super) open: HashSet<(Channel, ContactAddress)>,
    /// Whether nobody has objected to anything by a link, and nobody who was erased has.
    nobody_objected: bool,
    /// Addresses of which whoever reads them has objected.
    objected: HashSet<(Channel, ContactAddress)>,
    /// People of whom it is known that they are not there.
    pub(super) absent: BTreeSet<Person>,
    /// Who was looked for because of being merged, and into whom.
    pub(super) survivors: BTreeMap<CustomerId, Option<CustomerId>>,
    /// Whose cards are.
    pub(super) cards: HashMap<String, Option<CardHolder>>,
    /// The first rows about keys.
    pub(super) rows: HashMap<String, Option<u64>>,
}

/// A person by folded names and date of birth, if all are known.
pub(super) fn person_of(names: &KnownNames, birth_date: Option<&Personal<BirthDate>>) -> Option<Person> {
    let folded = |name: &Option<Personal<Label>>| name.as_ref().map(|name| fold(name.expose().as_str()));
    Some((folded(&names.first_name)?, folded(&names.last_name)?, *birth_date?.expose()))
}

/// A person as it is asked for by the names and the date of birth alone.
pub(super) fn asked_person(person: &KnownAgainBy) -> Option<Person> {
    let KnownAgainBy { first_name, last_name, birth_date, email, phone } = person;
    if email.is_some() || phone.is_some() {
        return None;
    }
    let folded = |name: &Personal<Label>| fold(name.expose().as_str());
    Some((folded(first_name), folded(last_name), *birth_date.as_ref()?.expose()))
}

impl Ahead {
    /// Reads what the rows will ask for.
    pub(super) async fn read(&mut self, tx: &ReadTx, ahead: &LookAhead) -> Result<(), StoreError> {
        self.read_external_ids(tx, &ahead.external_ids).await?;
        let merged = survivors_of(tx, &ahead.ids).await?;
        self.survivors.extend(ahead.ids.iter().map(|id| (*id, merged.get(id).copied())));
        let holders = holders_of_cards(tx, &ahead.cards).await?;
        self.cards.extend(ahead.cards.iter().map(|card| (card.expose().to_owned(), None)));
        let holders = holders.into_iter().map(|holder| (holder.number.expose().to_owned(), Some(holder)));
        self.cards.extend(holders);
        self.nobody_objected = nobody_objected(tx).await?;
        for channel in [Channel::Email, Channel::Sms] {
            let of_channel = ahead.addresses.iter().filter(|(one, _)| *one == channel);
            let mut addresses: Vec<String> =
                of_channel.map(|(_, address)| address.expose().to_owned()).collect();
            addresses.sort_unstable();
            addresses.dedup();
            if !addresses.is_empty() {
                self.read_carriers(tx, channel, &addresses).await?;
                self.read_suppressions(tx, channel, &addresses).await?;
                if !self.nobody_objected {
                    self.read_objections_by_link(tx, channel, &addresses).await?;
                }
            }
        }
        if !self.nobody_objected {
            self.read_objections(tx, &ahead.addresses).await?;
        }
        self.read_people(tx, ahead.people.iter().filter_map(asked_person).collect()).await
    }

    /// The customers who are found by what was read, unless so many share an address that it says nothing.
    pub(super) fn met_by(&self, ahead: &LookAhead) -> BTreeSet<CustomerId> {
        let mut met: BTreeSet<CustomerId> = ahead.ids.iter().map(|id| self.survivor_of(*id)).collect();
        let numbers = ahead.external_ids.iter().filter_map(|id| self.external_ids.get(id.as_str()));
        met.extend(numbers.flatten());
        let holders = ahead.cards.iter().filter_map(|card| self.cards.get(card.expose())?.as_ref());
        met.extend(holders.filter_map(|holder| holder.customer.as_ref()).map(|customer| customer.id));
        let carriers = ahead.addresses.iter().filter_map(|address| self.addresses.get(address));
        met.extend(carriers.filter(|carriers| carriers.len() <= MOST_CARRIERS).flatten());
        met
    }

    /// The customer with that id, or whom that was merged into.
    fn survivor_of(&self, id: CustomerId) -> CustomerId {
        self.survivors.get(&id).copied().flatten().unwrap_or(id)
    }

    async fn read_external_ids(&mut self, tx: &ReadTx, ids: &[Label]) -> Result<(), StoreError> {
        #[derive(FromRow)]
        struct Row {
            id: Uuid,
            external_id: String,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT id, external_id FROM customers WHERE merchant_id = $1 AND ");
        let texts: Vec<String> = ids.iter().map(|id| id.as_str().to_owned()).collect();
        if texts.is_empty() {
            return Ok(());
        }
        let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
        query.push_condition(Condition::one_of_texts(tx.backend(), &["external_id"], &texts));
        self.external_ids.extend(texts.iter().map(|text| (text.clone(), None)));
        for Row { id, external_id } in tx.query::<Row>(query).await? {
            self.external_ids.insert(external_id, Some(CustomerId::new(id)));
        }
        self.leave_numbers_of_merged(tx, &texts).await
    }

    /// A number of somebody who was merged means the survivor. It is looked for when it is asked for.
    async fn leave_numbers_of_merged(&mut self, tx: &ReadTx, texts: &[String]) -> Result<(), StoreError> {
        #[derive(FromRow)]
        struct Row {
            external_id: String,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT external_id FROM merged_external_ids WHERE merchant_id = $1 AND ");
        let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
        query.push_condition(Condition::one_of_texts(tx.backend(), &["external_id"], texts));
        for Row { external_id } in tx.query::<Row>(query).await? {
            self.external_ids.remove(&external_id);
        }
        Ok(())
    }

    async fn read_carriers(
        &mut self,
        tx: &ReadTx,
        channel: Channel,
        addresses: &[String],
    ) -> Result<(), StoreError> {
        #[derive(FromRow)]
        struct Row {
            id: Uuid,
            address: String,
        }
        const BY_EMAIL: ScopedSql =
            ScopedSql::new("SELECT id, email_folded AS address FROM customers WHERE merchant_id = $1 AND ");
        const BY_PHONE: ScopedSql =
            ScopedSql::new("SELECT id, phone AS address FROM customers WHERE merchant_id = $1 AND ");
        let (sql, column) = match channel {
            Channel::Email => (BY_EMAIL, "email_folded"),
            _ => (BY_PHONE, "phone"),
        };
        let mut query = ScopedQuery::new(sql, tx.backend(), Vec::new());
        query.push_condition(Condition::one_of_texts(tx.backend(), &[column], addresses));
        let looked_for = addresses.iter().map(|address| ContactAddress::from_stored(address.clone()));
        self.addresses.extend(looked_for.map(|address| ((channel, address), Vec::new())));
        // In this order by hand: for an order by id SQLite reads all customers in it.
        let mut carriers: Vec<Row> = tx.query(query).await?;
        carriers.sort_unstable_by_key(|row| row.id);
        for Row { id, address } in carriers {
            let place = self.addresses.entry((channel, ContactAddress::from_stored(address)));
            place.or_default().push(CustomerId::new(id));
        }
        Ok(())
    }

    async fn read_suppressions(
        &mut self,
        tx: &ReadTx,
        channel: Channel,
        addresses: &[String],
    ) -> Result<(), StoreError> {
        #[derive(FromRow)]
        struct Row {
            address: String,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT address FROM suppressions WHERE merchant_id = $1 AND channel = $2 AND ");
        let mut query = ScopedQuery::new(FIND, tx.backend(), values![channel.name()]);
        query.push_condition(Condition::one_of_texts(tx.backend(), &["address"], addresses));
        let suppressed: Vec<Row> = tx.query(query).await?;
        let open = addresses.iter().filter(|address| !suppressed.iter().any(|row| row.address == **address));
        self.open.extend(open.map(|address| (channel, ContactAddress::from_stored(address.clone()))));
        Ok(())
    }

    async fn read_objections(
        &mut self,
        tx: &ReadTx,
        addresses: &[(Channel, ContactAddress)],
    ) -> Result<(), StoreError> {
        #[derive(FromRow)]
        struct Row {
            channel: String,
            address_digest: Vec<u8>,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT channel, address_digest FROM kept_objections
             WHERE merchant_id = $1 AND address_digest IN (",
        );
        let merchant = tx.scope().merchant();
        let mut digests: HashMap<(String, Vec<u8>), &(Channel, ContactAddress)> = HashMap::new();
        for asked in addresses {
            for digest in tx.sealing()?.address_digests(merchant, asked.0, &asked.1) {
                digests.insert((asked.0.name().to_owned(), digest.to_vec()), asked);
            }
        }
        if digests.is_empty() {
            return Ok(());
        }
        let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
        let parameters = vec!["?"; digests.len()].join(", ");
        query.push(&parameters, digests.keys().map(|(_, digest)| Value::from(digest.clone())));
        query.push(")", []);
        for Row { channel, address_digest } in tx.query::<Row>(query).await? {
            self.objected.extend(digests.get(&(channel, address_digest)).map(|asked| (*asked).clone()));
        }
        Ok(())
    }

    /// What was objected by a link belongs to the address, whoever carries it now.
    async fn read_objections_by_link(
        &mut self,
        tx: &ReadTx,
        channel: Channel,
        addresses: &[String],
    ) -> Result<(), StoreError> {
        #[derive(FromRow)]
        struct Row {
            address: String,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT DISTINCT address FROM consent_events
             WHERE merchant_id = $1 AND channel = $2 AND purpose = 'advertising' AND state <> 'granted'
                 AND source IN ('unsubscribe_link', 'preference_page') AND ",
        );
        let mut query = ScopedQuery::new(FIND, tx.backend(), values![channel.name()]);
        query.push_condition(Condition::one_of_texts(tx.backend(), &["address"], addresses));
        let rows: Vec<Row> = tx.query(query).await?;
        self.objected.extend(rows.into_iter().map(|row| (channel, ContactAddress::from_stored(row.address))));
        Ok(())
    }

    /// Whether it is known that nobody who reads that address has objected to messages to it.
    pub(super) fn is_unobjected(&self, asked: &(Channel, ContactAddress)) -> bool {
        self.nobody_objected || (self.addresses.contains_key(asked) && !self.objected.contains(asked))
    }

    async fn read_people(&mut self, tx: &ReadTx, people: BTreeSet<Person>) -> Result<(), StoreError> {
        #[derive(FromRow)]
        struct Row {
            place: i64,
        }
        const FIND: ScopedSql = ScopedSql::by_dialect(
            "SELECT w.key AS place FROM json_each($2) AS w CROSS JOIN customers AS known
             WHERE known.merchant_id = $1 AND known.birth_month_day = w.value ->> 2
                 AND known.birth_date IS NOT DISTINCT FROM (w.value ->> 3) AND known.first_name_folded = w.value ->> 0
                 AND known.last_name_folded = w.value ->> 1",
            "SELECT w.place FROM jsonb_to_recordset($2) AS w(place bigint, first text, last text, day bigint, born date)
             JOIN customers AS known ON known.birth_month_day = w.day AND known.birth_date IS NOT DISTINCT FROM w.born
                 AND known.first_name_folded = w.first AND known.last_name_folded = w.last
             WHERE known.merchant_id = $1",
        );
        if people.is_empty() {
            return Ok(());
        }
        let people: Vec<Person> = people.into_iter().collect();
        let is_sqlite = tx.backend() == sea_orm::DbBackend::Sqlite;
        let wanted: Json = people
            .iter()
            .enumerate()
            .map(|(place, (first, last, born))| {
                let (day, born) = (month_day(*born), born.date().map(|date| date.to_string()));
                if is_sqlite {
                    json!([first, last, day, born])
                } else {
                    json!({"place": place, "first": first, "last": last, "day": day, "born": born})
                }
            })
            .collect();
        let found: Vec<Row> = tx.all(FIND, values![wanted]).await?;
        let found: HashSet<usize> =
            found.into_iter().filter_map(|row| usize::try_from(row.place).ok()).collect();
        let absent = people.into_iter().enumerate().filter(|(place, _)| !found.contains(place));
        self.absent.extend(absent.map(|(_, person)| person));
        Ok(())
    }

    /// Reads which earlier rows are about these keys.
    pub(super) async fn read_rows(
        &mut self,
        tx: &ReadTx,
        import: ImportId,
        keys: Vec<String>,
    ) -> Result<(), StoreError> {
        let mut keys: Vec<String> = keys.into_iter().filter(|key| !self.rows.contains_key(key)).collect();
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() {
            return Ok(());
        }
        let first = first_rows(tx, import, &keys).await?;
        self.rows.extend(keys.into_iter().map(|key| (key, None)));
        self.rows.extend(first.into_iter().map(|(key, number)| (key, Some(number))));
        Ok(())
    }

    /// Who carries addresses is asked for anew.
    pub(super) fn forget_carriers(&mut self) {
        self.addresses.clear();
    }

    /// Whoever is changed may be found by something else since.
    pub(super) fn forget(&mut self, person: Option<&Person>, keys: &[(Channel, ContactAddress)]) {
        if let Some(person) = person {
            self.absent.remove(person);
        }
        for key in keys {
            self.addresses.remove(key);
        }
    }
}

async fn nobody_objected(tx: &ReadTx) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Kept {
        channel: String,
    }
    // In the order of the index that has them alone: by another one SQLite reads the whole ledger.
    const ANY: ScopedSql = ScopedSql::new(
        "SELECT channel FROM kept_objections WHERE merchant_id = $1
         UNION ALL
         SELECT first.channel FROM (
             SELECT e.channel FROM consent_events AS e
             WHERE e.merchant_id = $1 AND e.channel IS NOT NULL
                 AND e.source IN ('unsubscribe_link', 'preference_page')
             ORDER BY e.address LIMIT 1) AS first
         LIMIT 1",
    );
    let kept: Option<Kept> = tx.optional(ANY, Vec::<Value>::new()).await?;
    Ok(kept.is_none_or(|kept| kept.channel.is_empty()))
}
