// Google Analytics 4 in its strictest form. The server names this file only on pages of people who have allowed it.
const script = document.currentScript;
const id = script.dataset.id;
window.dataLayer = window.dataLayer || [];
function gtag() {
  window.dataLayer.push(arguments);
}
const page = () => ({ page_location: location.origin + location.pathname, page_title: document.title });
gtag("consent", "default", { analytics_storage: "granted", ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied" });
gtag("js", new Date());
gtag("config", id, { ...page(), send_page_view: false, allow_google_signals: false, allow_ad_personalization_signals: false });
gtag("event", "page_view", page());
// The app tells when it shows another public page.
addEventListener("vet2b:page", () => gtag("event", "page_view", page()));
// A withdrawal holds at once; the page is loaded anew without this file.
addEventListener("vet2b:stop", () => (window["ga-disable-" + id] = true));
const google = document.createElement("script");
google.async = true;
google.src = "https://www.googletagmanager.com/gtag/js?id=" + encodeURIComponent(id);
script.after(google);
