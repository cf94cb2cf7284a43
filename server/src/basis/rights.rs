//! The words of requests where there is no page: in mails, case files, copies of the data and on the command line.

use contract::lang::Lang;
use contract::rights::{Concern, DisclosureGround, RequestEventKind, RequestKind, RequestState};

const fn either(lang: Lang, lv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Lv => lv,
        Lang::En => en,
    }
}

/// Which right.
pub const fn kind(lang: Lang, kind: RequestKind) -> &'static str {
    let (lv, en) = match kind {
        RequestKind::Access => ("Piekļuve datiem", "Access to data"),
        RequestKind::Portability => ("Datu pārnesamība", "Data portability"),
        RequestKind::Rectification => ("Datu labošana", "Rectification"),
        RequestKind::Erasure => ("Datu dzēšana", "Erasure"),
        RequestKind::Restriction => ("Apstrādes ierobežošana", "Restriction of processing"),
        RequestKind::Objection => ("Iebildums pret apstrādi", "Objection to processing"),
        RequestKind::Withdrawal => ("Piekrišanas atsaukšana", "Withdrawal of consent"),
        RequestKind::Complaint => ("Sūdzība", "Complaint"),
        RequestKind::Guardian => ("Vecāka vai aizbildņa ziņojums", "Report by a parent or guardian"),
    };
    either(lang, lv, en)
}

/// Where it stands.
pub const fn state(lang: Lang, state: RequestState) -> &'static str {
    let (lv, en) = match state {
        RequestState::Received => ("saņemts", "received"),
        RequestState::Identification => ("gaida jūsu atbildi", "waits for your answer"),
        RequestState::InProgress => ("tiek izskatīts", "in progress"),
        RequestState::Granted => ("izpildīts", "granted"),
        RequestState::PartlyGranted => ("izpildīts daļēji", "granted in part"),
        RequestState::Refused => ("noraidīts", "refused"),
        RequestState::Cancelled => ("atsaukts", "taken back"),
    };
    either(lang, lv, en)
}

/// What happened.
pub const fn event(lang: Lang, event: RequestEventKind) -> &'static str {
    let (lv, en) = match event {
        RequestEventKind::Received => ("Saņemts", "Received"),
        RequestEventKind::Assigned => ("Nodots darbiniekam", "Given to a member of staff"),
        RequestEventKind::Asked => {
            ("Uzdots jautājums; termiņš apturēts", "A question was asked; the clock stands still")
        }
        RequestEventKind::Answered => ("Atbilde saņemta; termiņš turpinās", "Answered; the clock goes on"),
        RequestEventKind::Extended => ("Termiņš pagarināts", "Extended"),
        RequestEventKind::Decided => ("Izlemts", "Decided"),
        RequestEventKind::Cancelled => ("Atsaukts", "Taken back"),
        RequestEventKind::Failed => {
            ("Portālam neizdevās; izskatīs darbinieki", "The portal failed; staff will see to it")
        }
        RequestEventKind::Viewed => ("Darbinieks aplūkoja", "Looked at by staff"),
        RequestEventKind::RefusalProposed => ("Ierosināts noraidīt", "Refusal proposed"),
        RequestEventKind::Reminded => ("Darbiniekiem atgādināts", "Staff reminded"),
        RequestEventKind::CarriedOut => ("Portālā izpildīts", "Carried out in the portal"),
        RequestEventKind::RemovalProposed => ("Ierosināts dzēst kontu", "Removal of an account proposed"),
    };
    either(lang, lv, en)
}

/// What it is about.
pub const fn concern(lang: Lang, concern: Concern) -> &'static str {
    let (lv, en) = match concern {
        Concern::Everything => ("visi dati", "all data"),
        Concern::Name => ("vārds un uzvārds", "name and surname"),
        Concern::Email => ("e-pasta adrese", "e-mail address"),
        Concern::Phone => ("tālruņa numurs", "phone number"),
        Concern::Organisation => ("organizācija", "organisation"),
        Concern::Address => ("adrese", "address"),
        Concern::Consents => ("piekrišanas", "consents"),
        Concern::Usage => ("lietojuma dati", "usage data"),
        Concern::Security => ("drošības ieraksti", "security records"),
        Concern::Messages => ("ziņas konsorcijam", "messages to the consortium"),
        Concern::Requests => ("pieprasījumi par saviem datiem", "requests about your own data"),
        Concern::Newsletter => ("jaunumu vēstule", "newsletter"),
        Concern::Cookies => ("sīkdatnes", "cookies"),
        Concern::Policy => ("privātuma politikas versija", "a version of the privacy policy"),
        Concern::NewPurpose => ("jauns privātuma politikas nolūks", "a new purpose of the privacy policy"),
        Concern::Operate => ("nolūks: uzturēt portālu", "purpose: run the portal"),
        Concern::Notify => ("nolūks: paziņot par izmaiņām", "purpose: tell about changes"),
        Concern::Interact => ("nolūks: interaktīvās iespējas", "purpose: interactive features"),
        Concern::Support => ("nolūks: palīdzēt lietotājiem", "purpose: customer service and support"),
        Concern::Improve => ("nolūks: analizēt un uzlabot", "purpose: analysis to improve"),
        Concern::Monitor => ("nolūks: uzraudzīt lietošanu", "purpose: monitor use"),
        Concern::Protect => ("nolūks: tehniskas problēmas", "purpose: technical problems"),
        Concern::Child => ("bērna dati", "a child's data"),
        Concern::Other => ("cits", "something else"),
    };
    either(lang, lv, en)
}

/// Why data may be given to somebody outside (policy clause `disclosure`).
pub const fn ground(lang: Lang, ground: DisclosureGround) -> &'static str {
    let (lv, en) = match ground {
        DisclosureGround::LegalObligation => ("juridiska pienākuma izpilde", "a legal obligation"),
        DisclosureGround::RightsOrProperty => {
            ("konsorcija tiesību vai īpašuma aizsardzība", "protection of the consortium's rights or property")
        }
        DisclosureGround::Wrongdoing => (
            "pārkāpumu novēršana vai izmeklēšana saistībā ar portālu",
            "prevention or investigation of wrongdoing around the portal",
        ),
        DisclosureGround::Safety => ("lietotāju vai sabiedrības drošība", "the safety of users or of the public"),
        DisclosureGround::Liability => ("aizsardzība pret juridisko atbildību", "protection against legal liability"),
    };
    either(lang, lv, en)
}
