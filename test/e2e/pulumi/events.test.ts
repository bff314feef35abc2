import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { EventLog } from "./events";

function written(...events: object[]): string {
  const path = join(mkdtempSync(join(tmpdir(), "events-test-")), "events");
  writeFileSync(path, [...events.map((event) => JSON.stringify(event)), '{"half'].join("\n"));
  return path;
}

const metadata = (op: string, name: string, more: object = {}): object => ({
  metadata: {
    op,
    urn: `urn:pulumi:e2e::e2e::kubernetes:core/v1:ConfigMap::${name}`,
    type: "t",
    detailedDiff: null,
    ...more,
  },
});

it("an event log tells steps in their order, what was said, and the summary, without another one's preview", () => {
  const path = written(
    { resourcePreEvent: { ...metadata("create", "a"), planning: true } },
    { resourcePreEvent: metadata("create", "a") },
    { resourcePreEvent: metadata("update", "b") },
    { resOutputsEvent: metadata("update", "b", { detailedDiff: { "data.x": {} } }) },
    { resOpFailedEvent: metadata("create", "a") },
    { diagnosticEvent: { urn: "u", severity: "error", message: "<{%reset%}>no<{%reset%}>\n", ephemeral: false } },
    { summaryEvent: { resourceChanges: { create: 7 }, isPreview: true } },
    { summaryEvent: { resourceChanges: { update: 1 }, isPreview: false } },
  );
  const { steps, messages, changes } = new EventLog(path, false).read();
  expect(steps).toMatchObject([
    { op: "create", name: "a", began: 1, ended: 4, isFailed: true },
    { op: "update", name: "b", began: 2, ended: 3, isFailed: false, diffs: ["data.x"] },
  ]);
  expect(messages).toEqual([{ urn: "u", severity: "error", text: "no", isStatus: false }]);
  expect(changes).toEqual({ update: 1 });
  expect(new EventLog(path, true).read()).toMatchObject({
    steps: [{ name: "a", ended: undefined }],
    changes: { create: 7 },
  });
});

it("an event log is read on from where it was read to, half a line later", () => {
  const path = written({ resourcePreEvent: metadata("create", "ä") });
  const log = new EventLog(path, false);
  expect(log.read().steps).toMatchObject([{ name: "ä", ended: undefined }]);
  expect(log.read().steps).toHaveLength(1);
  appendFileSync(path, `": 1}\n${JSON.stringify({ resOutputsEvent: metadata("create", "ä") })}\n`);
  expect(log.read().steps).toMatchObject([{ name: "ä", began: 0, ended: 2 }]);
});
