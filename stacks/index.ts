import { InvalidError } from "../lib/internal/invalid";
import { MISSING } from "./missing";

throw new InvalidError([MISSING]);
