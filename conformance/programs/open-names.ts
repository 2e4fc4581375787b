// Opens libraries by the names that it is told, in the folder that comes first, and prints what came of each.
import process from "node:process";
import { codeOf, open } from "topher";

const [folder = ".", ...names] = process.argv.slice(2);
process.chdir(folder);
const outcome: Record<string, string> = {};
for (const name of names) {
  try {
    open(name, {});
    outcome[name] = "opened";
  } catch (error) {
    outcome[name] = codeOf(error) ?? String(error);
  }
}
console.log(JSON.stringify(outcome));
