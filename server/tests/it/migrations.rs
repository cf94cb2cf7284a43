//! Both engines have the same tables and columns.

use crate::portal::Portal;

/// What an engine calls a type, as the other one does.
fn common(kind: &str) -> &str {
    match kind {
        "bigint" => "integer",
        "bytea" => "blob",
        kind => kind,
    }
}

fn statements(sql: &str) -> Vec<String> {
    let lines = sql.lines().filter(|line| !line.trim_start().starts_with("--"));
    let sql: String = lines.map(|line| format!("{line} ")).collect();
    let words = |statement: &str| {
        statement
            .split_whitespace()
            .map(|word| {
                let end = word.trim_start_matches(char::is_alphanumeric);
                format!("{}{end}", common(&word[..word.len() - end.len()]))
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    sql.split(';')
        .map(|statement| words(statement).trim_end_matches(" strict").to_owned())
        .filter(|statement| {
            ["create table", "create index", "create unique index"].iter().any(|begin| statement.starts_with(begin))
        })
        .collect()
}

#[test]
fn the_files_declare_the_same() {
    let folder = |engine: &str| {
        let files = std::fs::read_dir(format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    };
    let (sqlite, postgres) = (folder("sqlite"), folder("postgres"));
    assert_eq!(sqlite.len(), postgres.len());
    for (sqlite, postgres) in sqlite.iter().zip(&postgres) {
        assert_eq!(sqlite.file_name(), postgres.file_name());
        let read = |path: &std::path::Path| statements(&std::fs::read_to_string(path).unwrap());
        let (sqlite, postgres) = (read(sqlite), read(postgres));
        assert!(!sqlite.is_empty(), "it declares something");
        for (sqlite, postgres) in sqlite.iter().zip(&postgres) {
            assert_eq!(sqlite, postgres);
        }
        assert_eq!(sqlite.len(), postgres.len());
    }
}

#[tokio::test]
async fn the_databases_have_the_same() {
    let sqlite = Portal::on_sqlite(&[]).await;
    let columns = |rows: Vec<Vec<String>>| {
        let mut columns: Vec<String> =
            rows.into_iter().map(|row| format!("{}.{} {} {}", row[0], row[1], common(&row[2]), row[3])).collect();
        columns.sort();
        columns
    };
    let on_sqlite = columns(
        sqlite
            .rows(
                "select m.name, c.name, lower(c.type), case when c.\"notnull\" = 1 then 'not null' else 'null' end \
         from sqlite_master m join pragma_table_info(m.name) c \
         where m.type = 'table' and m.name not like '\\_sqlx%' escape '\\' and m.name not like 'sqlite%'",
            )
            .await,
    );
    assert!(on_sqlite.contains(&"account.email_key text not null".to_owned()), "{on_sqlite:?}");
    let Some(postgres) = Portal::on_postgres(&[]).await else { return };
    let on_postgres = columns(postgres.rows(
        "select table_name::text, column_name::text, data_type::text, case when is_nullable = 'NO' then 'not null' else 'null' end \
         from information_schema.columns where table_schema = 'public' and table_name not like '\\_sqlx%'",
    ).await);
    assert_eq!(on_sqlite, on_postgres);
    postgres.remove().await;
}

#[tokio::test]
async fn a_second_start_changes_nothing_and_two_at_once_do_no_harm() {
    let portal = Portal::on_sqlite(&[]).await;
    portal.anna().await;
    let portal = portal.restarted().await;
    portal.visitor().sign_in("anna@example.lv", crate::portal::PASSWORD).await.is(200);
    let Some(postgres) = Portal::on_postgres(&[]).await else { return };
    // Empty again, and then two processes at the same moment.
    postgres.sql("drop schema public cascade").await.unwrap();
    postgres.sql("create schema public").await.unwrap();
    let url = postgres.state.config().database();
    let (first, second) = tokio::join!(vet2b_server::store::Db::open(&url, 2), vet2b_server::store::Db::open(&url, 2));
    first.unwrap().close().await;
    second.unwrap().close().await;
    postgres.remove().await;
}
