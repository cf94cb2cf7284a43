//! How deep a JSON text is nested, found before it is read: reading goes one call deeper for each level, and the stack has an end.

/// Nothing that the portal hands out is nested deeper.
const DEEPEST: usize = 32;

/// Whether a text is nested no deeper than what the portal hands out.
pub(super) fn is_flat(json: &str) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in json.bytes() {
        match (in_text, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_outside_of_texts() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(is_flat(&nested(DEEPEST)));
        assert!(!is_flat(&nested(DEEPEST + 1)));
        assert!(!is_flat(&"{\"a\":".repeat(DEEPEST + 1)));
        let text = "[".repeat(100);
        assert!(is_flat(&format!("{{\"a\": \"{text}\\\"{text}\"}}")));
        assert!(is_flat(&"[],".repeat(100)));
    }
}
