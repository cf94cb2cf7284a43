import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

// Minutes of kills, one portal after the other.
export default defineConfig({ ...tests, testDir: "./fault", testMatch: /.*\.fault\.ts/, workers: 1, retries: 0, timeout: 1_800_000, projects: [tests.projects![0]] });
