/** Every page that a guest may see, below the language. */
export const publicRoutes = [
  "",
  "/privacy",
  "/legal",
  "/cookies",
  "/consent/verify",
  "/contact",
  "/accessibility",
  "/register",
  ...["/company", "/school"].flatMap((kind) =>
    ["", "/organisation", "/password", "/declarations", "/check"].map((step) => `/register${kind}${step}`),
  ),
  "/register/sent",
  "/verify",
  "/verify/email",
  "/sign-in",
  "/recover",
  "/recover/password",
  "/keep-account",
  "/newsletter/confirm",
];

/** Every page of a signed-in person. */
export const privateRoutes = ["/welcome", ...["", "/data", "/consents", "/export", "/delete", "/activity", "/sessions"].map((page) => `/my-privacy${page}`)];
