import type { Suite } from "../suite";
export function suites(): Suite[] { return []; }
