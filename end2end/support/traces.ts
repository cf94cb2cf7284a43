import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The files below a folder, whatever they are, that hold one of the words: bytes, not rows, so nothing hides. */
export async function traces(folder: string, words: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const word of words) if (bytes.includes(Buffer.from(word, "utf8"))) found.push(`${entry.name}: ${word}`);
  }
  return found;
}
