const words = new Set(["and", "or", "unless", "offset", "bool", "on", "ignoring", "group_left", "group_right"]);
const grouping = new Set(["by", "without", "on", "ignoring", "group_left", "group_right"]);
const calls = new Set(
  "sum min max avg count topk bottomk rate increase histogram_quantile absent time vector clamp_min clamp_max".split(
    " ",
  ),
);
const token =
  /\s+|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<duration>\[?\$__\w+\]?|\[?\d+[smhdwy]\]?)|(?<number>\d+(?:\.\d+)?)|(?<name>[a-zA-Z_:][\w:]*)|(?<sign>=~|!~|==|!=|<=|>=|[-+*/%<>=(){},])/y;

/** What a query asks for: `[{metric, labels}]`, with the labels of its grouping in `groupedBy`. Throws on what Prometheus would not read. */
export function readPromql(query) {
  const tokens = tokensOf(query);
  const asked = [];
  const groupedBy = new Set();
  const open = [];
  for (const [index, { name, sign }] of tokens.entries()) {
    const next = tokens[index + 1];
    if (sign && "({".includes(sign)) open.push({ sign, before: tokens[index - 1]?.name });
    else if (sign && ")}".includes(sign)) {
      if (`${open.pop()?.sign}${sign}`.replace(/^(\(\)|\{\})$/, "") !== "") throw new Error(`unbalanced: ${query}`);
    } else if (name) {
      const around = open.at(-1);
      if (around?.sign === "{") {
        if (next?.sign && /^(=|!=|=~|!~)$/.test(next.sign) && tokens[index + 2]?.text) asked.at(-1)?.labels.add(name);
        else throw new Error(`not a matcher at ${name}: ${query}`);
      } else if (around?.before && grouping.has(around.before)) groupedBy.add(name);
      else if (words.has(name) || (grouping.has(name) && next?.sign === "(")) continue;
      else if (next?.sign === "(" || grouping.has(next?.name ?? "")) {
        if (!calls.has(name)) throw new Error(`not a function that is known here, ${name}: ${query}`);
      } else asked.push({ metric: name, labels: new Set() });
    }
  }
  if (open.length > 0) throw new Error(`unbalanced: ${query}`);
  return { asked, groupedBy };
}

function tokensOf(query) {
  const tokens = [];
  token.lastIndex = 0;
  while (token.lastIndex < query.length) {
    const at = token.lastIndex;
    const found = token.exec(query);
    if (!found) throw new Error(`not to be read at ${query.slice(at, at + 20)}: ${query}`);
    if (found[0].trim() !== "") tokens.push(found.groups);
  }
  return tokens;
}
