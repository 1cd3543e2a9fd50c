// Asks for the reason and the last day of an allow, which the server then writes where it belongs.
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

const DAYS = 90;
const LONGEST = 200;

function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** What is wrong with a last day; undefined if nothing is. */
export function wrongDay(said: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said.trim()) || Number.isNaN(Date.parse(said.trim()))) {
    return "A day, as 2027-06-30";
  }
  return said.trim() < inDays(0) ? "This day is past" : undefined;
}

/** Ask, and have the server accept the finding that `what` names; nothing happens on Escape. */
export async function askReason(client: LanguageClient | undefined, what: unknown[]): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: "Why may it stand there?",
    prompt: "The reason is written beside it and read by whoever reviews it: no identifiers in it",
    placeHolder: "an invented person of the examples",
    ignoreFocusOut: true,
    validateInput: (said) =>
      said.trim() === "" ? "A reason is needed" : said.length > LONGEST ? `At most ${LONGEST} characters` : undefined,
  });
  if (reason === undefined) {
    return;
  }
  const until = await vscode.window.showInputBox({
    title: "Until which day?",
    prompt: "Afterwards it is shown again",
    value: inDays(DAYS),
    ignoreFocusOut: true,
    validateInput: wrongDay,
  });
  if (until === undefined || client === undefined) {
    return;
  }
  const refused: unknown = await client.sendRequest("workspace/executeCommand", {
    command: "promptward.allowWithReason",
    arguments: [...what, reason, until],
  });
  if (typeof refused === "string") {
    await vscode.window.showWarningMessage(`Promptward: ${refused}`);
  }
}
