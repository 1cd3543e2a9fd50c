// Where the server is: the setting, the interpreter, PATH, the bundled one. In a workspace that is
// not trusted, nothing that the workspace could have put there is started.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import * as vscode from "vscode";

export interface Found {
  command: string;
  args: string[];
  because: string;
}

/** The user's own value of a setting, whatever the workspace says. */
function own(name: string): string {
  const seen = vscode.workspace.getConfiguration("promptward").inspect<string>(name);
  const stated = vscode.workspace.isTrusted
    ? vscode.workspace.getConfiguration("promptward").get<string>(name)
    : seen?.globalValue;
  return (stated ?? "").trim();
}

function onPath(name: string): string | undefined {
  const suffix = process.platform === "win32" ? ".exe" : "";
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name + suffix);
    // An empty or relative entry would be a file of the workspace.
    if (folder.startsWith("/") || /^[A-Za-z]:\\/.test(folder)) {
      if (existsSync(path)) {
        return path;
      }
    }
  }
  return undefined;
}

/** The interpreter that the Python extension has chosen, if it is there and the workspace trusted. */
async function chosenInterpreter(): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) {
    return undefined;
  }
  const python = vscode.extensions.getExtension("ms-python.python");
  if (python === undefined) {
    return undefined;
  }
  const api = await python.activate();
  const path: unknown = api?.environments?.getActiveEnvironmentPath?.()?.path;
  return typeof path === "string" && path !== "" ? path : undefined;
}

/** Whether an interpreter can run what is bundled: it is of a version that was bundled for. */
function fits(python: string, run: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(python, ["-I", run, "--fits"], { timeout: 20_000 }, (error) => resolve(error === null));
  });
}

/** The server that came with the extension, and an interpreter of the machine that can run it. */
async function bundled(extension: string, chosen: string | undefined): Promise<Found | undefined> {
  const run = join(extension, "bundled", "run.py");
  if (!existsSync(run)) {
    return undefined;
  }
  const names = ["python3", "python", "python3.13", "python3.12", "python3.11"];
  for (const python of [chosen, ...names.map(onPath)]) {
    if (python !== undefined && (await fits(python, run))) {
      return { command: python, args: ["-I", run, "lsp"], because: "bundled with the extension" };
    }
  }
  return undefined;
}

export async function findServer(extension: string): Promise<Found | undefined> {
  const named = own("path");
  if (named !== "") {
    return { command: named, args: ["lsp"], because: "promptward.path" };
  }
  const interpreter = own("interpreter");
  if (interpreter !== "") {
    return { command: interpreter, args: ["-m", "promptward", "lsp"], because: "promptward.interpreter" };
  }
  const chosen = await chosenInterpreter();
  if (chosen !== undefined) {
    const beside = join(chosen, "..", process.platform === "win32" ? "promptward.exe" : "promptward");
    if (existsSync(beside)) {
      return { command: beside, args: ["lsp"], because: "the chosen interpreter" };
    }
  }
  const found = onPath("promptward");
  return found === undefined ? bundled(extension, chosen) : { command: found, args: ["lsp"], because: "PATH" };
}
