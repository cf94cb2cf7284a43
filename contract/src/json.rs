//! Replies as the browser reads them. Servers and tests use serde; its visitors for every type make the wasm
//! markedly larger, so the browser's own parser reads the text and [`Read`] takes the values out of what it found.

/// A value of JSON. Numbers are whole: no endpoint sends another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`, or nothing at all
    Null,
    /// `true` or `false`
    Flag(bool),
    /// a number
    Number(i64),
    /// a text
    Text(String),
    /// an array
    List(Vec<Self>),
    /// an object, in its order
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Takes the value of a member out of an object; null when there is none.
    pub fn take(&mut self, name: &str) -> Self {
        let Self::Object(members) = self else { return Self::Null };
        let found = members.iter_mut().find(|(known, _)| known == name);
        found.map_or(Self::Null, |(_, value)| std::mem::replace(value, Self::Null))
    }

    /// Takes a member out of an object and reads it.
    pub fn member<T: Read>(&mut self, name: &str) -> Option<T> {
        T::read(self.take(name))
    }

    /// Where a text stands among the names of an enum's variants, which are `snake_case` on the wire.
    pub(crate) fn position(self, variants: &[&str]) -> Option<usize> {
        let Self::Text(text) = self else { return None };
        variants.iter().position(|variant| is_snake_case_of(&text, variant))
    }
}

/// What can be read from a reply: the counterpart of `serde::Serialize` for the browser.
pub trait Read: Sized {
    /// Reads a value; none when it is of another form.
    fn read(json: Json) -> Option<Self>;
}

fn is_snake_case_of(text: &str, name: &str) -> bool {
    let mut rest = text.bytes();
    let fits = name.bytes().enumerate().all(|(place, letter)| {
        let divided = place == 0 || !letter.is_ascii_uppercase() || rest.next() == Some(b'_');
        divided && rest.next() == Some(letter.to_ascii_lowercase())
    });
    fits && rest.next().is_none()
}

impl Read for () {
    fn read(_: Json) -> Option<Self> {
        Some(())
    }
}

impl Read for bool {
    fn read(json: Json) -> Option<Self> {
        if let Json::Flag(flag) = json { Some(flag) } else { None }
    }
}

impl Read for i64 {
    fn read(json: Json) -> Option<Self> {
        if let Json::Number(number) = json { Some(number) } else { None }
    }
}

/// Narrower numbers.
macro_rules! narrow {
    ($($ty:ty)*) => { $(
        impl Read for $ty {
            fn read(json: Json) -> Option<Self> {
                i64::read(json)?.try_into().ok()
            }
        }
    )* };
}

narrow!(u16 u32 usize);

impl Read for String {
    fn read(json: Json) -> Option<Self> {
        if let Json::Text(text) = json { Some(text) } else { None }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: Json) -> Option<Self> {
        if json == Json::Null { Some(None) } else { T::read(json).map(Some) }
    }
}

impl<T: Read> Read for Vec<T> {
    /// An absent list is an empty one.
    fn read(json: Json) -> Option<Self> {
        match json {
            Json::Null => Some(Self::new()),
            Json::List(items) => items.into_iter().map(T::read).collect(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Field;

    #[test]
    fn codes_are_snake_case() {
        for field in Field::ALL {
            let name = serde_json::to_value(field).ok().and_then(|name| name.as_str().map(str::to_owned));
            assert_eq!(name.and_then(|name| Field::read(Json::Text(name))), Some(*field));
        }
        for wrong in ["Name", "nam", "names", "organisationname", "organisation_names", "_name", ""] {
            assert_eq!(Field::read(Json::Text(wrong.into())), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_of_another_form_is_refused() {
        assert_eq!(u16::read(Json::Number(-1)), None);
        assert_eq!(bool::read(Json::Null), None);
        assert_eq!(String::read(Json::Number(1)), None);
        assert_eq!(Option::<String>::read(Json::Null), Some(None));
        assert_eq!(Vec::<bool>::read(Json::List(vec![Json::Flag(true), Json::Null])), None);
        assert_eq!(Json::Null.member::<String>("name"), None);
    }
}
