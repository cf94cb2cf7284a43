use contract::check::Flaw;

use super::*;

/// Runs with a registration that is complete for a school.
fn filled(run: impl FnOnce(RegistrationContext)) {
    Owner::new().with(|| {
        let registration = RegistrationContext::new();
        let answers = [
            (Field::Name, "Anna"),
            (Field::Surname, "Ozola"),
            (Field::Email, "anna@skola.example"),
            (Field::OrganisationName, "Paraugskola"),
            (Field::Country, "LV"),
            (Field::City, "Cēsis"),
            (Field::Street, "Skolas iela 1"),
            (Field::Postcode, "LV-4101"),
            (Field::Oid, "E10123456"),
            (Field::Password, "violet-harbour-lamp"),
            (Field::Adult, "true"),
            (Field::PolicyRead, "true"),
            (Field::PolicyVersion, "1"),
        ];
        for (field, value) in answers {
            registration.form().fill(field, value);
        }
        run(registration);
    });
}

const SCHOOL: OrganisationKind = OrganisationKind::School;

#[test]
fn every_flaw_belongs_to_one_step() {
    filled(|registration| {
        assert_eq!(registration.first_incomplete(SCHOOL), RegisterStep::Check);
        registration.form().fill(Field::City, "");
        assert_eq!(registration.first_incomplete(SCHOOL), RegisterStep::Organisation);
        assert_eq!(registration.flaws(SCHOOL, RegisterStep::Person), vec![]);
        let required = vec![Violation { field: Field::City, flaw: Flaw::Required }];
        assert_eq!(registration.flaws(SCHOOL, RegisterStep::Organisation), required);
    });
}

#[test]
fn a_password_with_the_persons_name_is_found_in_the_password_step() {
    filled(|registration| {
        registration.form().fill(Field::Name, "Harbour");
        assert_eq!(registration.first_incomplete(SCHOOL), RegisterStep::Password);
    });
}

#[test]
fn the_tab_keeps_everything_but_the_password() {
    filled(|registration| {
        let kept = serde_json::to_string(&registration.kept()).unwrap();
        assert!(kept.contains("Skolas iela 1") && kept.contains("\"policy_version\":\"1\""), "{kept}");
        assert!(!kept.contains("violet"), "{kept}");
        let again = RegistrationContext::new();
        again.restore(json::parse(&kept).unwrap());
        assert_eq!(again.first_incomplete(SCHOOL), RegisterStep::Password);
        again.restore(json::parse(r#"{"password":"x","message":"x","unknown":"x","name":1}"#).unwrap());
        assert_eq!((again.form().text(Field::Password), again.form().text(Field::Message)), Default::default());
    });
}

#[test]
fn nothing_stays_after_sending_but_the_address_for_the_mail() {
    filled(|registration| {
        registration.sent();
        assert!(registration.kept().is_empty());
        assert_eq!(registration.form().text(Field::Password), "");
        assert_eq!(registration.sent_to(), "anna@skola.example");
    });
}

#[test]
fn a_company_sends_no_oid_and_another_policy_version_has_to_be_read_again() {
    filled(|registration| {
        assert_eq!(registration.draft(OrganisationKind::Company, Lang::Lv).organisation.oid, "");
        registration.show_version("1");
        assert!(registration.form().ticked(Field::PolicyRead));
        registration.show_version("2");
        assert!(!registration.form().ticked(Field::PolicyRead));
        assert_eq!(registration.first_incomplete(SCHOOL), RegisterStep::Declarations);
    });
}

#[test]
fn errors_are_handed_over_once_to_the_first_step_they_concern() {
    filled(|registration| {
        let flaw = |field| Violation { field, flaw: Flaw::Malformed };
        let step = registration.hand_over(&vec![flaw(Field::Password), flaw(Field::Phone), flaw(Field::Email)]);
        assert_eq!(step, Some(RegisterStep::Person));
        assert_eq!(registration.take_handed_over(RegisterStep::Password), vec![]);
        // In the order of the page.
        let mine = vec![flaw(Field::Email), flaw(Field::Phone)];
        assert_eq!(registration.take_handed_over(RegisterStep::Person), mine);
        assert_eq!(registration.take_handed_over(RegisterStep::Person), vec![]);
        assert_eq!(registration.hand_over(&Vec::new()), None);
    });
}

#[test]
fn a_policy_version_that_is_past_is_said_at_the_box_that_one_ticks() {
    filled(|registration| {
        let outdated = |field| vec![Violation { field, flaw: Flaw::Outdated }];
        let step = registration.hand_over(&outdated(Field::PolicyVersion));
        assert_eq!(step, Some(RegisterStep::Declarations));
        assert_eq!(registration.take_handed_over(RegisterStep::Declarations), outdated(Field::PolicyRead));
    });
}
