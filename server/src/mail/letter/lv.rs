use contract::lang::Lang;
use contract::portal::Topic;

use super::{Frame, Letter, RequestFacts, Words, on};
use crate::basis::rights;

pub const FRAME: Frame = Frame {
    hello: "Labdien",
    regards: "Ar cieņu\nVET2B portāls",
    reference: "Atsauces numurs saziņai ar mums",
    paste: "Ja poga nedarbojas, atveriet pārlūkā šo adresi:",
};

const fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Support => "palīdzība ar portālu",
        Topic::DataProtection => "personas datu aizsardzība",
        Topic::GuardianReport => "vecāka vai aizbildņa ziņojums par bērna datiem",
    }
}

const AUTHORITY: &str = "Datu valsts inspekcija, https://www.dvi.gov.lv";
const WHY: &str = "Šo vēstuli saņēmāt, jo ar jūsu e-pasta adresi VET2B portālā iesniegts pieprasījums par personas datiem. Ja to \
                   nedarījāt jūs, rakstiet mums, norādot atsauces numuru.";
const STAFF: &str = "Šo vēstuli saņēmāt, jo atbildat uz VET2B portālā iesniegtajiem pieprasījumiem.";

/// How the request is seen without an account.
fn receipt(request: &RequestFacts) -> Vec<String> {
    let words = |code: &String| {
        format!("Saites vietā varat izmantot piekļuves kodu: {code}. Saglabājiet to: ar to redzams pieprasījums.")
    };
    request.receipt.iter().map(words).collect()
}

/// The proof of what a decision has led to, and how the request is seen without an account.
fn proof(request: &RequestFacts) -> Vec<String> {
    let words = |link: &String| format!("Kad dzēšana būs pabeigta, parakstīts dzēšanas apliecinājums būs šeit: {link}");
    request.certificate.iter().map(words).chain(receipt(request)).collect()
}

