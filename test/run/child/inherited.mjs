// Starts a sandbox process in the jail that is given (the argument) and says what this process has open, and what that one.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createJailedStart } from "../../../dist/run/jailed-workerd.js";

const workerd = await createJailedStart([JSON.parse(process.argv[2])])(512 * 1024 * 1024);
const first = workerd.child.process.pid;
const second = readdirSync("/proc").find((pid) => isWorkerdOf(pid, first));
console.log(JSON.stringify({ ours: openFiles("self"), its: openFiles(second ?? first) }));
await workerd.child.kill();

function isWorkerdOf(pid, parent) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return stat.includes("(workerd)") && Number(fields[1]) === parent;
  } catch {
    return false;
  }
}

function openFiles(pid) {
  return readdirSync(`/proc/${pid}/fd`).flatMap((number) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${number}`)];
    } catch {
      return [];
    }
  });
}
