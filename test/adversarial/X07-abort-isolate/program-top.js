import { abortIsolate } from "cloudflare:workers";

abortIsolate("x");
export default 1;
