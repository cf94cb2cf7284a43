use super::*;

#[test]
fn without_google_nothing_of_google_is_there() {
    let own = Register { google: false };
    assert!(own.items().all(|item| item.owner == Owner::Portal) && own.hosts().is_empty());
    let both = Register { google: true };
    assert_eq!(both.items().filter(|item| item.owner == Owner::Google).count(), 2);
    assert!(both.hosts().iter().all(|host| host.source.starts_with("https://")));
}

#[test]
fn google_makes_statistics_another_purpose_and_leaves_preferences() {
    let version = |google| Purpose::ALL.iter().map(move |purpose| Register { google }.version(*purpose));
    assert_eq!(version(false).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(version(true).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn names() {
    assert!(GOOGLE_VISIT.is_named("_ga_ABC123") && GOOGLE_CLIENT.is_named("_ga") && !GOOGLE_CLIENT.is_named("_gax"));
}
