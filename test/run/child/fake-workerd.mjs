// Stands where a jail's program does, and speaks as workerd would until it fails: the way of failing is this file's name.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const way = path.basename(process.argv[1], ".mjs");
const listen = process.argv.find((argument) => argument.startsWith("--socket-addr=main="));
const socketPath = listen.slice("--socket-addr=main=unix:".length);
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

const server = createServer((_request, response) => {
  response.writeHead(way === "refuses" ? 403 : 500).end();
});
server.on("upgrade", (request, socket) => {
  if (way === "refuses") socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  else if (way === "hangs-up") socket.destroy();
  else accept(request, socket);
});

function accept(request, socket) {
  const key = createHash("sha1")
    .update(request.headers["sec-websocket-key"] + GUID)
    .digest("base64");
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${key}\r\n\r\n`,
  );
  const send = (text) => {
    const body = Buffer.from(text);
    const head = Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
    socket.write(Buffer.concat([head, body]));
  };
  socket.on("error", () => {});
  // The first frame is the run.
  socket.once("data", () => {
    const done = (body) => send(JSON.stringify({ t: "done", body }));
    const ways = {
      "closes-at-run": () => socket.destroy(),
      "dies-at-run": () => process.kill(process.pid, "SIGKILL"),
      "exits-at-run": () => process.exit(3),
      "sends-garbage": () => send("garbage"),
      "sends-half-a-frame": () => socket.end(Buffer.from([0x81, 126, 1])),
      "sends-another-frame": () => send('{"t":"run"}'),
      "sends-a-binary-frame": () => socket.write(Buffer.from([0x82, 2, 123, 125])),
      // 64 MiB are announced.
      "sends-a-huge-frame": () => socket.write(Buffer.from([0x81, 127, 0, 0, 0, 0, 4, 0, 0, 0])),
      "calls-after-the-end": () => {
        done('{"ok":true,"result":"1","converted":[],"logs":[],"dropped":0}');
        for (let id = 0; id < 9; id += 1) {
          send(
            `{"t":"call","id":${id},"body":"{\\"server\\":\\"srv\\",\\"tool\\":\\"echo\\",\\"input\\":{}}"}`,
          );
          send('{"t":"log","body":"[[1,\\"log\\",\\"late\\"]]"}');
        }
      },
      "floods-logs": () => {
        const body = JSON.stringify(JSON.stringify([[1, "log", "x".repeat(9000)]]));
        for (let i = 0; i < 2000; i += 1) send(`{"t":"log","body":${body}}`);
        done('{"ok":true,"result":"1","converted":[],"logs":[],"dropped":0}');
      },
      "gives-no-outcome": () => done("garbage"),
      "gives-an-odd-outcome": () => done('{"ok":false,"error":{"kind":"threw","name":1}}'),
      "gives-odd-logs": () => done('{"ok":true,"logs":[[1,"shout",2]]}'),
      "fails-without-a-reason": () => send('{"t":"failed","message":""}'),
      "calls-garbage-and-dies": () => {
        send('{"t":"call","id":1,"body":"garbage"}');
        send('{"t":"call","id":1,"body":"{\\"server\\":1}"}');
        setTimeout(() => process.kill(process.pid, "SIGKILL"), 20);
      },
    };
    ways[way]?.();
  });
}

if (way === "exits") process.exit(1);
else if (way === "ends-well") process.exit(0);
else if (way === "is-killed") process.kill(process.pid, "SIGKILL");
else if (way === "says-garbage") writeSync(3, "garbage\n");
else if (way === "says-half") writeSync(3, '{"event":"listen"');
else if (way === "listens-nowhere") writeSync(3, '{"event":"listen","socket":"main","port":0}\n');
else server.listen(socketPath, () => writeSync(3, '{"event":"listen","socket":"main","port":0}\n'));
if (way === "says-half") process.exit(0);
setTimeout(() => {}, 60_000);
