import { MISSING } from "./missing";

// A program that ends well without resources would make `pulumi up` delete what an earlier one made.
console.error(MISSING);
process.exit(1);
