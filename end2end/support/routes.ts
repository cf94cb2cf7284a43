/** Every page of its own that a guest may see, below the language. */
export const publicPages = [
  "",
  "/privacy",
  "/privacy/versions",
  "/privacy/1",
  "/privacy/1/since/1",
  "/legal",
  "/cookies",
  "/contact",
  "/accessibility",
  "/recipients",
  "/register",
  "/register/company",
  "/register/school",
  "/register/sent",
  "/verify",
  "/verify/email",
  "/sign-in",
  "/recover",
  "/recover/password",
  "/keep-account",
  "/invitation",
  "/newsletter/confirm",
  "/request",
  "/request/status",
  "/export-viewer",
];

/** The later steps of a registration, which send a newcomer to the first. */
const laterSteps = ["/organisation", "/password", "/declarations", "/check"];

/** Every address that a guest may see, below the language. */
export const publicRoutes = [...publicPages, ...["company", "school"].flatMap((kind) => laterSteps.map((step) => `/register/${kind}${step}`))];

/** Every page of a signed-in person. */
export const privateRoutes = ["/welcome", ...["", "/data", "/consents", "/limits", "/export", "/delete", "/requests", "/activity", "/sessions"].map((page) => `/my-privacy${page}`)];
