use contract::{
    lang::Lang,
    policy::{Block, Clause, Inline},
};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::href;

/// How a run of text stands out.
enum Style {
    Plain,
    Strong,
    Emphasis,
    Link(String),
}

/// A list while it is read.
struct List {
    numbered: bool,
    items: Vec<Vec<Inline>>,
}

/// Takes the parser's events one by one.
pub(super) struct Reader {
    lang: Lang,
    clauses: Vec<Clause>,
    /// the finished runs of the block that is being read
    inlines: Vec<Inline>,
    /// the run that is being read
    run: String,
    style: Style,
    list: Option<List>,
    in_summary: bool,
}

impl Reader {
    pub(super) const fn new(lang: Lang) -> Self {
        Self {
            lang,
            clauses: Vec::new(),
            inlines: Vec::new(),
            run: String::new(),
            style: Style::Plain,
            list: None,
            in_summary: false,
        }
    }

    /// # Errors
    /// What is not understood.
    pub(super) fn read(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Text(text) => self.run.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.run.push(' '),
            Event::Start(tag) => self.start(tag)?,
            Event::End(tag) => self.end(tag)?,
            other => return Err(format!("is not understood in a policy: {other:?}")),
        }
        Ok(())
    }

    /// # Errors
    /// The last clause has no summary, or there is none at all.
    pub(super) fn finish(self) -> Result<Vec<Clause>, String> {
        complete(self.clauses.last().ok_or("holds no clause (## Title {#id})")?)?;
        Ok(self.clauses)
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), String> {
        match tag {
            Tag::Heading { level: HeadingLevel::H2, id, .. } => self.start_clause(id),
            Tag::Heading { level: HeadingLevel::H3, .. } | Tag::Paragraph | Tag::Item => self.clause().map(drop),
            Tag::BlockQuote(_) => {
                let clause = self.clause()?;
                if !clause.summary.is_empty() || !clause.blocks.is_empty() {
                    return Err("a summary (>) stands once, right below its clause's heading".into());
                }
                self.in_summary = true;
                Ok(())
            }
            Tag::List(start) => {
                self.clause()?;
                if self.list.is_some() || self.in_summary {
                    return Err("a list within a list or summary".into());
                }
                self.list = Some(List { numbered: start.is_some(), items: Vec::new() });
                Ok(())
            }
            Tag::Strong => self.change_style(Style::Strong),
            Tag::Emphasis => self.change_style(Style::Emphasis),
            Tag::Link { dest_url, .. } => {
                let href = href(self.lang, &dest_url)?;
                self.change_style(Style::Link(href))
            }
            other => Err(format!("is not understood in a policy: {other:?}")),
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), String> {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => self.close_run(),
            TagEnd::Heading(HeadingLevel::H2) => {
                let title = self.take().iter().map(text).collect();
                self.clause()?.title = title;
            }
            TagEnd::Heading(_) => {
                let heading = self.take();
                self.clause()?.blocks.push(Block::Heading(heading));
            }
            // A paragraph of a list item belongs to the item.
            TagEnd::Paragraph if self.list.is_some() => {}
            TagEnd::Paragraph => {
                let paragraph = self.take();
                let in_summary = self.in_summary;
                let clause = self.clause()?;
                match (in_summary, clause.summary.is_empty()) {
                    (true, true) => clause.summary = paragraph,
                    (true, false) => return Err("a summary is one paragraph".into()),
                    (false, _) => clause.blocks.push(Block::Paragraph(paragraph)),
                }
            }
            TagEnd::BlockQuote(_) => self.in_summary = false,
            TagEnd::Item => {
                let item = self.take();
                self.list.as_mut().ok_or("an item outside a list")?.items.push(item);
            }
            TagEnd::List(_) => {
                let List { numbered, items } = self.list.take().ok_or("the end of no list")?;
                self.clause()?.blocks.push(if numbered { Block::Numbers(items) } else { Block::Bullets(items) });
            }
            other => return Err(format!("is not understood in a policy: {other:?}")),
        }
        Ok(())
    }

    fn start_clause(&mut self, id: Option<CowStr<'_>>) -> Result<(), String> {
        let id = id.ok_or("a clause's heading needs an id: ## Title {#id}")?;
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') || id.is_empty() {
            return Err(format!("`{id}`: an id has small letters, digits and dashes only"));
        }
        if self.clauses.iter().any(|clause| clause.id == *id) {
            return Err(format!("the clause `{id}` is there twice"));
        }
        if let Some(last) = self.clauses.last() {
            complete(last)?;
        }
        let clause = Clause { id: id.into_string(), title: String::new(), summary: Vec::new(), blocks: Vec::new() };
        self.clauses.push(clause);
        Ok(())
    }

    fn clause(&mut self) -> Result<&mut Clause, String> {
        self.clauses.last_mut().ok_or_else(|| "text before the first clause (## Title {#id})".to_owned())
    }

    fn change_style(&mut self, style: Style) -> Result<(), String> {
        if !matches!(self.style, Style::Plain) {
            return Err("bold, italics and links cannot stand within one another".into());
        }
        self.close_run();
        self.style = style;
        Ok(())
    }

    fn close_run(&mut self) {
        let text = std::mem::take(&mut self.run);
        let style = std::mem::replace(&mut self.style, Style::Plain);
        if text.is_empty() {
            return;
        }
        self.inlines.push(match style {
            Style::Plain => Inline::Text { text },
            Style::Strong => Inline::Strong { text },
            Style::Emphasis => Inline::Emphasis { text },
            Style::Link(href) => Inline::Link { href, text },
        });
    }

    fn take(&mut self) -> Vec<Inline> {
        self.close_run();
        std::mem::take(&mut self.inlines)
    }
}

fn text(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text } | Inline::Strong { text } | Inline::Emphasis { text } | Inline::Link { text, .. } => text,
    }
}

fn complete(clause: &Clause) -> Result<(), String> {
    if clause.title.is_empty() || clause.summary.is_empty() || clause.blocks.is_empty() {
        return Err(format!("the clause `{}` above lacks its title, summary (>) or text", clause.id));
    }
    Ok(())
}
