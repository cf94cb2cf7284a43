//! The pages as HTML, in both languages.

use contract::{
    account::{Invitation, OrganisationKind, Session, Viewer},
    check::Field,
    lang::Lang,
    problem::{Code, Problem},
    route::{RegisterStep, Route},
    time::Timestamp,
};
use leptos::prelude::*;

use super::{
    invitation::InvitationWith,
    mailed_code::{MailedCode, Stage},
    newsletter::NewsletterConfirmWith,
    recover::NewPasswordWith,
    register::{ChooseKind, Step, newsletter_box_words},
    registration::{RegistrationContext, use_registration},
    sign_in::SignInPage,
    verify::VerifyWith,
    welcome::FirstSteps,
};
use crate::{
    api::ApiError,
    here::{Here, provide_here},
    session::{provide_session, use_session},
};

const SCHOOL: OrganisationKind = OrganisationKind::School;

/// Renders something in a language.
fn html<V: IntoView>(lang: Lang, view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_here(Signal::stored(Here { lang, route: Some(Route::Register) }));
        super::provide_registration();
        view().into_view().to_html()
    })
}

/// A step of a school's registration in which everything was answered.
fn step(lang: Lang, step: RegisterStep, change: impl FnOnce(RegistrationContext)) -> String {
    html(lang, || {
        let registration = use_registration();
        let answers = [
            (Field::Name, "<script>alert(1)</script>"),
            (Field::Surname, "Ozola"),
            (Field::Email, "anna@skola.example"),
            (Field::OrganisationName, "Paraugskola"),
            (Field::Country, "LV"),
            (Field::City, "Cēsis"),
            (Field::Street, "Skolas iela 1"),
            (Field::Postcode, "LV-4101"),
            (Field::Password, "violet-harbour-lamp"),
            (Field::Adult, "true"),
            (Field::PolicyRead, "true"),
            (Field::PolicyVersion, "1"),
        ];
        for (field, value) in answers {
            registration.form().fill(field, value);
        }
        change(registration);
        let view = view! { <Step kind=SCHOOL step /> }.into_view();
        // Errors as after a failed "Continue": a step starts without any.
        registration.form().refuse(registration.flaws(SCHOOL, step));
        view
    })
}

fn place(html: &str, what: &str) -> usize {
    html.find(what).unwrap_or_else(|| panic!("{what} is missing"))
}

#[test]
fn a_registration_starts_with_two_links_and_says_who_may_not() {
    for (lang, under_age) in [(Lang::Lv, "Ja jums vēl nav 18 gadu"), (Lang::En, "If you are under 18")] {
        let html = html(lang, ChooseKind);
        assert!(html.contains(&format!("/{}/register/company", lang.tag())));
        assert!(html.contains(&format!("/{}/register/school", lang.tag())));
        assert!(html.contains(under_age));
    }
}

#[test]
fn every_field_has_a_label_and_a_reason_and_the_place_in_the_form_is_said() {
    for (lang, second, optional) in
        [(Lang::Lv, "2. solis no 5", "(nav obligāti)"), (Lang::En, "Step 2 of 5", "(optional)")]
    {
        let html = step(lang, RegisterStep::Organisation, |_| ());
        assert!(place(&html, second) < place(&html, "<h1"), "the place stands above the heading");
        for field in
            ["organisation-name", "country", "region", "city", "street", "postcode", "registration-number", "oid"]
        {
            place(&html, &format!("<label for=\"field-{field}\" class=\"field__label\""));
            place(&html, &format!("id=\"field-{field}-hint\""));
            place(&html, &format!("aria-describedby=\"field-{field}-hint\""));
        }
        assert_eq!(html.matches(optional).count(), 3);
        assert!(!html.contains("error-summary") && !html.contains("placeholder"));
    }
}

#[test]
fn only_schools_are_asked_for_the_oid_and_no_country_is_chosen_beforehand() {
    let html = html(Lang::Lv, || {
        let form = use_registration().form();
        let person = [(Field::Name, "A"), (Field::Surname, "B"), (Field::Email, "a@b.example")];
        for (field, value) in person {
            form.fill(field, value);
        }
        view! { <Step kind=OrganisationKind::Company step=RegisterStep::Organisation /> }
    });
    assert!(html.contains("field-registration-number") && !html.contains("field-oid"));
    assert!(!html.contains("selected"));
}

