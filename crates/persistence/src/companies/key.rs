//! The keys that seal what is kept about companies.

use regulars_consent::{CustomerKey, SealedKey};
use regulars_kernel::{CompanyId, Environment, StoreError};

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

const TABLE: &str = "company_keys";

/// Opens the key of a company.
pub(super) fn open_key(
    tx: &ReadTx,
    company: CompanyId,
    sealed_key: Vec<u8>,
) -> Result<CustomerKey, StoreError> {
    let (keys, merchant) = (tx.sealing()?, tx.scope().merchant());
    let opened = keys.open_company_key(merchant, company, &SealedKey(sealed_key));
    opened.map_err(|error| inconsistent(TABLE, error))
}

/// The key of a company, which is made when there is none. The company is held, so no two make one at a time.
pub(super) async fn key_of_company(
    tx: &WriteTx,
    environment: &Environment,
    company: CompanyId,
) -> Result<CustomerKey, StoreError> {
    #[derive(FromRow)]
    struct KeyRow {
        sealed_key: Vec<u8>,
    }
    const FIND: ScopedSql =
        ScopedSql::new("SELECT sealed_key FROM company_keys WHERE merchant_id = $1 AND company_id = $2");
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO company_keys (merchant_id, company_id, sealed_key, created_at) VALUES ($1, $2, $3, $4)",
    );
    let found: Option<KeyRow> = tx.optional(FIND, values![company.value()]).await?;
    if let Some(KeyRow { sealed_key }) = found {
        return open_key(tx, company, sealed_key);
    }
    let (keys, merchant) = (tx.sealing()?, tx.scope().merchant());
    let made = keys.new_company_key(environment, merchant, company);
    let (key, SealedKey(sealed_key)) = made.map_err(|error| inconsistent(TABLE, error))?;
    tx.execute(INSERT, values![company.value(), sealed_key, environment.now()]).await?;
    Ok(key)
}
