//! JSON by the browser's own parser.

use contract::json::Json;

mod nesting;

/// Reads a text that anybody may have written; none when it is no JSON, or nested deeper than anything of the portal.
pub fn parse_foreign(text: &str) -> Option<Json> {
    nesting::is_flat(text).then(|| parse(text))?
}

/// Reads a text; none when it is no JSON. An empty one is null, as an answer 204 is.
#[cfg(target_family = "wasm")]
pub fn parse(text: &str) -> Option<Json> {
    if text.is_empty() { Some(Json::Null) } else { js_sys::JSON::parse(text).ok().map(|value| convert(&value)) }
}

#[cfg(target_family = "wasm")]
fn convert(value: &wasm_bindgen::JsValue) -> Json {
    use js_sys::{Array, Object};
    use wasm_bindgen::JsCast;

    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(number) = value.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "the wire has whole numbers below 2^53")]
        Json::Number(number as i64)
    } else if let Some(flag) = value.as_bool() {
        Json::Flag(flag)
    } else if Array::is_array(value) {
        Json::List(Array::from(value).iter().map(|item| convert(&item)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let member = |pair: wasm_bindgen::JsValue| {
            let pair = Array::from(&pair);
            (pair.get(0).as_string().unwrap_or_default(), convert(&pair.get(1)))
        };
        Json::Object(Object::entries(object).iter().map(member).collect())
    } else {
        Json::Null
    }
}

/// The same without a browser, for tests.
#[cfg(not(target_family = "wasm"))]
pub fn parse(text: &str) -> Option<Json> {
    if text.is_empty() { Some(Json::Null) } else { serde_json::from_str(text).ok().map(convert) }
}

#[cfg(not(target_family = "wasm"))]
fn convert(value: serde_json::Value) -> Json {
    use serde_json::Value;

    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Flag(flag),
        Value::Number(number) => number.as_i64().map_or(Json::Null, Json::Number),
        Value::String(text) => Json::Text(text),
        Value::Array(items) => Json::List(items.into_iter().map(convert).collect()),
        Value::Object(members) => {
            Json::Object(members.into_iter().map(|(name, value)| (name, convert(value))).collect())
        }
    }
}