#[test]
fn errors_stand_above_the_heading_and_at_the_field_in_the_same_words() {
    for (lang, words) in [(Lang::Lv, "Ierakstiet e-pasta adresi"), (Lang::En, "Enter your e-mail address")] {
        let html = step(lang, RegisterStep::Person, |registration| registration.form().fill(Field::Email, " "));
        assert!(place(&html, "id=\"error-summary\"") < place(&html, "<h1"));
        assert_eq!(html.matches(words).count(), 2);
        place(&html, "href=\"#field-email\"");
        place(&html, "aria-describedby=\"field-email-hint field-email-error\"");
        assert_eq!(html.matches("aria-invalid=\"true\"").count(), 1);
    }
}

#[test]
fn a_step_opened_too_early_shows_no_form() {
    let html = html(Lang::En, || view! { <Step kind=SCHOOL step=RegisterStep::Check /> });
    assert!(html.contains("<h1") && html.contains("skeleton") && !html.contains("<form"));
}

#[test]
fn a_person_led_back_to_the_password_learns_why() {
    for (lang, why) in [(Lang::Lv, "paroli šajā ierīcē nesaglabājam"), (Lang::En, "we do not keep the password")] {
        let sent_back = step(lang, RegisterStep::Password, RegistrationContext::send_back);
        assert!(sent_back.contains(why));
        assert!(!step(lang, RegisterStep::Password, |_| ()).contains(why));
    }
}

#[test]
fn boxes_are_never_ticked_beforehand_and_the_newsletter_is_apart() {
    let html = step(Lang::Lv, RegisterStep::Declarations, |registration| {
        for field in [Field::Adult, Field::PolicyRead] {
            registration.form().fill(field, "");
        }
    });
    assert!(!html.contains("checked"));
    assert_eq!(html.matches("type=\"checkbox\"").count(), 3);
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 2, "the newsletter is not needed");
    assert!(html.contains("Portugāli, Franciju") && html.contains("/lv/privacy"));
}

#[test]
fn the_check_shows_every_answer_but_the_password_and_names_the_act() {
    for (lang, button, chosen, none) in [
        (Lang::Lv, "Reģistrēt skolu", "Izvēlēta", "Nav norādīts"),
        (Lang::En, "Register school", "Chosen", "Not given"),
    ] {
        let html = step(lang, RegisterStep::Check, |_| ());
        assert!(html.contains(button) && html.contains(chosen) && html.contains(none));
        assert!(html.contains("Skolas iela 1") && !html.contains("violet"));
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script>alert"));
        assert_eq!(html.matches("summary-list__actions").count(), 16, "a way to change every answer");
        place(&html, &format!("/{}/register/school/password", lang.tag()));
    }
}

#[test]
fn a_mailed_code_waits_for_the_button_and_a_dead_one_leads_on() {
    for (lang, button, again) in
        [(Lang::Lv, "Apstiprināt adresi", "Saņemt jaunu vēstuli"), (Lang::En, "Confirm address", "Get a new e-mail")]
    {
        let at = |stage| html(lang, || view! { <VerifyWith code=MailedCode::at(stage) /> });
        let ready = at(Stage::Ready);
        assert!(ready.contains(button) && ready.contains("method=\"post\"") && !ready.contains(again));
        let missing = at(Stage::Missing);
        assert!(missing.contains(again) && !missing.contains("<form"));
        assert!(at(Stage::Unread).contains("skeleton"));
        let gone = html(lang, || {
            let code = MailedCode::at(Stage::Ready);
            code.form.fail(ApiError::Problem(Problem::new(Code::Gone)));
            view! { <NewPasswordWith code /> }
        });
        assert!(gone.contains("error-summary") && gone.contains(again) && !gone.contains("<form"));
    }
}

#[test]
fn the_newsletter_is_confirmed_by_a_button_and_a_dead_code_leads_to_the_consents() {
    for (lang, button, what) in [
        (Lang::Lv, "Apstiprināt pieteikšanos", "VET2B jaunumu vēstuli"),
        (Lang::En, "Confirm the subscription", "VET2B newsletter"),
    ] {
        let at = |stage| html(lang, || view! { <NewsletterConfirmWith code=MailedCode::at(stage) /> });
        let consents = format!("/{}/my-privacy/consents", lang.tag());
        let ready = at(Stage::Ready);
        assert!(ready.contains(button) && ready.contains(what) && ready.contains("method=\"post\""));
        for stage in [Stage::Missing, Stage::Gone, Stage::Done] {
            let html = at(stage);
            assert!(html.contains(&consents) && !html.contains("<form"), "{stage:?}");
        }
    }
}

#[test]
fn a_failure_keeps_the_form() {
    let html = html(Lang::En, || {
        let code = MailedCode::at(Stage::Ready);
        code.form.fail(ApiError::Offline);
        view! { <VerifyWith code /> }
    });
    assert!(html.contains("cannot be reached") && html.contains("Confirm address"));
}

