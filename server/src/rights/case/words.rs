use contract::lang::Lang;

/// The texts of a case file.
pub(super) struct Words {
    pub title: &'static str,
    pub lead: &'static str,
    pub facts: &'static str,
    pub right: &'static str,
    pub about: &'static str,
    pub state: &'static str,
    pub person: &'static str,
    pub controller: &'static str,
    pub received: &'static str,
    pub due: &'static str,
    pub made: &'static str,
    pub time: &'static str,
    pub words: &'static str,
    pub events: &'static str,
    pub recipients: &'static str,
    pub authority: &'static str,
    pub authority_text: &'static str,
    pub proof: &'static str,
    pub proof_text: &'static str,
    pub you: &'static str,
    pub portal: &'static str,
    pub staff: &'static str,
    pub unknown: &'static str,
}

const LV: Words = Words {
    title: "Pieprasījuma lieta",
    lead: "Viss par šo pieprasījumu: kad tas saņemts, kas ar to noticis un kā tas izlemts. Šo lapu varat izdrukāt vai saglabāt un pievienot sūdzībai uzraudzības iestādei.",
    facts: "Pieprasījums",
    right: "Tiesības",
    about: "Par ko",
    state: "Statuss",
    person: "Iesniedzējs",
    controller: "Pārzinis",
    received: "Saņemts",
    due: "Atbildes termiņš",
    made: "Lieta sagatavota",
    time: "Latvijas laiks",
    words: "Iesniedzēja teiktais",
    events: "Notikumi",
    recipients: "Ko uzdevām datu saņēmējiem",
    authority: "Uzraudzības iestāde",
    authority_text: "Ja uzskatāt, ka jūsu dati apstrādāti nepareizi vai pieprasījums izskatīts nepareizi, varat iesniegt sūdzību (VDAR 77. pants).",
    proof: "Apliecinājums",
    proof_text: "Lietas JSON failu ir parakstījis portāls. Ikviens var pārbaudīt, vai tas ir īsts un nemainīts; konts tam nav vajadzīgs:",
    you: "iesniedzējs",
    portal: "portāls",
    staff: "konsorcija darbinieks",
    unknown: "nav zināms, kas",
};

const EN: Words = Words {
    title: "Case file of request",
    lead: "Everything about this request: when it was received, what happened to it, and how it was decided. You can print or save this page and add it to a complaint to the supervisory authority.",
    facts: "The request",
    right: "Right",
    about: "About",
    state: "Status",
    person: "Filed by",
    controller: "Controller",
    received: "Received",
    due: "Due",
    made: "File made",
    time: "Latvian time",
    words: "In the person's words",
    events: "What happened",
    recipients: "What recipients of the data are told",
    authority: "Supervisory authority",
    authority_text: "If you think that your data was processed wrongly, or your request handled wrongly, you can lodge a complaint (GDPR Article 77).",
    proof: "Proof",
    proof_text: "The JSON file of this case is signed by the portal. Anybody can check that it is genuine and unchanged, without an account:",
    you: "the person",
    portal: "the portal",
    staff: "staff of the consortium",
    unknown: "not known who",
};

/// The texts in a language.
pub(super) const fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Lv => &LV,
        Lang::En => &EN,
    }
}
