use std::{
    cell::Cell,
    rc::Rc,
    task::{Context, Waker},
};

use contract::problem::Problem;
use leptos::prelude::Owner;

use super::*;

/// An action that wants a proof the first time.
fn guarded(reauth: Reauth, calls: &Rc<Cell<u8>>, code: Code) -> Answer<()> {
    let calls = Rc::clone(calls);
    reauth.guard(move || {
        calls.set(calls.get() + 1);
        let refused = calls.get() == 1;
        Box::pin(async move { if refused { Err(ApiError::Problem(Problem::new(code))) } else { Ok(()) } })
    })
}

fn poll(answer: &mut Answer<()>) -> Poll<Result<(), ApiError>> {
    answer.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn an_action_is_repeated_after_the_proof() {
    Owner::new().with(|| {
        for (code, why) in [(Code::ReauthenticationRequired, Ask::Again), (Code::SignInRequired, Ask::Ended)] {
            let (reauth, calls) = (Reauth::new(), Rc::new(Cell::new(0)));
            let mut answer = guarded(reauth, &calls, code);
            assert!(poll(&mut answer).is_pending());
            assert!(reauth.open.get_untracked());
            assert_eq!(reauth.why.get_untracked(), why);
            reauth.settle(true);
            assert_eq!(poll(&mut answer), Poll::Ready(Ok(())));
            assert_eq!(calls.get(), 2);
            assert!(!reauth.open.get_untracked());
        }
    });
}

#[test]
fn closing_the_dialog_leaves_the_refusal() {
    Owner::new().with(|| {
        let (reauth, calls) = (Reauth::new(), Rc::new(Cell::new(0)));
        let mut answer = guarded(reauth, &calls, Code::ReauthenticationRequired);
        assert!(poll(&mut answer).is_pending());
        reauth.settle(false);
        assert!(matches!(poll(&mut answer), Poll::Ready(Err(_))));
        assert_eq!(calls.get(), 1);
    });
}

#[test]
fn other_refusals_ask_for_nothing() {
    Owner::new().with(|| {
        let (reauth, calls) = (Reauth::new(), Rc::new(Cell::new(0)));
        let mut answer = guarded(reauth, &calls, Code::Conflict);
        assert!(matches!(poll(&mut answer), Poll::Ready(Err(_))));
        assert!(!reauth.open.get_untracked());
    });
}
