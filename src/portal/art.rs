//! The picture of the home page.

/// A school's trades as tiles (a plate, a website, a flask, a printed cube, a chart), and a bridge from them to the
/// companies. Colours come from the theme, by class (`style/features/home.css`).
pub const TILES: &str = r#"<path class="art__soft" d="M0 0h100v100H0zM300 0h100v100H300zM100 100h200v100H100zM200 200h100v100H200z"/>
<path class="art__deep" d="M100 0h100v100H100zM0 100h100v100H0zM100 200h100v100H100zM300 200h100v100H300z"/>
<path class="art__sun" d="M200 0h100v100H200zM300 100h100v100H300zM0 200h100v100H0z"/>
<path class="art__deep" d="M0 100A100 100 0 0 1 100 0v100zM200 0h100v50a50 50 0 0 1-100 0z"/>
<circle class="art__light" cx="150" cy="50" r="35"/><circle class="art__line" cx="150" cy="50" r="21"/>
<path class="art__light" d="M317 25h66v52h-66z"/><path class="art__deep" d="M317 25h66v13h-66zM326 48h20v20h-20zM354 48h20v5h-20zM354 60h14v5h-14z"/>
<path class="art__light" d="M39 121h22v6h-4v20l24 36H19l24-36v-20h-4z"/><path class="art__sun" d="M37 162h26l14 21H23z"/>
<path class="art__deep" d="M100 200a100 100 0 0 1 200 0h-38a62 62 0 0 0-124 0z"/><path class="art__sun" d="M164 200a36 36 0 0 1 72 0z"/>
<path class="art__light" d="m350 116 31 18-31 18-31-18z"/><path class="art__deep" d="m319 139 28 16v33l-28-16z"/><path class="art__soft" d="m381 139-28 16v33l28-16z"/>
<path class="art__deep" d="M18 262h16v22H18zM42 244h16v40H42zM66 222h16v62H66z"/>
<path class="art__soft" d="M100 300a100 100 0 0 1 100-100 100 100 0 0 1-100 100z"/>
<path class="art__deep" d="M220 220h12v12h-12zM244 220h12v12h-12zM268 220h12v12h-12zM220 244h12v12h-12zM268 244h12v12h-12zM220 268h12v12h-12zM244 268h12v12h-12zM268 268h12v12h-12z"/><path class="art__sun" d="M244 244h12v12h-12z"/>
<path class="art__arrow" d="m325 275 48-48M335 226h39v39"/>"#;
