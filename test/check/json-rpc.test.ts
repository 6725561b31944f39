import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { JsonRpcConnection } from "../../src/check/json-rpc.ts";

function frame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

test("answers are read however they are cut, in any order", async () => {
  const input = new PassThrough();
  const rpc = new JsonRpcConnection(input, new PassThrough(), () => null);
  const [first, second] = [rpc.request("a", 1), rpc.request("b", 2)];
  const bytes = Buffer.concat([
    frame({ id: 2, result: "zwei 😀" }),
    frame({ id: 1, result: "eins" }),
  ]);
  for (const byte of bytes) input.write(Buffer.from([byte]));
  expect(await Promise.all([first, second])).toEqual(["eins", "zwei 😀"]);
});

test("the other side's requests are answered, and its errors are errors", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const rpc = new JsonRpcConnection(input, output, (method, params) => {
    if (method === "fail") throw new Error("no");
    return { method, params };
  });
  const written: string[] = [];
  output.on("data", (chunk: Buffer) => written.push(chunk.toString()));
  input.write(
    Buffer.concat([
      frame({ id: 7, method: "readFile", params: ["/a"] }),
      frame({ id: 8, method: "fail" }),
    ]),
  );
  const refused = rpc.request("x", null);
  input.write(frame({ id: 1, error: { message: "refused" } }));
  await expect(refused).rejects.toThrow("refused");
  expect(written.join("")).toContain('"id":7,"result":{"method":"readFile","params":["/a"]}');
  expect(written.join("")).toContain('"id":8,"error":{"message":"no"}');
});

test("garbage, and the end of the process, fail what is under way and what comes later", async () => {
  const input = new PassThrough();
  const rpc = new JsonRpcConnection(input, new PassThrough(), () => null);
  const underWay = rpc.request("a", 1);
  input.write("Content-Length: many\r\n\r\n{}");
  await expect(underWay).rejects.toThrow("without a fit length");
  await expect(rpc.request("b", 2)).rejects.toThrow("without a fit length");
});
