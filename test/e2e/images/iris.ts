import { join } from "node:path";
import { step } from "../progress";
import { pythonBase, pythonPackages, runPython } from "./python";

/** What the trained model must answer, wherever it is served. */
export interface Iris {
  readonly samples: readonly (readonly number[])[];
  /** What the model says of each sample; not the flowers' true classes: one of them fools it. */
  readonly classes: readonly number[];
}

/** Trains the model, by the scikit-learn that serves it, into a zip file with MLServer's settings beside it. */
export async function trainIris(archive: string): Promise<Iris> {
  const base = await pythonBase();
  const sklearn = await pythonPackages("sklearn");
  return step("train the iris model", () => {
    const said = runPython(base, [sklearn], [join(__dirname, "python", "train-iris.py"), archive]);
    return Promise.resolve(JSON.parse(said) as Iris);
  });
}
