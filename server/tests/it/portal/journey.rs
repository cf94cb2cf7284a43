use contract::account::{
    DeclarationsDraft, OrganisationDraft, OrganisationKind, PersonDraft, RegistrationDraft, Session, SignInDraft,
    TokenDraft, Viewer,
};
use contract::lang::Lang;
use contract::path;

use super::{Answer, Client, Portal};

/// A password that does.
pub const PASSWORD: &str = "violet-harbour-lamp";

/// A company's registration, in Latvian.
pub fn company(email: &str) -> RegistrationDraft {
    RegistrationDraft {
        kind: OrganisationKind::Company,
        lang: Lang::Lv,
        person: PersonDraft { name: "Anna".into(), surname: "Paraudziņa".into(), phone: "+371 20 000 000".into() },
        email: email.into(),
        organisation: OrganisationDraft {
            name: "SIA Paraugs".into(),
            country: "LV".into(),
            region: "Vidzeme".into(),
            city: "Cēsis".into(),
            street: "Rīgas iela 1".into(),
            postcode: "LV-4101".into(),
            registration_number: "40003012345".into(),
            oid: String::new(),
        },
        password: PASSWORD.into(),
        declarations: DeclarationsDraft {
            adult: true,
            policy_read: true,
            policy_version: "1".into(),
            newsletter: false,
        },
    }
}

/// A school's registration, in English.
pub fn school(email: &str) -> RegistrationDraft {
    let company = company(email);
    RegistrationDraft {
        kind: OrganisationKind::School,
        lang: Lang::En,
        organisation: OrganisationDraft {
            name: "Escola Exemplo".into(),
            country: "PT".into(),
            registration_number: String::new(),
            oid: "E10123456".into(),
            ..company.organisation
        },
        ..company
    }
}

impl Portal {
    /// Registers, confirms by the mail, and is signed in.
    pub async fn registered(&self, draft: &RegistrationDraft) -> Client {
        let mut client = self.visitor();
        client.post(path::REGISTRATIONS, draft).await.is(202);
        self.run_jobs().await;
        let token = self.postman.code_to(&draft.email);
        client.post(path::REGISTRATION_CONFIRMATION, &TokenDraft { token }).await.is(200);
        client
    }

    /// A company, registered.
    pub async fn anna(&self) -> Client {
        self.registered(&company("anna@example.lv")).await
    }
}

impl Client {
    /// Signs in.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post(path::SESSION, &SignInDraft { email: email.into(), password: password.into() }).await
    }

    /// Who is signed in.
    pub async fn viewer(&mut self) -> Option<Viewer> {
        match self.get(path::SESSION).await.ok(200) {
            Session::SignedIn(viewer) => Some(viewer),
            Session::Guest => None,
        }
    }
}
