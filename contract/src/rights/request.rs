//! A request as its person sees it: what was asked, where it stands, and what happened when.

use crate::{
    code,
    consent::Signature,
    lang::Lang,
    privacy::{Actor, Category, Purpose, ToldRecipient},
    time::Timestamp,
    wire,
};

/// What case files call themselves.
pub const CASE: &str = "vet2b-case-1";

code! {
    /// Which right.
    pub enum RequestKind {
        /// a copy, and answers about the processing (GDPR art. 15)
        Access,
        /// data to take elsewhere (art. 20)
        Portability,
        /// correction (art. 16)
        Rectification,
        /// erasure (art. 17)
        Erasure,
        /// restriction of processing (art. 18)
        Restriction,
        /// objection to processing (art. 21)
        Objection,
        /// withdrawal of a consent (art. 7(3))
        Withdrawal,
        /// a complaint to the controller
        Complaint,
        /// a parent or guardian reports a child's data (policy clause `children`)
        Guardian,
    }

    /// Where a request stands.
    pub enum RequestState {
        /// received
        Received,
        /// stands still until it is known who asks (art. 12(6))
        Identification,
        /// somebody works on it, or the portal does
        InProgress,
        /// done as asked
        Granted,
        /// done in part
        PartlyGranted,
        /// refused, with a reason (art. 12(4))
        Refused,
        /// taken back by the person
        Cancelled,
    }

    /// What happened to a request.
    pub enum RequestEventKind {
        /// it was received
        Received,
        /// somebody of the staff took it up
        Assigned,
        /// a question about the identity; the clock stands still
        Asked,
        /// the question was answered; the clock goes on
        Answered,
        /// more time, with a reason
        Extended,
        /// decided, with a reason
        Decided,
        /// taken back by the person
        Cancelled,
        /// the portal could not do it by itself; staff will
        Failed,
        /// one of the staff looked at it
        Viewed,
        /// one of the staff wants to refuse it; another must confirm
        RefusalProposed,
        /// staff were reminded of the date
        Reminded,
        /// what was granted is done, or begun
        CarriedOut,
        /// one of the staff wants to remove a child's account; another must confirm
        RemovalProposed,
    }

    /// What a request is about.
    pub enum Concern {
        /// everything that is held
        Everything,
        /// name and surname
        Name,
        /// e-mail address
        Email,
        /// telephone
        Phone,
        /// organisation
        Organisation,
        /// address
        Address,
        /// consents
        Consents,
        /// usage data
        Usage,
        /// security records
        Security,
        /// messages to the consortium
        Messages,
        /// requests about one's own data
        Requests,
        /// the newsletter
        Newsletter,
        /// cookies
        Cookies,
        /// a version of the privacy policy
        Policy,
        /// a new purpose of the privacy policy
        NewPurpose,
        /// purpose 1: run the portal
        Operate,
        /// purpose 2: tell about changes
        Notify,
        /// purpose 3: interactive features
        Interact,
        /// purpose 4: customer service
        Support,
        /// purpose 5: analysis to improve
        Improve,
        /// purpose 6: monitor use
        Monitor,
        /// purpose 7: technical problems
        Protect,
        /// a child's data
        Child,
        /// something else
        Other,
    }

    /// Why data may be given to somebody outside (policy clause `disclosure`).
    pub enum DisclosureGround {
        /// to meet a legal obligation
        LegalObligation,
        /// to protect the consortium's rights or property
        RightsOrProperty,
        /// to prevent or investigate wrongdoing around the portal
        Wrongdoing,
        /// to protect the safety of users or of the public
        Safety,
        /// to protect against legal liability
        Liability,
    }
}

impl RequestState {
    /// Whether nothing more is to be done.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Granted | Self::PartlyGranted | Self::Refused | Self::Cancelled)
    }
}

impl RequestEventKind {
    /// Whether it belongs on the person's timeline. What staff do among themselves is in the activity log, and in the copy of the data.
    pub const fn is_shown(self) -> bool {
        !matches!(self, Self::Viewed | Self::RefusalProposed | Self::Reminded | Self::RemovalProposed)
    }
}

