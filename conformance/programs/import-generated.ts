// Imports a generated module, calls one function of it, and says how that went.
import process from "node:process";

try {
  const secret = await import(process.argv[2]!);
  console.log(`whispered ${secret.whisper("x")}`);
} catch (error) {
  console.log(`${(error as { code?: string }).code} ${(error as Error).message}`);
}
