//! What recipients are told, in words, where there is no page: in case files and copies of the data.

use contract::lang::Lang;

/// Key, Latvian and English.
pub const TABLE: &[(&str, &str, &str)] = &[
    ("provider.mail_provider", "e-pasta pakalpojuma sniedzējs", "the company that delivers the portal's e-mails"),
    ("provider.mailchimp", "Mailchimp", "Mailchimp"),
    ("provider.campayn", "Campayn", "Campayn"),
    ("provider.google_analytics", "Google Analytics", "Google Analytics"),
    ("recipient_action.subscribe", "sūtīt jaunumu vēstuli", "send the newsletter"),
    ("recipient_action.unsubscribe", "vairs nesūtīt jaunumu vēstuli", "send the newsletter no more"),
    ("recipient_action.restrict", "ierobežot apstrādi", "restrict the processing"),
    ("recipient_action.rectify", "lietot jauno adresi", "use the new address"),
    ("recipient_action.erase", "dzēst visus datus", "erase everything"),
    ("recipient_state.queued", "vēl jāpaziņo", "still to be told"),
    ("recipient_state.notified", "paziņots, atbildes vēl nav", "told, no answer yet"),
    ("recipient_state.acknowledged", "saņēmējs apņēmies izpildīt", "taken on by the recipient"),
    ("recipient_state.waiting_for_proof", "gaidām apliecinājumu par izpildi", "waiting for proof that it is done"),
    ("recipient_state.executed", "izpildīts", "done"),
    ("recipient_state.failed", "neizdevās; risina portāla uzturētājs", "failed; the portal's operator sees to it"),
    ("recipient_state.superseded", "vairs nav vajadzīgs", "no longer needed"),
];

/// The words of a key; the key itself where there are none.
pub fn word(lang: Lang, key: &str) -> &str {
    let found = TABLE.iter().find(|(known, ..)| *known == key);
    found.map_or(key, |(_, lv, en)| match lang {
        Lang::Lv => lv,
        Lang::En => en,
    })
}