#[expect(clippy::too_many_lines, reason = "one letter after the other, in the order of the enum")]
pub fn words(letter: &Letter) -> Words {
    match letter {
        Letter::Confirm { link, newsletter, reference } => Words {
            subject: "VET2B: apstipriniet savu e-pasta adresi".into(),
            paragraphs: [
                Some("Paldies, ka reģistrējāties VET2B portālā. Lai pabeigtu reģistrāciju, apstipriniet, ka šī e-pasta adrese ir jūsu."),
                newsletter.then_some(
                    "Reģistrējoties atzīmējāt, ka vēlaties saņemt jaunumu vēstuli. Apstiprinot adresi, apstiprināsiet arī to. \
                     Atteikties varat jebkurā laikā portāla sadaļā „Mans privātums”.",
                ),
            ]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect(),
            action: Some(("Apstiprināt adresi", link.clone())),
            notes: vec!["Saite ir derīga 48 stundas, un to var izmantot vienu reizi.".into()],
            why: "Šo vēstuli saņēmāt, jo mūsu reģistrācijas veidlapā tika ievadīta jūsu e-pasta adrese. Ja jūs nereģistrējāties, \
                  nekas nav jādara: bez apstiprinājuma konts netiks izveidots, un ievadītos datus pēc 48 stundām izdzēsīsim."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::Known { sign_in, recover, reference } => Words {
            subject: "VET2B: jums jau ir konts".into(),
            paragraphs: vec![
                "Kāds, iespējams, jūs, VET2B portālā ievadīja jūsu e-pasta adresi. Ar šo adresi konts jau ir izveidots, tāpēc \
                 reģistrēties vēlreiz nevajag."
                    .into(),
                format!("Ja parole ir aizmirsta, jaunu var izveidot šeit: {recover}"),
            ],
            action: Some(("Pieslēgties", sign_in.clone())),
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo portāla veidlapā tika ievadīta jūsu e-pasta adrese. Ja to nedarījāt jūs, nekas nav \
                  jādara: jūsu kontā nekas nav mainījies, un tam, kurš adresi ievadīja, neatklājām, ka jums ir konts."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::Unknown { register, reference } => Words {
            subject: "VET2B: ar šo adresi konta nav".into(),
            paragraphs: vec![
                "Kāds, iespējams, jūs, VET2B portālā ievadīja jūsu e-pasta adresi, lai piekļūtu kontam. Ar šo adresi konta nav, \
                 un neviena reģistrācija negaida apstiprinājumu."
                    .into(),
                "Varbūt reģistrējāties ar citu adresi? Tad izmēģiniet to. Ja konta vēl nav, varat reģistrēties.".into(),
            ],
            action: Some(("Reģistrēties", register.clone())),
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo portāla veidlapā tika ievadīta jūsu e-pasta adrese. Ja to nedarījāt jūs, nekas nav \
                  jādara: jūsu adresi neglabājam."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::Recovery { link, reference } => Words {
            subject: "VET2B: jaunas paroles izveide".into(),
            paragraphs: vec!["Saņēmām lūgumu nomainīt jūsu VET2B konta paroli.".into()],
            action: Some(("Izveidot jaunu paroli", link.clone())),
            notes: vec![
                "Saite ir derīga vienu stundu, un to var izmantot vienu reizi. Kad parole būs nomainīta, visās \
                 ierīcēs būs jāpieslēdzas no jauna."
                    .into(),
            ],
            why: "Šo vēstuli saņēmāt, jo kāds lūdza nomainīt jūsu konta paroli. Ja to nelūdzāt jūs, nekas nav jādara: parole paliek \
                  līdzšinējā. Saiti nevienam nesūtiet."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::PasswordChanged { recover } => Words {
            subject: "VET2B: parole ir nomainīta".into(),
            paragraphs: vec!["Jūsu VET2B konta parole tikko tika nomainīta. Citās ierīcēs būs jāpieslēdzas no jauna.".into()],
            action: None,
            notes: vec![],
            why: format!(
                "Šo vēstuli saņēmāt, jo par katru paroles maiņu brīdinām konta īpašnieku. Ja paroli nemainījāt jūs, nekavējoties \
                 izveidojiet jaunu: {recover}"
            ),
            reference: None,
        },
        Letter::ConfirmEmail { link, reference } => Words {
            subject: "VET2B: apstipriniet jauno e-pasta adresi".into(),
            paragraphs: vec![
                "Kāds, iespējams, jūs, vēlas šo adresi izmantot savam VET2B kontam. Apstipriniet, ka adrese ir jūsu.".into(),
            ],
            action: Some(("Apstiprināt jauno adresi", link.clone())),
            notes: vec![
                "Saite ir derīga 24 stundas, un to var izmantot vienu reizi. Līdz apstiprinājumam kontam paliek līdzšinējā adrese."
                    .into(),
            ],
            why: "Šo vēstuli saņēmāt, jo kontā tika ievadīta jūsu e-pasta adrese. Ja to nedarījāt jūs, nekas nav jādara: bez \
                  apstiprinājuma adrese netiks mainīta."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::EmailChangeRequested { sessions } => Words {
            subject: "VET2B: lūgums mainīt e-pasta adresi".into(),
            paragraphs: vec![
                "Saņēmām lūgumu jūsu VET2B kontam piesaistīt citu e-pasta adresi. Tā sāks darboties, kad jaunā adrese būs \
                 apstiprināta."
                    .into(),
            ],
            action: None,
            notes: vec![],
            why: format!(
                "Šo vēstuli saņēmāt, jo par katru adreses maiņu brīdinām līdzšinējo adresi. Ja to nelūdzāt jūs, nomainiet paroli un \
                 izbeidziet svešās sesijas: {sessions}"
            ),
            reference: None,
        },
        Letter::EmailChanged { contact } => Words {
            subject: "VET2B: e-pasta adrese ir nomainīta".into(),
            paragraphs: vec![
                "Jūsu VET2B kontam tagad ir cita e-pasta adrese. Uz šo adresi par kontu vairs nerakstīsim.".into(),
                "Jūsu drošībai nākamās 72 stundas kontu nevar ne dzēst, ne eksportēt.".into(),
            ],
            action: None,
            notes: vec![],
            why: format!(
                "Šo vēstuli saņēmāt, jo par katru adreses maiņu brīdinām līdzšinējo adresi. Ja adresi nemainījāt jūs, nekavējoties \
                 rakstiet mums: {contact}"
            ),
            reference: None,
        },
        Letter::Invitation { link, reference } => Words {
            subject: "VET2B: uzaicinājums pārvaldīt organizāciju".into(),
            paragraphs: vec![
                "Kāds, kurš VET2B portālā pārvalda organizāciju, kā kolēģi uzaicina arī jūs to pārvaldīt. Kura tā ir organizācija \
                 un kas jūs aicina, redzēsiet saites lapā, kad būsiet pieslēgušies ar šīs e-pasta adreses kontu."
                    .into(),
                "Ja konta vēl nav, lapa jūs aizvedīs uz reģistrāciju. Kamēr tur nepieņemat uzaicinājumu, nekas nemainās.".into(),
            ],
            action: Some(("Apskatīt uzaicinājumu", link.clone())),
            notes: vec!["Saite ir derīga 72 stundas, un uzaicinājumu var pieņemt vienu reizi.".into()],
            why: "Šo vēstuli saņēmāt, jo jūsu e-pasta adrese portālā tika ievadīta kā kolēģa adrese. Ja neko par to nezināt, nekas nav \
                  jādara: tam, kurš to ievadīja, neatklājam, vai jums ir konts, un pēc 72 stundām adresi izdzēsīsim."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::InvitationAccepted { activity } => Words {
            subject: "VET2B: jūsu uzaicinājums ir pieņemts".into(),
            paragraphs: vec![
                "Jūsu uzaicinātais kolēģis turpmāk VET2B portālā arī pārvalda jūsu organizāciju: redz tās datus un var tos labot.".into(),
                "Ja izdzēsīsiet savu kontu, organizācijas dati paliks tiem, kuri to tad pārvaldīs.".into(),
            ],
            action: Some(("Apskatīt darbību žurnālu", activity.clone())),
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo uzaicinājums tika nosūtīts no jūsu konta. Ja to nedarījāt jūs, nomainiet paroli un rakstiet \
                  mums."
                .into(),
            reference: None,
        },
        Letter::ConfirmNewsletter { link } => Words {
            subject: "VET2B: apstipriniet jaunumu vēstules saņemšanu".into(),
            paragraphs: vec![
                "Portālā pieteicāties VET2B jaunumu vēstulei. To sāksim sūtīt tikai pēc tam, kad būsiet to apstiprinājuši.".into(),
            ],
            action: Some(("Apstiprināt pieteikšanos", link.clone())),
            notes: vec![
                "Saite ir derīga 24 stundas, un to var izmantot vienu reizi. Atteikties no jaunumu vēstules varat jebkurā laikā \
                 portāla sadaļā „Mans privātums”."
                    .into(),
            ],
            why: "Šo vēstuli saņēmāt, jo jūsu kontā tika nospiesta poga „Pieteikties jaunumu vēstulei”. Ja to nedarījāt jūs vai \
                  esat pārdomājuši, nekas nav jādara: bez apstiprinājuma jaunumu vēstuli nesūtīsim."
                .into(),
            reference: None,
        },
        Letter::ContactReceived { reference } => Words {
            subject: format!("VET2B: jūsu ziņa {reference} ir saņemta"),
            paragraphs: vec![
                "Paldies par jūsu ziņu. Esam to saņēmuši un atbildēsim uz šo e-pasta adresi.".into(),
                "Uz jautājumiem par personas datiem atbildam mēneša laikā.".into(),
            ],
            action: None,
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo VET2B portāla saziņas veidlapā tika ievadīta jūsu e-pasta adrese. Ja to nedarījāt jūs, \
                  rakstiet mums, norādot atsauces numuru, un mēs ziņu izdzēsīsim."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::ContactForward { reference, topic: about, name, email, message } => Words {
            subject: format!("VET2B: ziņa {reference} no saziņas veidlapas"),
            paragraphs: vec![
                format!("Temats: {}", topic(*about)),
                format!("Vārds: {name}"),
                format!("E-pasts: {email}"),
                message.clone(),
            ],
            action: None,
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo atbildat uz VET2B portāla ziņām. Atbilde uz to nonāks pie ziņas autora.".into(),
            reference: Some(reference.clone()),
        },
        Letter::ExportReady { link } => Words {
            subject: "VET2B: jūsu datu kopija ir gatava".into(),
            paragraphs: vec![
                "Jūsu datu kopija ir sagatavota. Lejupielādēt to var portālā pēc pieslēgšanās septiņu dienu laikā; pēc tam to \
                 izdzēsīsim."
                    .into(),
            ],
            action: Some(("Atvērt datu kopijas lapu", link.clone())),
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo jūsu kontā tika pieprasīta datu kopija. Ja to nedarījāt jūs, nomainiet paroli.".into(),
            reference: None,
        },
        Letter::ErasureRequested { link, due_at, reference } => Words {
            subject: "VET2B: konta dzēšanas pieprasījums".into(),
            paragraphs: vec![
                format!("Saņēmām jūsu pieprasījumu dzēst VET2B kontu. Kontu un visus tā datus izdzēsīsim {}.", on(Lang::Lv, *due_at)),
                "Līdz tam varat pārdomāt. Pēc dzēšanas datus atjaunot vairs nevar.".into(),
            ],
            action: Some(("Paturēt kontu", link.clone())),
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo jūsu kontā tika pieprasīta dzēšana. Ja to nedarījāt jūs, atveriet saiti, lai kontu \
                  paturētu, un nomainiet paroli."
                .into(),
            reference: Some(reference.clone()),
        },
        Letter::ErasureCancelled => Words {
            subject: "VET2B: konts netiks dzēsts".into(),
            paragraphs: vec!["Jūsu VET2B konta dzēšana ir apturēta. Konts un dati paliek, kā bijuši.".into()],
            action: None,
            notes: vec![],
            why: "Šo vēstuli saņēmāt, jo tika apturēta jūsu konta dzēšana. Ja to nedarījāt jūs, nomainiet paroli un pieprasiet \
                  dzēšanu vēlreiz."
                .into(),
            reference: None,
        },
        Letter::PolicyNotice { day, changes, consents, delete } => Words {
            subject: "VET2B: mainās privātuma politika".into(),
            paragraphs: vec![
                format!("VET2B portāla privātuma politikas jaunā versija stājas spēkā {day}. Kas tajā mainās, portālā var lasīt vārdu pa vārdam."),
                "Jums nekas nav jādara. Ja mainās kas tāds, kam vajadzīga jūsu piekrišana, par to jautāsim atsevišķi; klusēšana nav piekrišana.".into(),
            ],
            action: Some(("Skatīt, kas mainās", changes.clone())),
            notes: vec![
                format!("Savas piekrišanas varat apskatīt un atsaukt šeit: {consents}"),
                format!("Ja ar jauno politiku neesat mierā, savus datus varat izdzēst: {delete}"),
            ],
            why: "Šo vēstuli saņēmāt, jo jums ir konts VET2B portālā un par politikas izmaiņām paziņojam iepriekš.".into(),
            reference: None,
        },
        Letter::RequestCode { code, link } => Words {
            subject: "VET2B: apstipriniet savu pieprasījumu".into(),
            paragraphs: vec![
                "VET2B portālā ar jūsu e-pasta adresi iesniegts pieprasījums par personas datiem. Lai mēs to izskatītu, apstipriniet, \
                 ka adrese ir jūsu: atveriet saiti vai ierakstiet kodu pieprasījuma lapā."
                    .into(),
                format!("Kods: {code}"),
            ],
            action: Some(("Apstiprināt pieprasījumu", link.clone())),
            notes: vec![
                "Kods ir derīgs 30 minūtes, un to var izmantot vienu reizi. Personu apliecinoša dokumenta kopiju neprasīsim.".into(),
            ],
            why: "Šo vēstuli saņēmāt, jo pieprasījuma veidlapā tika ievadīta jūsu e-pasta adrese. Ja to nedarījāt jūs, nekas nav \
                  jādara: bez apstiprinājuma pieprasījumu neizskatīsim un ievadīto izdzēsīsim."
                .into(),
            reference: None,
        },
        Letter::RequestReceived { request } => Words {
            subject: format!("VET2B: pieprasījums {} ir saņemts", request.reference),
            paragraphs: vec![
                format!("Jūsu pieprasījums ir saņemts: {}.", rights::kind(Lang::Lv, request.kind).to_lowercase()),
                format!("Atbildēsim ne vēlāk kā {}.", request.due),
            ],
            action: Some(("Skatīt pieprasījumu", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestAsked { request, question } => Words {
            subject: format!("VET2B: jautājums par pieprasījumu {}", request.reference),
            paragraphs: vec![
                "Lai atbildētu uz jūsu pieprasījumu, mums jāpārliecinās, ka to iesniedzāt tieši jūs.".into(),
                question.clone(),
                "Atbildiet, rakstot uz contact@vet2b.eu un norādot atsauces numuru. Personu apliecinoša dokumenta kopiju nesūtiet. \
                 Kamēr gaidām jūsu atbildi, termiņš ir apturēts."
                    .into(),
            ],
            action: Some(("Skatīt pieprasījumu", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestAnswered { request } => Words {
            subject: format!("VET2B: pieprasījuma {} izskatīšana turpinās", request.reference),
            paragraphs: vec![format!("Paldies, atbilde ir saņemta. Uz pieprasījumu atbildēsim ne vēlāk kā {}.", request.due)],
            action: Some(("Skatīt pieprasījumu", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestExtended { request, reason } => Words {
            subject: format!("VET2B: pieprasījuma {} termiņš ir pagarināts", request.reference),
            paragraphs: vec![
                format!("Lai atbildētu uz jūsu pieprasījumu, vajadzīgs vairāk laika. Atbildēsim ne vēlāk kā {}.", request.due),
                format!("Iemesls: {reason}"),
                format!("Ja tam nepiekrītat, varat iesniegt sūdzību uzraudzības iestādei: {AUTHORITY}"),
            ],
            action: Some(("Skatīt pieprasījumu", request.link.clone())),
            notes: receipt(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::RequestDecided { request, state, reason } => Words {
            subject: format!("VET2B: atbilde uz pieprasījumu {}", request.reference),
            paragraphs: vec![
                format!("Jūsu pieprasījums ir {}.", rights::state(Lang::Lv, *state)),
                format!("Pamatojums: {reason}"),
                format!(
                    "Ja lēmumam nepiekrītat, varat iesniegt sūdzību uzraudzības iestādei ({AUTHORITY}) vai vērsties tiesā."
                ),
            ],
            action: Some(("Skatīt lēmumu", request.link.clone())),
            notes: proof(request),
            why: WHY.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffRequest { request, has_failed } => Words {
            subject: format!("VET2B: jauns pieprasījums {}", request.reference),
            paragraphs: vec![
                match has_failed {
                    true => format!(
                        "Portālam neizdevās izpildīt pieprasījumu: {}. Tas jāizpilda jums.",
                        rights::kind(Lang::Lv, request.kind).to_lowercase()
                    ),
                    false => format!("Saņemts pieprasījums: {}.", rights::kind(Lang::Lv, request.kind).to_lowercase()),
                },
                format!("Jāatbild ne vēlāk kā {}.", request.due),
                format!("vet2b-server staff show {} --reason IEMESLS --as VĀRDS", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffReminder { request, days_left } if *days_left < 0 => Words {
            subject: format!("VET2B: nokavēts pieprasījuma {} termiņš", request.reference),
            paragraphs: vec![
                format!("Pieprasījums: {}.", rights::kind(Lang::Lv, request.kind).to_lowercase()),
                format!("Bija jāatbild ne vēlāk kā {}. Nokavēto dienu skaits: {}.", request.due, days_left.abs()),
                format!("vet2b-server staff show {} --reason IEMESLS --as VĀRDS", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffReminder { request, days_left } => Words {
            subject: format!("VET2B: tuvojas pieprasījuma {} termiņš", request.reference),
            paragraphs: vec![
                format!("Pieprasījums: {}.", rights::kind(Lang::Lv, request.kind).to_lowercase()),
                format!("Jāatbild ne vēlāk kā {}. Atlikušo dienu skaits: {days_left}.", request.due),
                format!("vet2b-server staff show {} --reason IEMESLS --as VĀRDS", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::StaffUnanswered { request, days } => Words {
            subject: format!("VET2B: neatbildēts jautājums par pieprasījumu {}", request.reference),
            paragraphs: vec![
                format!("Pieprasījums: {}.", rights::kind(Lang::Lv, request.kind).to_lowercase()),
                format!("Jautājums iesniedzējam gaida atbildi, un termiņš ir apturēts. Dienu skaits: {days}."),
                "Ja atbilde ir saņemta, termiņš turpinās; ja tās nebūs, pieprasījums jāizlemj.".into(),
                format!("vet2b-server staff answered {} --as VĀRDS", request.reference),
            ],
            action: None,
            notes: vec![],
            why: STAFF.into(),
            reference: Some(request.reference.clone()),
        },
        Letter::Farewell { link, reference, sealed, reports } => Words {
            subject: "VET2B: jūsu konts ir dzēsts".into(),
            paragraphs: vec![
                if *sealed {
                    "Jūsu VET2B konts un tā dati portālā ir dzēsti. Šī ir pēdējā vēstule. Jūsu adresi šifrētu glabājam vēl tikai tik \
                     ilgi, līdz to izdzēsuši saņēmēji, kam tā bija nodota, bet ne ilgāk kā 90 dienas pēc pēdējā neveiksmīgā \
                     mēģinājuma to paziņot; citam nolūkam to nelietojam."
                        .into()
                } else if *reports {
                    "Jūsu VET2B konts un tā dati portālā ir dzēsti. Šī ir pēdējā vēstule par kontu.".into()
                } else {
                    "Jūsu VET2B konts un tā dati portālā ir dzēsti. Šī ir pēdējā vēstule: arī jūsu adresi vairs neglabājam.".into()
                },
                if *reports {
                    "Jūsu iesniegtais ziņojums par bērnu kopā ar jūsu vārdu un adresi paliek, līdz tas ir izskatīts; trīs dienas pēc \
                     tam dzēsīsim arī to. Izskatīt to mums liek likums. Bez tā paliek tālāk minētais."
                        .into()
                } else {
                    String::new()
                },
                if *sealed {
                    "Pēc tam paliks vienīgi parakstīts dzēšanas apliecinājums, saņēmēju atbildes, dzēšanas atzīme un sīkdatņu izvēles \
                     ar nejaušu apzīmējumu; neviens no tiem uz jums nenorāda."
                        .into()
                } else {
                    "Paliek vienīgi parakstīts dzēšanas apliecinājums, dzēšanas atzīme un sīkdatņu izvēles ar nejaušu apzīmējumu; \
                     neviens no tiem uz jums nenorāda."
                        .into()
                },
                "Paldies, ka bijāt kopā ar mums!".into(),
            ],
            action: Some(("Skatīt dzēšanas apliecinājumu", link.clone())),
            notes: vec![
                "Apliecinājumā ir teikts, kas dzēsts un kas palicis. Lai to atvērtu, konts nav vajadzīgs; lejupielādējiet to, ja \
                 vēlaties paturēt pierādījumu."
                    .into(),
            ],
            why: "Šo vēstuli saņēmāt, jo tika pieprasīta jūsu konta dzēšana (Vispārīgās datu aizsardzības regulas 17. pants).".into(),
            reference: Some(reference.clone()),
        },
    }
}
