use contract::path;
use contract::privacy::{Device, SessionEntry};
use contract::problem::Code;

use crate::portal::{PASSWORD, company, on_both};

on_both! {
    async fn all_places_are_listed_with_what_is_kept_of_them(portal: Portal) {
        let mut anna = portal.anna().await;
        portal.clock.advance(60);
        let mut elsewhere = portal.visitor();
        elsewhere.address = "[2001:db8:1:2345::1]:1".parse().unwrap();
        elsewhere.agent = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
        elsewhere.sign_in("anna@example.lv", PASSWORD).await.is(200);
        let sessions: Vec<SessionEntry> = elsewhere.get(path::ME_SESSIONS).await.ok(200);
        let shown: Vec<_> = sessions.iter().map(|s| (s.current, s.device, s.network.as_str())).collect();
        assert_eq!(shown, [(true, Device::Chrome, "2001:db8:1:2300::/56"), (false, Device::Firefox, "203.0.113.0/24")]);

        elsewhere.delete(&path::with(path::ME_SESSION, &sessions[1].id)).await.is(204);
        assert_eq!(anna.viewer().await, None);
        assert!(elsewhere.viewer().await.is_some());
        elsewhere.delete(&path::with(path::ME_SESSION, &sessions[0].id)).await.is(204);
        assert_eq!(elsewhere.viewer().await, None);
        assert!(elsewhere.cookies.is_empty(), "one's own end takes the cookie along");
    }

    async fn all_end_at_once(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut elsewhere = portal.visitor();
        elsewhere.sign_in("anna@example.lv", PASSWORD).await.is(200);
        anna.delete(path::ME_SESSIONS).await.is(204);
        assert_eq!((anna.viewer().await, elsewhere.viewer().await), (None, None));
        anna.delete(path::ME_SESSIONS).await.refused(Code::SignInRequired);
    }

    async fn nobody_ends_anothers(portal: Portal) {
        let mut anna = portal.anna().await;
        let mut berta = portal.registered(&company("berta@example.lv")).await;
        let sessions: Vec<SessionEntry> = anna.get(path::ME_SESSIONS).await.ok(200);
        berta.delete(&path::with(path::ME_SESSION, &sessions[0].id)).await.refused(Code::NotFound);
        assert!(anna.viewer().await.is_some());
        for nonsense in ["x", "%00", "..%2f..", "%F0%9F%A6%8A", "00000000-0000-0000-0000-000000000000", &"x".repeat(5000)] {
            anna.delete(&path::with(path::ME_SESSION, nonsense)).await.refused(Code::NotFound);
        }
        portal.visitor().delete(&path::with(path::ME_SESSION, &sessions[0].id)).await.refused(Code::SignInRequired);
    }
}
