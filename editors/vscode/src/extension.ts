// Starts the server, shows what it says, and asks for reasons where it needs one.
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, Trace } from "vscode-languageclient/node";
import { askReason } from "./reason";
import { findServer } from "./server";
import { Status, StatusItem } from "./status";

const SCHEMES = ["file", "untitled", "vscode-notebook-cell"];

let client: LanguageClient | undefined;

/** Answers of the server, shown as documents of their own: they hold no text of any prompt. */
class Answers implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly texts = new Map<string, string>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.parse(`promptward:${encodeURIComponent(name)}.md`);
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}

function options(log: vscode.OutputChannel, status: StatusItem, answers: Answers): LanguageClientOptions {
  return {
    documentSelector: SCHEMES.map((scheme) => ({ scheme })),
    outputChannel: log,
    // A trace would print documents; it stays off whatever the setting says.
    traceOutputChannel: undefined,
    initializationOptions: {
      status: true,
      askReason: true,
      ...vscode.workspace.getConfiguration().get<object>("promptward"),
    },
    synchronize: { configurationSection: "promptward" },
    middleware: {
      // What lenses run is shown as a document, not only as a message.
      executeCommand: async (command, args, next) => {
        // A policy that has changed is compiled first, which may take half a minute.
        const said: unknown = await vscode.window.withProgress(
          { location: vscode.ProgressLocation.Window, title: "Promptward" },
          () => Promise.resolve(next(command, args)),
        );
        if (typeof said === "string" && said.includes("\n")) {
          await answers.show(command.replace("promptward.", ""), said);
        }
        return said;
      },
    },
  };
}

async function start(
  extension: string,
  log: vscode.OutputChannel,
  status: StatusItem,
  answers: Answers,
): Promise<void> {
  const found = await findServer(extension);
  if (found === undefined) {
    const reason = "promptward was not found: pip install 'promptward[lsp]', or set promptward.path";
    log.appendLine(reason);
    status.failed(reason);
    return;
  }
  log.appendLine(`starting ${found.command} (${found.because})`);
  client = new LanguageClient(
    "promptward",
    "Promptward",
    { command: found.command, args: found.args },
    options(log, status, answers),
  );
  client.onNotification("promptward/status", (told: Status) => status.told(told));
  try {
    await client.start();
    await client.setTrace(Trace.Off);
  } catch (error) {
    status.failed(error instanceof Error ? error.name : "the server did not start");
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Promptward");
  const status = new StatusItem();
  const answers = new Answers();
  const begin = (): Promise<void> => start(context.extensionPath, log, status, answers);
  let running = Promise.resolve();
  let waiting = false;
  context.subscriptions.push(
    log,
    status,
    vscode.workspace.registerTextDocumentContentProvider("promptward", answers),
    vscode.commands.registerCommand("promptward.askReason", (...what: unknown[]) => askReason(client, what)),
    vscode.commands.registerCommand("promptward.showLog", () => log.show()),
    vscode.commands.registerCommand("promptward.restart", () => {
      // Trust and a setting that it frees come together: one restart answers both.
      if (!waiting) {
        waiting = true;
        running = running.then(async () => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          waiting = false;
          await client?.dispose().catch(() => undefined);
          client = undefined;
          await begin();
        });
      }
      return running;
    }),
    vscode.commands.registerCommand("promptward.openPolicy", async () => {
      const found = await vscode.workspace.findFiles("**/.promptward/policy.ward", undefined, 1);
      if (found.length > 0) {
        await vscode.window.showTextDocument(found[0]);
      } else {
        await vscode.window.showInformationMessage("The policy that ships with Promptward holds here. `promptward init` starts one of your own.");
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => vscode.commands.executeCommand("promptward.restart")),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (["path", "interpreter"].some((name) => event.affectsConfiguration(`promptward.${name}`))) {
        void vscode.commands.executeCommand("promptward.restart");
      }
    }),
  );
  running = begin();
  await running;
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
