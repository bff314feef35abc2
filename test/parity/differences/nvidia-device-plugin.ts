import type { ParityNotes } from "../notes";

export const nvidiaDevicePlugin: ParityNotes = { leftOut: [], added: [], differences: [] };
