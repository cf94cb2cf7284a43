//! The design system: every component knows its markup contract; its styles stand under the same name in `style/components`.

pub mod date;
pub mod device;
pub mod dialog;
pub mod external;
pub mod icon;
pub mod load;
pub mod needs_scripts;
pub mod notice;
pub mod page_header;
pub mod table;

pub use date::{Day, DayAndTime};
pub use device::device_name;
pub use dialog::Dialog;
pub use external::External;
pub use icon::{Icon, Symbol};
pub use load::{Load, loaded};
pub use needs_scripts::needs_scripts;
pub use notice::{Notice, Tone};
pub use page_header::PageHeader;
pub use table::Table;
