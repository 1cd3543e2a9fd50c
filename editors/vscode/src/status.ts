// The language status item: whether what is on the screen was looked at, and by which policy.
import * as vscode from "vscode";

export interface Status {
  uri: string;
  state: string;
  findings: number;
  policy: string;
}

const WORDS: Record<string, string> = {
  settled: "looked at",
  looking: "looking…",
  opening: "opening the policy…",
  failed: "nothing was looked at",
  excluded: "left out by the project",
  off: "off",
};

export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private readonly known = new Map<string, Status>();
  private readonly watching: vscode.Disposable;

  constructor() {
    this.item = vscode.languages.createLanguageStatusItem("promptward", [{ scheme: "*" }]);
    this.item.name = "Promptward";
    this.item.command = { command: "promptward.showLog", title: "Log" };
    this.watching = vscode.window.onDidChangeActiveTextEditor(() => this.show());
    this.show();
  }

  told(status: Status): void {
    this.known.set(status.uri, status);
    this.show();
  }

  failed(reason: string): void {
    this.item.text = "Promptward: not running";
    this.item.detail = reason;
    this.item.severity = vscode.LanguageStatusSeverity.Error;
  }

  private show(): void {
    const editor = vscode.window.activeTextEditor;
    const status = editor && this.known.get(editor.document.uri.toString());
    if (status === undefined) {
      this.item.text = "Promptward";
      this.item.detail = "";
      this.item.severity = vscode.LanguageStatusSeverity.Information;
      return;
    }
    const count = `${status.findings} identifier${status.findings === 1 ? "" : "s"}`;
    this.item.text = status.state === "settled" ? `Promptward: ${count}` : `Promptward: ${WORDS[status.state] ?? status.state}`;
    this.item.detail = status.policy;
    this.item.busy = status.state === "looking" || status.state === "opening";
    this.item.severity =
      status.state === "failed"
        ? vscode.LanguageStatusSeverity.Error
        : status.findings > 0 || status.state === "excluded"
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
  }

  dispose(): void {
    this.watching.dispose();
    this.item.dispose();
  }
}