impl Concern {
    /// What can be disputed because it is a statement about the person (GDPR art. 16, 18(1)(a)).
    pub const DISPUTABLE: [Self; 8] = [
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Organisation,
        Self::Address,
        Self::Security,
        Self::Messages,
        Self::Other,
    ];
}

impl From<Category> for Concern {
    fn from(category: Category) -> Self {
        match category {
            Category::Name => Self::Name,
            Category::Email => Self::Email,
            Category::Phone => Self::Phone,
            Category::Organisation => Self::Organisation,
            Category::Address => Self::Address,
            Category::Consents => Self::Consents,
            Category::Usage => Self::Usage,
            Category::Security => Self::Security,
            Category::Messages => Self::Messages,
            Category::Requests => Self::Requests,
        }
    }
}

impl From<Purpose> for Concern {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Operate => Self::Operate,
            Purpose::Notify => Self::Notify,
            Purpose::Interact => Self::Interact,
            Purpose::Support => Self::Support,
            Purpose::Improve => Self::Improve,
            Purpose::Monitor => Self::Monitor,
            Purpose::Protect => Self::Protect,
        }
    }
}

wire! {
    /// Something that happened to a request.
    pub struct RequestEvent {
        /// what
        pub kind: RequestEventKind,
        /// who
        pub actor: Actor,
        /// when
        pub at: Timestamp,
        /// the day of it in the portal's time zone, ISO 8601
        pub on: String,
        /// why, or what is asked; empty when there is nothing to say
        pub reason: String,
    }

    /// A span in which the clock stood still. Days are ISO 8601.
    pub struct Pause {
        /// the day of the question
        pub from: String,
        /// the day of the answer; none while it is open
        pub until: Option<String>,
    }

    /// The clock of a request. Days are ISO 8601, in the portal's time zone.
    pub struct Timeline {
        /// the day of receipt
        pub received_on: String,
        /// the day by whose end it must be answered
        pub due_on: String,
        /// this day
        pub today: String,
        /// days from today to the last one; negative when it is over
        pub days_left: i64,
        /// days from the receipt to the last one
        pub days: i64,
        /// by how many months it was extended
        pub extension: u32,
        /// when it stood still
        pub pauses: Vec<Pause>,
    }

    /// A request.
    pub struct Request {
        /// its id
        pub id: String,
        /// to quote
        pub reference: String,
        /// which right
        pub kind: RequestKind,
        /// about what
        pub concern: Concern,
        /// the person's own words; may be empty
        pub words: String,
        /// the language of those words and of the mails
        pub lang: Lang,
        /// where it stands
        pub state: RequestState,
        /// answered by the portal itself, at once or when its work is done
        pub by_portal: bool,
        /// its clock
        pub timeline: Timeline,
        /// what happened, the oldest first
        pub events: Vec<RequestEvent>,
        /// who else was told because of it, and how far they are
        pub recipients: Vec<ToldRecipient>,
        /// when it was closed
        pub closed_at: Option<Timestamp>,
    }

    /// Everything that is known about a request, for its person and for whom they show it to: what is signed. Its file is
    /// `serde_json`'s pretty text of [`SignedCase`] and a line feed, as a receipt's is.
    pub struct Case {
        /// [`CASE`]
        pub schema: String,
        /// who asks
        pub person: String,
        /// their address
        pub email: String,
        /// who answers: the controller
        pub controller: String,
        /// its address for questions
        pub contact: String,
        /// when the file was made, RFC 3339 in UTC
        pub made_at: String,
        /// the request with its events
        pub request: Request,
    }

    /// A case file with its signature.
    pub struct SignedCase {
        /// what is signed: its compact JSON, in UTF-8
        pub case: Case,
        /// by whom
        pub signature: Signature,
    }

    /// Data that was given to somebody outside.
    pub struct Disclosure {
        /// when
        pub at: Timestamp,
        /// to whom
        pub recipient: String,
        /// why it may be
        pub ground: DisclosureGround,
        /// what was given, and for what
        pub reason: String,
    }

    /// Everything that the page "My requests" shows.
    pub struct Requests {
        /// open ones first, by date; then the closed ones, the latest first
        pub requests: Vec<Request>,
        /// what was disclosed, the latest first
        pub disclosures: Vec<Disclosure>,
    }
}
