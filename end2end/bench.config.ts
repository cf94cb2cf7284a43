import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

// One page at a time: what is measured must have the machine to itself.
export default defineConfig({ ...tests, testDir: "./bench", testMatch: /.*\.bench\.ts/, workers: 1, retries: 0, timeout: 900_000, projects: [tests.projects![0]] });
