use contract::policy::Document;
use sqlx::{AssertSqlSafe, Column as _, Connection as _, Row as _};
use vet2b_server::config::DatabaseUrl;
use vet2b_server::policy::Policies;
use vet2b_server::store;

use super::Portal;

/// The database behind the portal's back.
impl Portal {
    /// Runs a statement of its own.
    pub async fn sql(&self, statement: &str) -> sqlx::Result<u64> {
        let statement = AssertSqlSafe(statement.to_owned());
        match &self.database {
            DatabaseUrl::Sqlite(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut conn = sqlx::SqliteConnection::connect_with(&options).await?;
                Ok(sqlx::query(statement).execute(&mut conn).await?.rows_affected())
            }
            DatabaseUrl::Postgres(url) => {
                let mut conn = sqlx::PgConnection::connect(url).await?;
                Ok(sqlx::query(statement).execute(&mut conn).await?.rows_affected())
            }
        }
    }

    /// The rows of a query, each as its columns' texts.
    pub async fn rows(&self, query: &str) -> Vec<Vec<String>> {
        macro_rules! rows {
            ($conn:expr) => {{
                let rows = sqlx::query(AssertSqlSafe(query.to_owned())).fetch_all($conn).await.unwrap();
                let texts = rows.iter().map(|row| {
                    row.columns()
                        .iter()
                        .map(|c| row.get::<Option<String>, _>(c.ordinal()).unwrap_or_default())
                        .collect()
                });
                texts.collect()
            }};
        }
        match &self.database {
            DatabaseUrl::Sqlite(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                rows!(&mut sqlx::SqliteConnection::connect_with(&options).await.unwrap())
            }
            DatabaseUrl::Postgres(url) => rows!(&mut sqlx::PgConnection::connect(url).await.unwrap()),
        }
    }

    /// Whether it runs on SQLite.
    pub fn is_on_sqlite(&self) -> bool {
        matches!(self.database, DatabaseUrl::Sqlite(_))
    }

    /// Every value of every column of every table, as `table.column: value`; bytes in hexadecimal.
    pub async fn every_value(&self) -> Vec<String> {
        let columns = if self.is_on_sqlite() {
            "select m.name, c.name, lower(c.type) from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
        } else {
            "select table_name::text, column_name::text, data_type::text from information_schema.columns where table_schema = 'public'"
        };
        let mut values = Vec::new();
        for column in self.rows(columns).await {
            let [table, column, kind] = column.try_into().unwrap();
            let text = match kind.as_str() {
                "blob" => format!("hex({column})"),
                "bytea" => format!("encode({column}, 'hex')"),
                _ => format!("cast({column} as text)"),
            };
            for row in self.rows(&format!("select {text} from {table}")).await {
                values.push(format!("{table}.{column}: {}", row[0]));
            }
        }
        values
    }

    /// Notes texts as published, as a start does; gives the name of one that was changed.
    pub async fn publish(&self, policies: &Policies) -> Option<String> {
        let db = self.state.db();
        let mut tx = db.begin().await.unwrap();
        let changed = store::policy::publish(&mut tx, policies.editions(), self.state.now()).await.unwrap();
        db.finish(tx, Ok(changed), &mut 0).await.unwrap().unwrap()
    }

    /// Notes the texts of the build.
    pub async fn seed_policies(&self) -> Option<String> {
        assert!(self.state.policies().editions().iter().any(|edition| edition.document == Document::Privacy));
        self.publish(&self.state.policies()).await
    }
}
