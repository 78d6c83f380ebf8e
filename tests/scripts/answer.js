/*
 * Answers questions about scripts that need no page. Each line that comes in holds the file of a module, what to
 * evaluate (`m` is the module, `a` what is given) and what is given; each that goes out holds the answer, or an error.
 */

/** @param {{ module: string, expression: string, given: unknown[] }} question */
async function answer({ module, expression, given }) {
  try {
    const found = await new Function("m", "a", `return ${expression};`)(await import(module), given);
    return { answer: found ?? null };
  } catch (error) {
    return { error: String(error) };
  }
}

let rest = "";
for await (const chunk of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) console.log(JSON.stringify(await answer(JSON.parse(line))));
}
