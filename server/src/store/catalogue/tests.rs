use std::collections::BTreeSet;

use super::*;
use crate::config::DatabaseUrl;
use crate::store::{Db, rows};

#[tokio::test]
async fn every_column_of_the_store_is_classified() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&DatabaseUrl::Sqlite(folder.path().join("db.sqlite")), 2).await.unwrap();
    let sql = "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c \
               where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like '_sqlx_%'";
    let conn = &mut db.read().await.unwrap();
    let found: BTreeSet<(String, String)> = rows!(conn, (String, String), sql).unwrap().into_iter().collect();
    let pair = |table: &Table, column: &Column| (table.name.to_owned(), column.name.to_owned());
    let declared = tables().flat_map(|table| table.columns.iter().map(move |column| pair(table, column)));
    assert_eq!(found, declared.collect());
}

#[test]
fn every_category_has_a_place() {
    for category in Category::ALL {
        let places = tables().flat_map(|table| table.held(*category)).count();
        assert!(places > 0, "{category:?}");
    }
}

#[test]
fn what_is_the_staffs_own_is_in_no_copy() {
    for name in ["staff", "assignee", "refusal_by", "refusal_reason"] {
        let mut columns = tables().flat_map(|table| table.columns).filter(|column| column.name == name);
        assert!(columns.all(|column| matches!(column.class, Class::Staff | Class::Sealed)), "{name}");
    }
}
