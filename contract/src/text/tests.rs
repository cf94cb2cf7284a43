use super::*;

fn flaw<T: Text>(raw: &str) -> Option<Flaw> {
    T::parse(raw).err()
}

#[test]
fn emails() {
    for good in ["a@b.lv", " janis.berzins+x@skola.edu.lv ", "o'neil@x-y.eu", "jānis@bērzi.lv"] {
        assert_eq!(flaw::<EmailAddress>(good), None, "{good}");
    }
    for bad in
        ["a", "a@b", "@b.lv", "a@.lv", "a b@c.lv", "a@b..lv", "a@@b.lv", "<script>@b.lv", "a@b.lv\u{202e}", ".a@b.lv"]
    {
        assert!(flaw::<EmailAddress>(bad).is_some(), "{bad}");
    }
    let long = format!("a@{}.lv", "b".repeat(260));
    assert_eq!(flaw::<EmailAddress>(&long), Some(Flaw::TooLong { max: 254 }));
}

#[test]
fn lines_keep_every_script_and_refuse_what_hides() {
    for good in ["Jānis", "Ζωή", "עִבְרִית", "李", "🦊", "<script>alert(1)</script>", "O'Neil-Šmite"] {
        assert_eq!(flaw::<PersonName>(good), None, "{good}");
    }
    assert_eq!(flaw::<PersonName>("  "), Some(Flaw::Required));
    assert_eq!(flaw::<PersonName>("a\0b"), Some(Flaw::Unprintable));
    assert_eq!(flaw::<PersonName>("a\u{202e}b"), Some(Flaw::Unprintable));
    assert_eq!(flaw::<PersonName>(&"ā".repeat(101)), Some(Flaw::TooLong { max: 100 }));
    assert_eq!(flaw::<PersonName>(&"ā".repeat(100)), None);
}

#[test]
fn codes_ignore_case_and_separators() {
    assert_eq!(Oid::parse(" e 1012-3456 ").map(|oid| oid.as_str().to_owned()), Ok("E10123456".into()));
    assert_eq!(flaw::<Oid>("10123456"), Some(Flaw::Malformed));
    let number = RegistrationNumber::parse("4000 3012-345").map(|n| n.as_str().to_owned());
    assert_eq!(number, Ok("40003012345".into()));
    assert_eq!(Country::parse("lv").map(|c| c.as_str().to_owned()), Ok("LV".into()));
    assert_eq!(flaw::<Country>("XX"), Some(Flaw::Malformed));
}

#[test]
fn phones_in_any_notation() {
    for good in ["+371 67 123 456", "(01) 234-5678", "67123456"] {
        assert_eq!(flaw::<Phone>(good), None, "{good}");
    }
    for bad in ["1234", "phone", "123456789012345678901"] {
        assert_eq!(flaw::<Phone>(bad), Some(Flaw::Malformed), "{bad}");
    }
}

#[test]
fn passwords_are_long_free_and_not_guessable() {
    assert_eq!(flaw::<Password>("short"), Some(Flaw::TooShort { min: 15 }));
    assert_eq!(flaw::<Password>(&"x".repeat(129)), Some(Flaw::TooLong { max: 128 }));
    assert_eq!(flaw::<Password>("zaļš kaķis lec pār ūdeni 🐈"), None);
    let password = |raw| Password::parse(raw).ok();
    let guessable = |raw, words: &[&str]| password(raw).map(|p: Password| p.is_guessable(words));
    assert_eq!(guessable("aaaaaaaaaaaaaaaa", &[]), Some(true));
    assert_eq!(guessable("janis.berzins-2026", &["Janis.Berzins"]), Some(true));
    assert_eq!(guessable("violet-harbour-lamp", &["ann", "janis"]), Some(false));
    assert_eq!(format!("{:?}", password("violet-harbour-lamp")), "Some(Password(..))");
}
