import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pipeline } from "node:stream";
import { Blobs } from "./blobs";
import { answer, type ServedImage } from "./registry-answer";

/** A process of its own, so that it outlives the run that starts it: registry-server INDEX ADDRESS PORT. */
const [index = "", address = "", port = ""] = process.argv.slice(2);
const blobs = new Blobs();

const server = createServer((request, response) => {
  const { method = "", url = "", headers } = request;
  // Read anew: images may be added while it runs.
  const images = JSON.parse(readFileSync(index, "utf8")) as ServedImage[];
  const { status, headers: own, body } = answer({ method, url, range: headers.range }, images, blobs);
  console.log(`${method} ${url} ${status}`);
  response.writeHead(status, { "docker-distribution-api-version": "registry/2.0", ...own });
  if (method === "HEAD" || body === undefined) response.end();
  else if (typeof body === "string") response.end(body);
  // A client that leaves early is no failure of the registry.
  else pipeline(createReadStream(body.path, { start: body.start, end: body.end }), response, () => undefined);
});
server.listen(Number(port), address);
process.on("SIGTERM", () => process.exit());