#[test]
fn the_sign_in_helps_password_managers_and_never_puts_a_password_into_an_address() {
    let html = html(Lang::Lv, SignInPage);
    assert!(html.contains("autocomplete=\"username\"") && html.contains("autocomplete=\"current-password\""));
    assert!(html.contains("method=\"post\"") && html.contains("/lv/recover"));
}

#[test]
fn first_steps_fit_the_kind() {
    for (kind, words) in [(OrganisationKind::Company, "the company needs"), (SCHOOL, "learners can offer")] {
        let viewer = Viewer {
            name: "Anna".into(),
            surname: "Ozola".into(),
            email: "anna@skola.example".into(),
            organisation: "Paraugskola".into(),
            kind,
            authenticated_at: Timestamp(0),
            erasure_due: None,
            policy_due: None,
        };
        let html = html(Lang::En, || view! { <FirstSteps viewer /> });
        assert!(html.contains("Anna, you are signed in") && html.contains(words));
        assert!(html.contains("/en/my-privacy/data"));
    }
}

#[test]
fn what_the_newsletters_box_says_is_what_the_proof_of_consent_keeps() {
    for lang in Lang::ALL {
        let html = step(lang, RegisterStep::Declarations, |_| {});
        let words = Owner::new().with(|| {
            provide_here(Signal::stored(Here { lang, route: None }));
            newsletter_box_words()
        });
        for words in words {
            assert!(html.contains(words), "{words} is shown");
        }
    }
}

/// The page of an invitation: who looks at it, what the server has said, and why it has not.
fn invitation(lang: Lang, session: Session, shown: Option<Invitation>, failure: Option<Code>) -> String {
    html(lang, || {
        provide_session();
        use_session().set(session);
        let code = MailedCode::at(Stage::Ready);
        if let Some(failure) = failure {
            code.form.fail(ApiError::Problem(Problem::new(failure)));
        }
        view! { <InvitationWith code shown=RwSignal::new(shown) /> }
    })
}

fn signed_in() -> Session {
    Session::SignedIn(Viewer {
        name: "Anna".into(),
        surname: "Ozola".into(),
        email: "anna@skola.example".into(),
        organisation: "Paraugskola".into(),
        kind: SCHOOL,
        authenticated_at: Timestamp(0),
        erasure_due: None,
        policy_due: None,
    })
}

#[test]
fn an_invitation_names_who_invites_to_what_and_which_record_goes() {
    for (lang, button, deleted, stays, same) in [
        (Lang::Lv, "Pieņemt uzaicinājumu", "tās dati tiks dzēsti", "tās dati paliks", "jau pārvaldāt"),
        (Lang::En, "Accept the invitation", "its record is deleted", "its record stays", "already"),
    ] {
        let offer = Invitation {
            organisation: "SIA <b>Paraugs".into(),
            from: "Zane Liepa".into(),
            leaves: Some("Paraugskola".into()),
            deletes: true,
        };
        let shown = |offer: Invitation| invitation(lang, signed_in(), Some(offer), None);
        let html = shown(offer.clone());
        for words in [button, deleted, "SIA &lt;b&gt;Paraugs", "Zane Liepa", "Paraugskola", "method=\"post\""] {
            assert!(html.contains(words), "{words} is missing in {html}");
        }
        let html = shown(Invitation { deletes: false, ..offer.clone() });
        assert!(html.contains(stays) && !html.contains(deleted));
        let html = shown(Invitation { leaves: None, deletes: false, ..offer });
        assert!(html.contains(same) && !html.contains(stays));
    }
}

#[test]
fn an_invitation_leads_to_the_account_that_it_is_for_and_back() {
    for lang in Lang::ALL {
        let way = format!("/{0}/sign-in?next=/{0}/invitation", lang.tag());
        let register = format!("/{}/register", lang.tag());
        let data = format!("/{}/my-privacy/data", lang.tag());
        let guest = invitation(lang, Session::Guest, None, None);
        let wrong = invitation(lang, signed_in(), None, Some(Code::WrongAccount));
        for html in [&guest, &wrong] {
            assert!(html.contains(&way) && html.contains(&register) && !html.contains("type=\"submit\""), "{html}");
        }
        assert!(wrong.contains("error-summary") && !guest.contains("error-summary"));
        let gone = invitation(lang, signed_in(), None, Some(Code::Gone));
        assert!(gone.contains("error-summary") && gone.contains(&data) && !gone.contains("<form"));
        let busy = invitation(lang, signed_in(), None, Some(Code::Unavailable));
        assert!(busy.contains("error-summary") && busy.contains("type=\"submit\""));
        assert!(invitation(lang, signed_in(), None, None).contains("skeleton"));
    }
}
